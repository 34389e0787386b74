// The tracker row of an item: who produces and who checks it, how far they are, and by when. At most one per item. The
// table keeps the name it has in the audit trail of the wire contract.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { day, flag, reference } from '../fields.ts'
import { reportingEffortItems } from './reporting-effort-item.ts'
import { users } from './user.ts'

export const productionStatuses = ['not_started', 'in_progress', 'completed', 'on_hold'] as const
export const qcStatuses = ['not_started', 'in_progress', 'completed', 'failed'] as const
export const priorities = ['low', 'medium', 'high', 'critical'] as const
export type ProductionStatus = (typeof productionStatuses)[number]
export type QcStatus = (typeof qcStatuses)[number]
export type Priority = (typeof priorities)[number]

/** What a client may set on a tracker row; only the keys present are applied (protocol 2.11, TrackerIn). */
export const trackerFields = {
  production_programmer_id: reference.nullish(),
  qc_programmer_id: reference.nullish(),
  production_status: z.enum(productionStatuses).optional(),
  qc_status: z.enum(qcStatuses).optional(),
  due_date: day.nullish(),
  qc_completion_date: day.nullish(),
  priority: z.enum(priorities).optional(),
  qc_level: z.string().max(50).nullish(),
  in_production_flag: flag.optional(),
  /** Upstream's name for the same flag. */
  in_production: flag.optional(),
  unblinded_flag: flag.optional(),
}

export const trackers = sqliteTable(
  'reporting_effort_item_tracker',
  {
    ...baseColumns(),
    reporting_effort_item_id: integer()
      .notNull()
      .unique()
      .references(() => reportingEffortItems.id),
    production_programmer_id: integer().references(() => users.id),
    qc_programmer_id: integer().references(() => users.id),
    production_status: text({ enum: productionStatuses }).notNull().default('not_started'),
    qc_status: text({ enum: qcStatuses }).notNull().default('not_started'),
    due_date: text(),
    qc_completion_date: text(),
    priority: text({ enum: priorities }).notNull().default('medium'),
    qc_level: text(),
    in_production_flag: integer({ mode: 'boolean' }).notNull().default(false),
    unblinded_flag: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    index('tracker_by_production_programmer').on(table.production_programmer_id),
    index('tracker_by_qc_programmer').on(table.qc_programmer_id),
  ],
)

export const tracker = defineEntity({
  table: trackers,
  event: 'reporting_effort_tracker',
  label: 'Tracker',
  create: z.object({ reporting_effort_item_id: reference, ...trackerFields }),
  update: z.object(trackerFields),
})
export type Tracker = RowOf<typeof tracker>
