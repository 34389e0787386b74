// A reporting effort: one delivery made from a database release. Its own label is `database_release_label`, a name kept
// from the wire contract (protocol 6.5, N1); the release's label is only ever shown beside it.
import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { label, reference } from '../fields.ts'
import { databaseReleases } from './database-release.ts'
import { studies } from './study.ts'

export const reportingEfforts = sqliteTable(
  'reporting_efforts',
  {
    ...baseColumns(),
    study_id: integer()
      .notNull()
      .references(() => studies.id),
    database_release_id: integer()
      .notNull()
      .references(() => databaseReleases.id),
    database_release_label: text().notNull(),
  },
  (table) => [
    unique().on(table.database_release_id, table.database_release_label),
    index('reporting_efforts_by_study').on(table.study_id),
  ],
)

export const reportingEffort = defineEntity({
  table: reportingEfforts,
  event: 'reporting_effort',
  label: 'Reporting effort',
  create: z.object({ study_id: reference, database_release_id: reference, database_release_label: label }),
  update: z.object({ database_release_label: label }),
})
export type ReportingEffort = RowOf<typeof reportingEffort>
