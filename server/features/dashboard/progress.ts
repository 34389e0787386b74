// What the change log tells of the past: how many items were produced and passed at the end of each day, and which passed
// QC without having failed it. Days are UTC, as the log's moments are.
import type Database from 'better-sqlite3'
import type { ProgressDay } from '../../../shared/actions/dashboard.ts'
import { prepared } from '../../db/statements.ts'
import { withCounted } from './lines.ts'
import type { Scope } from './numbers.ts'

export const PROGRESS_DAYS = 60
const DAY_MS = 86_400_000

/**
 * The first entry that can lie on or after that day. The log has no index by moment, but its moments rise with its numbers,
 * so that a few look-ups by number find it.
 */
function firstSince(db: Database.Database, day: string): number {
  const at = prepared<{ at: string }>(db, 'SELECT at FROM changes WHERE seq = ?')
  let low = 1
  let high = (prepared<{ seq: number | null }>(db, 'SELECT max(seq) AS seq FROM changes').get()?.seq ?? 0) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((at.get(middle)?.at ?? day) < day) low = middle + 1
    else high = middle
  }
  return low
}

/** A status before an entry: what the entry names, else what it left as it was. */
const before = (column: string) =>
  `CASE action WHEN 'create' THEN NULL WHEN 'delete' THEN before ->> '$.${column}'
     ELSE iif(json_type(before, '$.${column}') IS NULL, after ->> '$.${column}', before ->> '$.${column}') END`
const step = (column: string) =>
  `coalesce(after ->> '$.${column}' = 'completed', 0) - coalesce(${before(column)} = 'completed', 0)`

const stepsSql = `${withCounted}, steps AS (
    SELECT substr(at, 1, 10) AS day, ${step('production_status')} AS produced, ${step('qc_status')} AS passed
    FROM changes JOIN counted ON counted.tracker_id = changes.row_id
    WHERE changes.seq >= +:first AND changes.entity = 'reporting_effort_item_tracker' AND at >= :from
  )
  SELECT day, sum(produced) AS produced, sum(passed) AS passed,
    count(*) FILTER (WHERE produced > 0) AS produced_that_day, count(*) FILTER (WHERE passed > 0) AS passed_that_day
  FROM steps GROUP BY day`

const nowSql = `${withCounted}
  SELECT substr(max(created_at, :from), 1, 10) AS day, count(*) AS items,
    count(*) FILTER (WHERE production_status = 'completed') AS produced,
    count(*) FILTER (WHERE qc_status = 'completed') AS passed
  FROM counted GROUP BY 1`

interface Steps {
  day: string
  produced: number
  passed: number
  produced_that_day: number
  passed_that_day: number
}

/** The last sixty days up to `now`, counted back from how it is. */
export function readProgress(db: Database.Database, { effort }: Scope, now = new Date()): ProgressDay[] {
  const days = Array.from({ length: PROGRESS_DAYS }, (_, index) =>
    new Date(now.getTime() - (PROGRESS_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  )
  const from = days[0]!
  const first = firstSince(db, from)
  const steps = new Map(
    prepared<Steps>(db, stepsSql)
      .all({ effort, first, from })
      .map((each) => [each.day, each]),
  )
  const created = prepared<{ day: string; items: number; produced: number; passed: number }>(db, nowSql).all({
    effort,
    from,
  })
  const items = new Map(created.map((each) => [each.day, each.items]))
  const standing = { items: 0, produced: 0, passed: 0 }
  for (const each of created) {
    standing.items += each.items
    standing.produced += each.produced
    standing.passed += each.passed
  }
  const backwards = days.toReversed().map((day) => {
    const { produced = 0, passed = 0, produced_that_day = 0, passed_that_day = 0 } = steps.get(day) ?? {}
    const told: ProgressDay = { day, ...standing, produced_that_day, passed_that_day }
    standing.items -= items.get(day) ?? 0
    standing.produced -= produced
    standing.passed -= passed
    return told
  })
  return backwards.toReversed()
}

/** Whether the item on that tracker row failed QC at some time. */
export const hasFailed = `EXISTS (SELECT 1 FROM changes
  WHERE entity = 'reporting_effort_item_tracker' AND row_id = tracker_id AND after ->> '$.qc_status' = 'failed')`

const firstPassSql = `${withCounted} SELECT count(*) AS passed_first FROM counted
  WHERE qc_status = 'completed' AND NOT ${hasFailed}`

/** Items that passed QC and never failed it. */
export const countFirstPasses = (db: Database.Database, { effort }: Scope): number =>
  prepared<{ passed_first: number }>(db, firstPassSql).get({ effort })!.passed_first

/** Whether the item became complete on one side on the day `:day`; `:done` names the side. */
export const wasDoneThatDay = `EXISTS (SELECT 1 FROM changes
  WHERE entity = 'reporting_effort_item_tracker' AND row_id = tracker_id AND substr(at, 1, 10) = :day
    AND iif(:done = 'production', ${step('production_status')}, ${step('qc_status')}) > 0)`
