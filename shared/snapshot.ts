// The list of one reporting effort as the host keeps it ready: whole tables, column by column, so that 10,000 rows cost
// neither side an object each until they are needed, and little on the wire.
import {
  reportingEffortItem,
  reportingEffortItemAcronym,
  reportingEffortItemFootnote,
} from './entities/reporting-effort-item.ts'
import { comment } from './entities/comment.ts'
import { trackerTag } from './entities/tag.ts'
import { tracker } from './entities/tracker.ts'

/** What belongs to one effort, parents before children. */
export const effortEntities = [
  reportingEffortItem,
  reportingEffortItemFootnote,
  reportingEffortItemAcronym,
  tracker,
  comment,
  trackerTag,
] as const

export interface TableSnapshot {
  columns: string[]
  /** The values of each column, row by row; all columns are equally long. */
  values: unknown[][]
}

/**
 * The rows as of `seq` or later: a row may already hold a newer version than `seq` knows, so changes after `seq` are
 * applied by version (a higher version replaces, a delete removes).
 */
export interface EffortSnapshot {
  epoch: string
  seq: number
  reporting_effort_id: number
  tables: Record<string, TableSnapshot>
}
