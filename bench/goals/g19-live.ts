// G19 and G20: what a change costs in the tracker of 10,000 rows when somebody else makes it. G19: from its frame to the
// document while the rows are filtered and in another order, beside a plain filter and sort of the same rows; and fifty
// changes at once beside one. G20: a hundred changes that were missed, beside opening the effort anew.
import { alternate, type Bench, type Goal, type Measurement } from '../goal.ts'
import { medianOf } from '../statistics.ts'
import { withTracker, type TrackerPage } from '../window/tracker-page.ts'

/** In the titles of about half of the rows. */
const WORD = 'baseline'
const COLUMN = 'due_date'
const AT_ONCE = 50
const MISSED = 100
/** Both sides of G19 take few milliseconds: each figure is the median of this many. */
const REPEATS = 7

async function medianBy(call: string, ask: TrackerPage['ask']): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < REPEATS; turn += 1) times.push(await ask(call))
  return medianOf(times)
}

async function measureChange({ rounds }: Bench, { page, ask }: TrackerPage): Promise<Measurement[]> {
  await ask(`filterBy('${WORD}')`)
  await page.locator(`[id$="-header-${COLUMN}"]`).click()
  const one = () => medianBy('applyChanges(1)', ask)
  return [
    {
      name: 'G19',
      product: 'one change by somebody else, rows filtered and in another order, from its frame to the document',
      limit: 'a plain filter and sort of the same rows',
      unit: 'ms',
      bound: 3,
      rounds: await alternate(rounds, one, () => medianBy(`plainFilterAndSort('${WORD}', '${COLUMN}')`, ask)),
    },
    {
      name: 'G19 at once',
      product: `${AT_ONCE} changes by somebody else between two frames of the screen`,
      limit: 'one of them',
      unit: 'ms',
      bound: 3,
      rounds: await alternate(rounds, () => ask(`applyChanges(${AT_ONCE})`), one),
    },
  ]
}

export const gridChange: Goal = {
  id: 'G19',
  measure: (bench) => withTracker(bench, (tracker) => measureChange(bench, tracker)),
}

export const gridCatchUp: Goal = {
  id: 'G20',
  measure: (bench) =>
    withTracker(bench, async ({ ask }) => [
      {
        name: 'G20',
        product: `from connecting again until ${MISSED} missed changes are painted`,
        limit: 'opening the effort of 10,000 rows anew',
        unit: 'ms',
        bound: 0.2,
        rounds: await alternate(
          bench.rounds,
          () => ask(`catchUp(${MISSED})`),
          () => ask(`openEffort('Effort 1', 'Effort 2')`),
        ),
      },
    ]),
}
