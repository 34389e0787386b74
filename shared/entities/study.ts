// A clinical study: the root of the tree study -> database release -> reporting effort -> item -> tracker row.
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { label, note, shortText } from '../fields.ts'

const fields = {
  study_label: label,
  study_title: note.nullish(),
  phase: shortText.nullish(),
  therapeutic_area: shortText.nullish(),
}

export const studies = sqliteTable('studies', {
  ...baseColumns(),
  study_label: text().notNull().unique(),
  study_title: text(),
  phase: text(),
  therapeutic_area: text(),
})

export const study = defineEntity({
  table: studies,
  event: 'study',
  label: 'Study',
  create: z.object(fields),
  update: z.object(fields),
})
export type Study = RowOf<typeof study>
