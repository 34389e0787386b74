// How much work lies with whom (protocol 2.11): totals of the whole workspace by pair of programmers, and the rows of one
// programmer in both roles.
import type Database from 'better-sqlite3'
import { productionStatuses, qcStatuses } from '../../../shared/entities/tracker.ts'
import type { User } from '../../../shared/entities/user.ts'
import { prepared } from '../../db/statements.ts'
import { listTrackersOfProgrammer, type TrackerView } from './views.ts'

interface PairLoad {
  production_programmer_id: number | null
  qc_programmer_id: number | null
  total: number
  in_progress: number
  completed: number
}

/** Counts by production status; of the rows one person works on in either role when `userId` is given. */
export function summarizeWorkload(db: Database.Database, userId: number | undefined) {
  const by_programmer = prepared<PairLoad>(
    db,
    `SELECT production_programmer_id, qc_programmer_id, count(*) AS total,
       count(*) FILTER (WHERE production_status = 'in_progress') AS in_progress,
       count(*) FILTER (WHERE production_status = 'completed') AS completed
     FROM reporting_effort_item_tracker
     WHERE :user_id IS NULL OR production_programmer_id = :user_id OR qc_programmer_id = :user_id
     GROUP BY production_programmer_id, qc_programmer_id
     ORDER BY production_programmer_id, qc_programmer_id`,
  ).all({ user_id: userId ?? null })
  const sum = (count: 'total' | 'in_progress' | 'completed') =>
    by_programmer.reduce((total, pair) => total + pair[count], 0)
  return { total_items: sum('total'), in_progress: sum('in_progress'), completed: sum('completed'), by_programmer }
}

/** The rows of one programmer in both roles, counted by the status of that role. */
export function workloadOfProgrammer(db: Database.Database, { id, username }: User) {
  const production = listTrackersOfProgrammer(db, id, 'production')
  const qc = listTrackersOfProgrammer(db, id, 'qc')
  return {
    programmer_id: id,
    programmer_username: username,
    production: { stats: countByStatus(production, 'production_status', productionStatuses), trackers: production },
    qc: { stats: countByStatus(qc, 'qc_status', qcStatuses), trackers: qc },
    total_workload: production.length + qc.length,
  }
}

function countByStatus(
  rows: readonly TrackerView[],
  field: 'production_status' | 'qc_status',
  statuses: readonly string[],
): Record<string, number> {
  const counted = statuses.map((status) => [status, rows.filter((row) => row[field] === status).length])
  return { total: rows.length, ...(Object.fromEntries(counted) as Record<string, number>) }
}
