// GRID: what a person waits for in the tracker of 10,000 rows, against the clock: a key until it is painted, a change by
// somebody else until it is painted, a word in the filter, a click on an effort. The times are those of product.md.
import { againstClock, type Bench, type Goal, type Measurement } from '../goal.ts'
import { percentileOf } from '../statistics.ts'
import { withTracker, type TrackerPage } from '../window/tracker-page.ts'

const KEY_MS = 50
const REMOTE_MS = 100
const FILTER_MS = 100
const OPEN_MS = 600
/** Rows that get another priority by the keyboard in each round; in each of them four keys. */
const ROWS = 10
const EDITS = 20

async function times(count: number, measure: () => Promise<number>): Promise<number[]> {
  await measure()
  const measured: number[] = []
  while (measured.length < count) measured.push(await measure())
  return measured
}

/** Moves, types to replace a value, and commits it: the 95th of a hundred keys. */
async function keys({ page, ask }: TrackerPage): Promise<number> {
  await ask(`beginKeys('priority')`)
  for (let row = 0; row < ROWS; row += 1) {
    for (const key of ['ArrowRight', 'ArrowLeft', row % 2 === 0 ? 'h' : 'l', 'Enter']) await page.keyboard.press(key)
  }
  return percentileOf(await ask<number[]>('takenByKeys()'), 0.95)
}

async function measureAll({ rounds }: Bench, tracker: TrackerPage): Promise<Measurement[]> {
  const { ask } = tracker
  const filtered = async () => {
    const time = await ask('filterBy("baseline")')
    await ask('filterBy("")')
    return time
  }
  return [
    againstClock(
      'GRID key',
      'a key in the grid until it is painted, p95 of moving, typing and committing',
      KEY_MS,
      await times(rounds, () => keys(tracker)),
    ),
    againstClock(
      'GRID remote',
      'a change by somebody else from its request until it is painted, p95',
      REMOTE_MS,
      await times(rounds, async () => percentileOf(await ask<number[]>(`remoteEdits(${EDITS})`), 0.95)),
    ),
    againstClock(
      'GRID filter',
      'a word in the quick filter until its rows are painted',
      FILTER_MS,
      await times(rounds, filtered),
    ),
    againstClock(
      'GRID open',
      'a click on an effort until its 10,000 rows are painted',
      OPEN_MS,
      await times(rounds, () => ask(`openEffort('Effort 1', 'Effort 2')`)),
    ),
  ]
}

export const gridTimes: Goal = {
  id: 'GRID',
  measure: (bench) => withTracker(bench, (tracker) => measureAll(bench, tracker)),
}
