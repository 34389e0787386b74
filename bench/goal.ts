// What a goal is: one figure of the product, the limit beside it, and the bound on their ratio. Both sides are measured
// alternately in the same run, and the verdict is on the median of the ratios of the rounds, so that a machine that gets
// slower in the middle slows both.
import { medianOf } from './statistics.ts'

/** Two figures taken one right after the other, in the unit of their measurement. */
export interface Round {
  product: number
  limit: number
}

export interface Measurement {
  /** `G12 warm`: the goal, and which of its figures. */
  name: string
  /** What the product's figure is, and what the limit's. */
  product: string
  limit: string
  unit: string
  /** Largest ratio of product to limit that meets the goal. */
  bound: number
  rounds: Round[]
  /** Figures that belong to the picture but are not judged. */
  note?: string
}

/** Figures in milliseconds that are judged against a clock, not against a limit that was measured beside them. */
export const againstClock = (
  name: string,
  product: string,
  limit: number,
  times: readonly number[],
  note = '',
): Measurement => ({
  name,
  product,
  limit: 'fixed',
  unit: 'ms',
  bound: 1,
  rounds: times.map((time) => ({ product: time, limit })),
  ...(note !== '' && { note }),
})

export interface Bench {
  rounds: number
  /** A new copy of the seeded workspace, in a folder of its own. */
  workspace(): Promise<string>
  /** A new empty folder. */
  folder(): Promise<string>
}

export interface Goal {
  /** `G7`; what is given on the command line. */
  id: string
  /** Measured only where Electron can open a window, unless it is asked for by name. */
  needsWindow?: boolean
  measure(bench: Bench): Promise<Measurement[]>
}

export interface Verdict {
  product: number
  limit: number
  ratio: number
  met: boolean
}

export function judge({ rounds, bound }: Measurement): Verdict {
  const ratio = medianOf(rounds.map((round) => round.product / round.limit))
  return {
    product: medianOf(rounds.map((round) => round.product)),
    limit: medianOf(rounds.map((round) => round.limit)),
    ratio,
    met: ratio <= bound,
  }
}

/** Measures both sides in turn, each first in every other round, after one round that does not count. */
export async function alternate(
  rounds: number,
  product: () => number | Promise<number>,
  limit: () => number | Promise<number>,
): Promise<Round[]> {
  const measured: Round[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair: Round = { product: 0, limit: 0 }
    if (round % 2 === 1) pair.product = await product()
    pair.limit = await limit()
    if (round % 2 === 0) pair.product = await product()
    if (round > 0) measured.push(pair)
  }
  return measured
}
