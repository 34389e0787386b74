// Tags, and which tracker rows carry them.
import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { note, reference } from '../fields.ts'
import { trackers } from './tracker.ts'

const name = z.string().min(1).max(100)
const color = z.string().regex(/^#[0-9A-Fa-f]{6}$/)
export const DEFAULT_TAG_COLOR = '#3B82F6'

export const tags = sqliteTable('tracker_tags', {
  ...baseColumns(),
  name: text().notNull().unique(),
  color: text().notNull().default(DEFAULT_TAG_COLOR),
  description: text(),
})

export const tag = defineEntity({
  table: tags,
  event: 'tracker_tag',
  label: 'Tag',
  create: z.object({ name, color: color.default(DEFAULT_TAG_COLOR), description: note.nullish() }),
  update: z.object({ name: name.optional(), color: color.optional(), description: note.nullish() }),
})
export type Tag = RowOf<typeof tag>

export const trackerTags = sqliteTable(
  'tracker_item_tags',
  {
    ...baseColumns(),
    tracker_id: integer()
      .notNull()
      .references(() => trackers.id),
    tag_id: integer()
      .notNull()
      .references(() => tags.id),
  },
  (table) => [unique().on(table.tracker_id, table.tag_id), index('tracker_item_tags_by_tag').on(table.tag_id)],
)

export const trackerTag = defineEntity({
  table: trackerTags,
  event: 'tracker_tag_link',
  label: 'Tag assignment',
  create: z.object({ tracker_id: reference, tag_id: reference }),
  update: z.object({}),
})
export type TrackerTag = RowOf<typeof trackerTag>
