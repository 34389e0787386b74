// A text that items share: a title, footnote, population, acronym or ICH category. `label` is the text itself; `content`
// is the longer wording that the event catalogue shows beside it.
import { sql } from 'drizzle-orm'
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { longText, note } from '../fields.ts'

export const textElementTypes = ['title', 'footnote', 'population_set', 'acronyms_set', 'ich_category'] as const
export type TextElementType = (typeof textElementTypes)[number]
const type = z.enum(textElementTypes)

export const textElements = sqliteTable(
  'text_elements',
  {
    ...baseColumns(),
    type: text({ enum: textElementTypes }).notNull(),
    label: text().notNull(),
    content: text(),
  },
  (table) => [
    index('text_elements_by_type').on(table.type, table.label),
    // Finds a wording that differs only in blanks and letter case (protocol 5.1) without reading every text.
    index('text_elements_by_normal_label').on(table.type, sql`upper(replace(label, ' ', ''))`),
  ],
)

export const textElement = defineEntity({
  table: textElements,
  event: 'text_element',
  label: 'Text element',
  create: z.object({ type, label: longText, content: note.nullish() }),
  update: z.object({ type: type.optional(), label: longText.optional(), content: note.nullish() }),
})
export type TextElement = RowOf<typeof textElement>
