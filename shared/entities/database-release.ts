// A database release: a dated cut of one study's data.
import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { day, label, reference } from '../fields.ts'
import { studies } from './study.ts'

const fields = { database_release_label: label, database_release_date: day.nullish() }

export const databaseReleases = sqliteTable(
  'database_releases',
  {
    ...baseColumns(),
    study_id: integer()
      .notNull()
      .references(() => studies.id),
    database_release_label: text().notNull(),
    database_release_date: text(),
  },
  (table) => [unique().on(table.study_id, table.database_release_label)],
)

export const databaseRelease = defineEntity({
  table: databaseReleases,
  event: 'database_release',
  label: 'Database release',
  create: z.object({ study_id: reference, ...fields }),
  update: z.object(fields),
})
export type DatabaseRelease = RowOf<typeof databaseRelease>
