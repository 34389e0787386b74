// How long to wait before the next try to connect: 0.5 s doubling to 30 s, give or take a quarter, so that the windows
// of a team do not all come back to a restarted host at the same moment.
const FIRST_MS = 500
const LONGEST_MS = 30_000
const JITTER = 0.25

/** Milliseconds to wait before try number `attempt` (1 = the first after a break). `random` is in [0, 1). */
export function backoffDelay(attempt: number, random: () => number = Math.random): number {
  const plain = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 16))
  return Math.round(plain * (1 + JITTER * (2 * random() - 1)))
}
