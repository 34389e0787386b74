// How much was done in the last days, by action, table, person and day (protocol 2.14).
import type Database from 'better-sqlite3'
import { prepared } from '../../db/statements.ts'
import { auditAction } from './entries.ts'

const DAY = 86_400_000
/** Stands for the program itself where a person's id is expected. */
const PROGRAM = 0

interface Group {
  action: string
  entity: string
  actor_id: number | null
  actor_name: string
  day: string
  count: number
}

/** Counts of the entries of the `days` days before `now`. */
export function summarise(db: Database.Database, days: number, now: Date) {
  const start_date = new Date(now.getTime() - days * DAY).toISOString()
  const end_date = now.toISOString()
  const groups = prepared<Group>(
    db,
    `SELECT ${auditAction} AS action, entity, actor_id, max(actor_name) AS actor_name, substr(at, 1, 10) AS day,
       count(*) AS count
     FROM changes WHERE at >= +? AND at <= +?
     GROUP BY 1, entity, actor_id, day ORDER BY day, 1, entity`,
  ).all(start_date, end_date)

  const people: Record<string, { count: number; username: string }> = {}
  for (const { actor_id, actor_name, count } of groups) {
    const person = (people[actor_id ?? PROGRAM] ??= { count: 0, username: actor_name })
    person.count += count
  }
  return {
    period: { start_date, end_date, days },
    statistics: {
      total_actions: groups.reduce((total, { count }) => total + count, 0),
      actions_by_type: countsBy(groups, 'action'),
      actions_by_table: countsBy(groups, 'entity'),
      actions_by_user: people,
      actions_by_day: countsBy(groups, 'day'),
    },
  }
}

function countsBy(groups: readonly Group[], key: 'action' | 'entity' | 'day'): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const group of groups) counts[group[key]] = (counts[group[key]] ?? 0) + group.count
  return counts
}
