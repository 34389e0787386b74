// The numbers that a lead looks at, of one effort or of all, and the rows behind each of them.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { kinds, stages, type Kind, type Stage } from '../domain/progress.ts'
import { trackerRoles, type TrackerRole } from '../domain/workflow.ts'
import type { Priority, ProductionStatus, QcStatus } from '../entities/tracker.ts'
import { day, wholeNumber } from '../fields.ts'

/** `today` is the day of the person who asks; without it, the host's. */
const scope = { reporting_effort_id: wholeNumber.optional(), today: day.optional() }

export const readDashboard = defineAction({
  method: 'GET',
  path: '/dashboard',
  summary: 'Dashboard: completion, kinds, workload, due dates, progress by day and first-pass QC of one effort or all',
  policy: 'viewer',
  query: z.object(scope),
})

/** What a number counts beyond its kind, stage and person. `week` is what a person has to do within it, on either side. */
export const rowSubsets = [
  'all',
  'open',
  'overdue',
  'soon',
  'week',
  'unassigned',
  'comments',
  'passed_first',
  'passed_later',
] as const
export type RowSubset = (typeof rowSubsets)[number]

export const listDashboardRows = defineAction({
  method: 'GET',
  path: '/dashboard/rows',
  summary: 'List: the rows behind one number of the dashboard',
  policy: 'viewer',
  query: z.object({
    ...scope,
    subset: z.enum(rowSubsets).default('all'),
    kind: z.enum(kinds).optional(),
    stage: z.enum(stages).optional(),
    /** Rows on which this person has this side. `open`, `overdue` and `soon` then mean that side; `week` takes no side. */
    user_id: wholeNumber.optional(),
    role: z.enum(trackerRoles).optional(),
    /** Rows that this side completed on this day (UTC). */
    done: z.enum(trackerRoles).optional(),
    day: day.optional(),
  }),
})

/** An item with what it is, where it stands and how far it is. */
export interface BoardLine {
  /** The item's id. */
  id: number
  item_code: string
  item_type: string
  item_subtype: Kind
  /** Title of an output, label of a dataset. */
  title: string
  reporting_effort_id: number
  reporting_effort_label: string
  database_release_label: string
  study_label: string
  production_programmer_id: number | null
  qc_programmer_id: number | null
  production_status: ProductionStatus
  qc_status: QcStatus
  priority: Priority | null
  due_date: string | null
  stage: Stage
}

export interface BoardRows {
  /** How many there are; `rows` may hold fewer. */
  count: number
  rows: BoardLine[]
}

export interface KindCount {
  kind: Kind
  total: number
  overdue: number
  stages: Record<Stage, number>
}

export interface Load {
  user_id: number
  role: TrackerRole
  total: number
  /** Rows whose own side is not completed. */
  open: number
  /** Open rows past their due date. */
  overdue: number
  /** Open rows that are due within seven days, today included. */
  soon: number
}

/** What somebody has to do within seven days: open rows of either side that are late or due by then, each once. */
export interface WeekLoad {
  user_id: number
  count: number
}

/** Counts as they stood at the end of a day (UTC), of the items that exist now. */
export interface ProgressDay {
  day: string
  items: number
  produced: number
  passed: number
  /** Items that were completed, and that passed QC, on that day. */
  produced_that_day: number
  passed_that_day: number
}

export interface Dashboard {
  studies: number
  /** Efforts with items that are not complete. */
  active_efforts: number
  items: number
  complete: number
  unassigned: number
  open_comments: number
  /** Items that passed QC, and those among them that never failed it. */
  passed: number
  passed_first: number
  kinds: KindCount[]
  workload: Load[]
  /** Of people who have any. */
  week: WeekLoad[]
  /** The next ten of each, with how many there are. */
  overdue: BoardRows
  due_soon: BoardRows
  /** The last sixty days, oldest first. */
  progress: ProgressDay[]
}
