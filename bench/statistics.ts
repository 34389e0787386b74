// The few figures that measurements are reduced to, and the clock they are taken with.

/** The value below which `share` (0 to 1) of the values lie. */
export function percentileOf(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('Nothing was measured')
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

export const medianOf = (values: readonly number[]) => percentileOf(values, 0.5)

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
