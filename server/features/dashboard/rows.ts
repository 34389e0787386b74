// The rows behind a number of the dashboard, the next due first.
import type Database from 'better-sqlite3'
import type { InputOf } from '../../../shared/action.ts'
import type { BoardLine, BoardRows, listDashboardRows, RowSubset } from '../../../shared/actions/dashboard.ts'
import { prepared } from '../../db/statements.ts'
import { byDue, isOverdue, isSoon, isUnassigned, lineColumns, withLines } from './lines.ts'
import type { Scope } from './numbers.ts'
import { hasFailed, wasDoneThatDay } from './progress.ts'

/** Rows that one answer holds at most; how many there are is told in any case. */
const MOST_ROWS = 1000
const SHOWN_DUE = 10

type Asked = InputOf<typeof listDashboardRows>['query']

const ownStatus = "iif(:role = 'production', production_status, qc_status)"
const subsets: Record<RowSubset, string> = {
  all: 'TRUE',
  open: `iif(:role IS NULL, stage, ${ownStatus}) NOT IN ('complete', 'completed')`,
  overdue: `due_date < :today AND iif(:role IS NULL, qc_status, ${ownStatus}) <> 'completed'`,
  soon: `due_date BETWEEN :today AND :soon AND iif(:role IS NULL, qc_status, ${ownStatus}) <> 'completed'`,
  week: `due_date <= :soon AND (
    (production_programmer_id = :user_id AND production_status <> 'completed')
    OR (qc_programmer_id = :user_id AND qc_status <> 'completed'))`,
  unassigned: isUnassigned,
  comments: `EXISTS (SELECT 1 FROM tracker_comments AS c
    WHERE c.tracker_id = line.tracker_id AND c.parent_comment_id IS NULL AND c.is_resolved = 0)`,
  passed_first: `qc_status = 'completed' AND NOT ${hasFailed}`,
  passed_later: `qc_status = 'completed' AND ${hasFailed}`,
}

const conditions = `(:kind IS NULL OR item_subtype = :kind) AND (:stage IS NULL OR stage = :stage)
  AND (:role IS NULL OR :user_id IS NULL OR iif(:role = 'production', production_programmer_id, qc_programmer_id) = :user_id)
  AND (:day IS NULL OR :done IS NULL OR ${wasDoneThatDay})`

type Counted = BoardLine & { whole: number }

function read(db: Database.Database, condition: string, limit: number, parameters: object): BoardRows {
  const rows = prepared<Counted>(
    db,
    `${withLines} SELECT ${lineColumns}, count(*) OVER () AS whole FROM line
     WHERE ${condition} ORDER BY ${byDue} LIMIT ${limit}`,
  ).all(parameters)
  return { count: rows[0]?.whole ?? 0, rows: rows.map(({ whole: _whole, ...line }) => line) }
}

export function readRowsBehind(db: Database.Database, scope: Scope, asked: Asked): BoardRows {
  const { subset, kind = null, stage = null, user_id = null, role = null, done = null, day = null } = asked
  const parameters = { ...scope, kind, stage, user_id, role, done, day }
  return read(db, `${subsets[subset]} AND ${conditions}`, MOST_ROWS, parameters)
}

/** Every item of an effort, in no particular order. */
export const readLinesOf = (db: Database.Database, effort: number): BoardLine[] =>
  prepared<BoardLine>(db, `${withLines} SELECT ${lineColumns} FROM line`).all({ effort })

/** The ten most overdue, and the ten that are due next. */
export const readDue = (db: Database.Database, { effort, today, soon }: Scope) => ({
  overdue: read(db, isOverdue, SHOWN_DUE, { effort, today }),
  due_soon: read(db, isSoon, SHOWN_DUE, { effort, today, soon }),
})
