// The past of the demo study as a list: what was done when and by whom, from the first items to the last comment.
import { comment } from '../../../shared/entities/comment.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import type { ValuesOf } from '../../../shared/entity.ts'
import type { Transaction } from '../../store/store.ts'
import type { DemoComment, DemoData, DemoRow } from './demo-data.ts'
import { insertItem, keyOf, planOf, textFor, type Ids, type Known } from './demo-rows.ts'
import { spread, stepsOf, type Step, type StepName } from './demo-steps.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Items of an effort are there some days before the first of them is assigned. */
const HEAD_START_DAYS = 3

export interface DemoEvent {
  /** ms */
  at: number
  /** User name. */
  by: string
  happens: (tx: Transaction) => void
}

/** The hour (UTC) of each step: later ones later, so that several fit into one day. */
const hours: Readonly<Record<StepName, number>> = {
  assign: 8,
  start: 9,
  hold: 10,
  produce: 11,
  check: 12,
  fail: 13,
  mend: 14,
  'check again': 15,
  pass: 16,
  release: 10,
}

/** @param now the moment at which the rows are as the file says */
export function eventsOfDemo(data: DemoData, known: Known, now: Date): DemoEvent[] {
  const today = Math.floor(now.getTime() / DAY) * DAY
  const lead = data.users.find(({ role }) => role === 'ADMIN')!.username
  const trackers: Ids = new Map()
  const rows = data.tracker.map((row, number) => ({ row, number, steps: stepsOf(row, number, today) }))
  const efforts = Map.groupBy(rows, ({ row }) => row.reporting_effort)

  const planned = [...efforts.values()].map((members): DemoEvent => {
    const first = Math.min(...members.flatMap(({ steps }) => steps.map(({ day }) => day)))
    return {
      at: today + (first - HEAD_START_DAYS) * DAY + 8 * HOUR,
      by: lead,
      happens: (tx) => {
        for (const { row } of members)
          trackers.set(keyOf(row), insertItem(tx, row, known, beginningOf(row, known, now)))
      },
    }
  })
  const done = rows.flatMap(({ row, number, steps }) =>
    steps.map((step): DemoEvent => ({
      at: today + step.day * DAY + hours[step.name] * HOUR + spread(number * 7 + step.day, 3300) * 1000,
      by: doerOf(row, step, lead),
      happens: (tx) => void tx.update(tracker, trackers.get(keyOf(row))!, patchOf(row, step, known, now)),
    })),
  )
  const said = data.comments.flatMap((thread) => commentsOf(thread, known, now, trackers))
  return [...planned, ...done, ...said].toSorted((a, b) => a.at - b.at)
}

type Fields = Partial<ValuesOf<typeof tracker>>

/** What a row is planned with before anybody has it. */
function beginningOf(row: DemoRow, known: Known, now: Date): Fields {
  const { priority, qc_level, due_date } = planOf(row, known, now.toISOString())
  return { priority, qc_level, due_date }
}

function patchOf(row: DemoRow, { name }: Step, known: Known, now: Date): Fields {
  if (name === 'assign') {
    const { production_programmer_id, qc_programmer_id } = planOf(row, known, now.toISOString())
    return { production_programmer_id, qc_programmer_id }
  }
  return patches[name]
}
const patches: Readonly<Record<Exclude<StepName, 'assign'>, Fields>> = {
  start: { production_status: 'in_progress' },
  hold: { production_status: 'on_hold' },
  produce: { production_status: 'completed' },
  mend: { production_status: 'completed' },
  check: { qc_status: 'in_progress' },
  'check again': { qc_status: 'in_progress' },
  fail: { qc_status: 'failed' },
  pass: { qc_status: 'completed' },
  release: { in_production_flag: true },
}

function doerOf(row: DemoRow, { name }: Step, lead: string): string {
  if (name === 'assign' || name === 'release') return lead
  const checks = name === 'check' || name === 'check again' || name === 'fail' || name === 'pass'
  return (checks ? row.qc_programmer : row.production_programmer) ?? lead
}

/** A thread: its beginning, an answer an hour, and an hour after the last one whoever resolved it. */
function commentsOf(
  { author, comment_type, text, is_resolved, resolved_by, replies, hours_ago, ...where }: DemoComment,
  { people }: Known,
  now: Date,
  trackers: Ids,
): DemoEvent[] {
  let parent_comment_id: number | null = null
  const at = (hoursLater: number) => Math.min(now.getTime(), now.getTime() - (hours_ago - hoursLater) * HOUR)
  const write = (by: string, wording: string, hoursLater: number): DemoEvent => ({
    at: at(hoursLater),
    by,
    happens: (tx) => {
      const { id } = tx.insert(comment, {
        tracker_id: trackers.get(keyOf(where))!,
        parent_comment_id,
        user_id: people.get(by)!,
        comment_text: textFor(tx)(wording),
        comment_type,
      })
      parent_comment_id ??= id
    },
  })
  const resolve: DemoEvent = {
    at: at(replies.length + 1),
    by: resolved_by ?? author,
    happens: (tx) => {
      const resolution = { is_resolved: true, resolved_by_user_id: tx.actor.id, resolved_at: tx.at }
      tx.update(comment, parent_comment_id!, resolution, { context: { resolved: true } })
    },
  }
  return [
    write(author, text, 0),
    ...replies.map((reply, index) => write(reply.author, reply.text, index + 1)),
    ...(is_resolved ? [resolve] : []),
  ]
}
