// Which work of a person is still open: rows in which their own side is not completed.
import type Database from 'better-sqlite3'
import type { TrackerRole } from '../../../shared/domain/workflow.ts'
import { prepared } from '../../db/statements.ts'

export interface OpenRow {
  tracker_id: number
  reporting_effort_id: number
  item_code: string
}

const from = `SELECT t.id AS tracker_id, i.reporting_effort_id, i.item_code
  FROM reporting_effort_item_tracker AS t JOIN reporting_effort_items AS i ON i.id = t.reporting_effort_item_id`
const statements: Record<TrackerRole, string> = {
  production: `${from} WHERE t.production_programmer_id = +? AND t.production_status <> 'completed' ORDER BY t.id`,
  qc: `${from} WHERE t.qc_programmer_id = +? AND t.qc_status <> 'completed' ORDER BY t.id`,
}

/** The rows on which a person still has something to do in that role. */
export function openRows(db: Database.Database, userId: number, role: TrackerRole): OpenRow[] {
  return prepared<OpenRow>(db, statements[role]).all(userId)
}

export interface OpenCounts {
  open_production: number
  open_qc: number
}

/** How many rows each person still has open, by user id; people without any are not in it. */
export function openCounts(db: Database.Database): Map<number, OpenCounts> {
  const sql = `SELECT user_id, sum(production) AS open_production, sum(qc) AS open_qc FROM (
      SELECT production_programmer_id AS user_id, 1 AS production, 0 AS qc
        FROM reporting_effort_item_tracker WHERE production_status <> 'completed'
      UNION ALL SELECT qc_programmer_id, 0, 1
        FROM reporting_effort_item_tracker WHERE qc_status <> 'completed')
    WHERE user_id IS NOT NULL GROUP BY user_id`
  const rows = prepared<OpenCounts & { user_id: number }>(db, sql).all()
  return new Map(rows.map(({ user_id, ...counts }) => [user_id, counts]))
}
