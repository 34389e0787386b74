// What happened to a row of the demo study until it was as it is today: who did what on which day, told from its end. Nothing
// is drawn by lot, so that every demo has the same past.
import type { DemoRow } from './demo-data.ts'

export const stepNames = [
  'assign',
  'start',
  'hold',
  'produce',
  'check',
  'fail',
  'mend',
  'check again',
  'pass',
  'release',
] as const
export type StepName = (typeof stepNames)[number]

export interface Step {
  name: StepName
  /** Counted from today, so below zero. */
  day: number
}

/** Days between a step and the one before it: the fewest, and how many it may be beyond. */
const gaps: Readonly<Record<StepName, readonly [number, number]>> = {
  assign: [0, 1],
  start: [1, 4],
  hold: [1, 3],
  produce: [2, 4],
  check: [0, 3],
  fail: [0, 2],
  mend: [0, 2],
  'check again': [0, 1],
  pass: [0, 2],
  release: [1, 1],
}

/** One in so many rows that are checked has failed once before. */
const ROWS_TO_A_FAILURE = 9

/** @param number of the row in the file @param today UTC midnight, ms */
export function stepsOf(row: DemoRow, number: number, today: number): Step[] {
  const names = namesOf(row, number)
  let day = lastDay(row, number, names)
  const steps: Step[] = []
  for (const name of names.toReversed()) {
    // The pass is of the day that the file names, and the release may not come before it.
    steps.unshift({ name, day: name === 'pass' || name === 'release' ? day : workday(day, today) })
    const [fewest, more] = gaps[name]
    day -= fewest + spread(number + steps.length, more)
  }
  return steps
}

function namesOf(row: DemoRow, number: number): StepName[] {
  const { production_status: production, qc_status: qc } = row
  const hasFailed = (qc === 'completed' || qc === 'in_progress') && number % ROWS_TO_A_FAILURE === 4
  return [
    ...optional(row.production_programmer !== null || row.qc_programmer !== null, 'assign'),
    ...optional(production !== 'not_started', 'start'),
    ...optional(production === 'on_hold', 'hold'),
    ...optional(production === 'completed' || qc === 'failed', 'produce'),
    ...optional(qc !== 'not_started', 'check'),
    ...optional(qc === 'failed', 'fail'),
    ...optional(hasFailed, 'fail', 'mend', 'check again'),
    ...optional(qc === 'completed', 'pass'),
    ...optional(row.in_production, 'release'),
  ]
}
const optional = (isSo: boolean, ...names: StepName[]) => (isSo ? names : [])

/** Of the day of the pass, or what follows it; what ended with something else ended lately. */
function lastDay({ qc_completion_offset_days: passed }: DemoRow, number: number, names: readonly StepName[]): number {
  const last = names.at(-1)
  if (passed !== null) return last === 'release' ? passed + gaps.release[0] : passed
  return last === 'assign' ? -5 - spread(number, 20) : -1 - spread(number, 12)
}

/** Evenly spread over 0 to `count` - 1, and the same for the same number (multiplicative hashing). */
export const spread = (number: number, count: number): number => (Math.imul(number + 1, 2654435761) >>> 8) % count

/** The day, or the Friday before where it is of a weekend. */
function workday(day: number, today: number): number {
  const weekday = new Date(today + day * 86_400_000).getUTCDay()
  return weekday === 6 ? day - 1 : weekday === 0 ? day - 2 : day
}
