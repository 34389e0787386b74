// What a runner reports, and how the reports are summed up.

export interface Skip {
  title: string
  reason: string
}

export interface Outcome {
  passed: number
  failed: number
  skips: Skip[]
}

export const none = (): Outcome => ({ passed: 0, failed: 0, skips: [] })

export const skipped = (title: string, reason: string): Outcome => ({ ...none(), skips: [{ title, reason }] })

export const sum = (outcomes: Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, one) => total + one.passed, 0),
  failed: outcomes.reduce((total, one) => total + one.failed, 0),
  skips: outcomes.flatMap((one) => one.skips),
})

/**
 * A runner that ends badly without naming a failed test, or that ran nothing at all, is itself a failure.
 * @param code its exit code
 */
export function honest(outcome: Outcome, code: number): Outcome {
  const ranNothing = outcome.passed + outcome.failed + outcome.skips.length === 0
  const hidden = outcome.failed === 0 && (code !== 0 || ranNothing)
  return hidden ? { ...outcome, failed: 1 } : outcome
}

/** The closing line of `npm test`. */
export const closingLine = ({ passed, failed, skips }: Outcome): string =>
  `${passed} passed, ${failed} failed, ${skips.length} skipped`
