// A way of looking at trackers under a name: which columns, in which order, how rows are ordered and narrowed. A private one
// is listed for its owner only; it holds no data of a study, so it travels with the feed like any row. `state` is JSON that
// only windows read.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { flag } from '../fields.ts'
import { users } from './user.ts'

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    // Text that is no JSON is no object either.
    return false
  }
}

const name = z.string().trim().min(1).max(100)
const state = z.string().max(20_000).refine(isJsonObject, 'Must be the JSON text of an object')

export const savedViews = sqliteTable(
  'saved_views',
  {
    ...baseColumns(),
    owner_id: integer()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    is_shared: integer({ mode: 'boolean' }).notNull().default(false),
    state: text().notNull(),
  },
  (table) => [index('saved_views_by_owner').on(table.owner_id)],
)

export const savedView = defineEntity({
  table: savedViews,
  event: 'saved_view',
  label: 'Saved view',
  create: z.object({ name, is_shared: flag.default(false), state }),
  update: z.object({ name: name.optional(), is_shared: flag.optional(), state: state.optional() }),
})
export type SavedView = RowOf<typeof savedView>
