// What a runner reports, and how the reports are summed up.
import { stripVTControlCharacters } from 'node:util'

export interface Skip {
  title: string
  reason: string
}

export interface Outcome {
  passed: number
  failures: Defect[]
  skips: Skip[]
}

/** A test that failed, or a runner that broke. */
export interface Defect {
  title: string
  /** What it said, as far as it is known here. */
  reason: string
}

export const none = (): Outcome => ({ passed: 0, failures: [], skips: [] })

export const passed = (count: number): Outcome => ({ ...none(), passed: count })

export const failed = (title: string, reason: string): Outcome => ({ ...none(), failures: [{ title, reason }] })

export const skipped = (title: string, reason: string): Outcome => ({ ...none(), skips: [{ title, reason }] })

export const sum = (outcomes: Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, one) => total + one.passed, 0),
  failures: outcomes.flatMap((one) => one.failures),
  skips: outcomes.flatMap((one) => one.skips),
})

/**
 * A runner that ends badly without naming a failed test, or that ran nothing at all, is itself a failure.
 * @param runner its name, for who reads the list of failures
 * @param code its exit code
 */
export function honest(outcome: Outcome, runner: string, code: number): Outcome {
  const ranNothing = outcome.passed + outcome.failures.length + outcome.skips.length === 0
  if (outcome.failures.length > 0 || (code === 0 && !ranNothing)) return outcome
  const reason = ranNothing ? 'it ran no test' : `it ended with ${code} and named no test; its output above says why`
  return sum([outcome, failed(runner, reason)])
}

/** A reason in at most that many lines, without the colours of a terminal. */
export const inShort = (reason: string, lines = 6): string =>
  stripVTControlCharacters(reason).trim().split('\n').slice(0, lines).join('\n')

/** The last words of `npm test`: what was skipped, what failed and why, and one line over all. */
export function closingWords({ passed, failures, skips }: Outcome): string {
  return [
    ...skips.map(({ title, reason }) => `skipped  ${title}: ${reason}`),
    ...failures.map(({ title, reason }) => `FAILED   ${title}\n${inShort(reason).replaceAll(/^/gm, '           ')}`),
    `${passed} passed, ${failures.length} failed, ${skips.length} skipped`,
  ].join('\n')
}

/** Exit code for it: 0 only when something ran and nothing failed. */
export const exitCode = ({ passed, failures }: Outcome): number => (failures.length > 0 || passed === 0 ? 1 : 0)
