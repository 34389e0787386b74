// The numbers of the dashboard as they stand, each counted by the database.
import type Database from 'better-sqlite3'
import type { Dashboard, KindCount, Load, WeekLoad } from '../../../shared/actions/dashboard.ts'
import { kinds, stages, type Kind, type Stage } from '../../../shared/domain/progress.ts'
import type { TrackerRole } from '../../../shared/domain/workflow.ts'
import { prepared } from '../../db/statements.ts'
import { isOverdue, isUnassigned, withCounted } from './lines.ts'

/** Which items, seen from which day; `soon` is the last day that counts as soon. */
export interface Scope {
  effort: number | null
  today: string
  soon: string
}

type Totals = Pick<
  Dashboard,
  'studies' | 'active_efforts' | 'items' | 'complete' | 'unassigned' | 'open_comments' | 'passed'
>

const totalsSql = `${withCounted}
  SELECT
    (SELECT count(DISTINCT e.study_id) FROM reporting_efforts AS e WHERE :effort IS NULL OR e.id = +:effort) AS studies,
    count(DISTINCT iif(stage <> 'complete', reporting_effort_id, NULL)) AS active_efforts,
    count(*) AS items,
    count(*) FILTER (WHERE stage = 'complete') AS complete,
    count(*) FILTER (WHERE ${isUnassigned}) AS unassigned,
    count(*) FILTER (WHERE qc_status = 'completed') AS passed,
    (SELECT count(*) FROM tracker_comments AS c JOIN counted AS o ON o.tracker_id = c.tracker_id
      WHERE c.parent_comment_id IS NULL AND c.is_resolved = 0) AS open_comments
  FROM counted`

export const countTotals = (db: Database.Database, { effort }: Scope): Totals =>
  prepared<Totals>(db, totalsSql).get({ effort })!

const kindsSql = `${withCounted}
  SELECT item_subtype AS kind, stage, count(*) AS total, count(*) FILTER (WHERE ${isOverdue}) AS overdue
  FROM counted GROUP BY item_subtype, stage`

/** Every kind, in its order, also those without items. */
export function countKinds(db: Database.Database, { effort, today }: Scope): KindCount[] {
  const counted = prepared<{ kind: Kind; stage: Stage; total: number; overdue: number }>(db, kindsSql).all({
    effort,
    today,
  })
  return kinds.map((kind) => {
    const own = counted.filter((each) => each.kind === kind)
    const sum = (of: 'total' | 'overdue') => own.reduce((total, each) => total + each[of], 0)
    const perStage = stages.map((stage) => [stage, own.find((each) => each.stage === stage)?.total ?? 0])
    return {
      kind,
      total: sum('total'),
      overdue: sum('overdue'),
      stages: Object.fromEntries(perStage) as Record<Stage, number>,
    }
  })
}

const loadOf = (role: TrackerRole) => `
  SELECT ${role}_programmer_id AS user_id, '${role}' AS role, count(*) AS total,
    count(*) FILTER (WHERE ${role}_status <> 'completed') AS open,
    count(*) FILTER (WHERE ${role}_status <> 'completed' AND due_date < :today) AS overdue,
    count(*) FILTER (WHERE ${role}_status <> 'completed' AND due_date BETWEEN :today AND :soon) AS soon
  FROM counted WHERE ${role}_programmer_id IS NOT NULL GROUP BY ${role}_programmer_id`

const workloadSql = `${withCounted} ${loadOf('production')} UNION ALL ${loadOf('qc')} ORDER BY user_id, role`

/** What lies with each person on each side. */
export const countWorkload = (db: Database.Database, { effort, today, soon }: Scope): Load[] =>
  prepared<Load>(db, workloadSql).all({ effort, today, soon })

const dueWith = (role: TrackerRole) => `
  SELECT ${role}_programmer_id AS user_id, id FROM counted
  WHERE ${role}_programmer_id IS NOT NULL AND ${role}_status <> 'completed' AND due_date <= :soon`

const weekSql = `${withCounted} SELECT user_id, count(*) AS count
  FROM (${dueWith('production')} UNION ${dueWith('qc')}) GROUP BY user_id ORDER BY user_id`

/** What each person has to do by the end of the seven days. */
export const countWeek = (db: Database.Database, { effort, soon }: Scope): WeekLoad[] =>
  prepared<WeekLoad>(db, weekSql).all({ effort, soon })
