// G17 and G18: the tracker of 10,000 rows in a window beside a hand-written pool of the same texts in the same page: the
// time until the list, already in memory, is painted, and the time of a frame while it is scrolled. The frame limiter is
// off, so that a frame's time is its cost.
import { alternate, type Goal, type Measurement } from '../goal.ts'
import { withTracker } from '../window/tracker-page.ts'

const FRAMES = 60

export const gridPaint: Goal = {
  id: 'G17',
  measure: (bench) =>
    withTracker(
      bench,
      async ({ ask }) => [
        {
          name: 'G17',
          product: '10,000 rows in memory until they are painted',
          limit: 'a hand-written pool of the same texts',
          unit: 'ms',
          bound: 3,
          rounds: await alternate(
            bench.rounds,
            () => ask('paintGrid()'),
            () => ask('paintPool()'),
          ),
        },
      ],
      'as fast as they can',
    ),
}

export const gridScroll: Goal = {
  id: 'G18',
  measure: (bench) =>
    withTracker(
      bench,
      async ({ ask }) => {
        const measured: Measurement[] = []
        for (const step of [90, 900]) {
          const blank = await ask(`blankFrames(${step}, ${FRAMES})`)
          measured.push({
            name: `G18 ${step} px`,
            product: `a frame while 10,000 rows move by ${step} px in each`,
            limit: 'a hand-written pool of the same texts',
            unit: 'ms',
            bound: 2,
            note: `there and back, ${blank} of ${FRAMES} frames lack a row`,
            rounds: await alternate(
              bench.rounds,
              () => ask(`scrollGrid(${step}, ${FRAMES})`),
              () => ask(`scrollPool(${step}, ${FRAMES})`),
            ),
          })
        }
        return measured
      },
      'as fast as they can',
    ),
}
