// Slows guessing down without ever locking anybody out: an account rests 2, 4, 8 … seconds after its fifth wrong password
// and later ones, at most 15 minutes; an address may fail 20 times a minute. Kept in memory; only wrong passwords count,
// never an expired token. Attempts on one account take turns, so that many sent at once are no way around it.
import { AppError } from '../../../shared/errors.ts'

const FREE_FAILURES = 5
const LONGEST_REST = 15 * 60_000
/** Failures of an account are forgotten when none was added for so long. */
const FORGOTTEN_AFTER = 2 * LONGEST_REST
const FAILURES_A_MINUTE = 20
/** Accounts and addresses remembered; the ones longest without a failure go first. */
const REMEMBERED = 10_000

export interface Throttle {
  /**
   * Runs `check`, which says whether the password was right, and counts a wrong one.
   * @throws AppError `too_many_requests` with `retry_after` in seconds while this account or address has to wait
   */
  attempt(account: string, address: string, check: () => Promise<boolean>): Promise<boolean>
  /** Whether the account rests now, after too many wrong passwords. */
  isResting(account: string): boolean
}

interface Account {
  failures: number
  last: number
}
interface Bucket {
  left: number
  at: number
}

/** @param now milliseconds since 1970 */
export function createThrottle(now: () => number): Throttle {
  const accounts = new Map<string, Account>()
  const buckets = new Map<string, Bucket>()
  const turns = new Map<string, Promise<void>>()

  function restOf(key: string): number {
    const account = accounts.get(key)
    if (!account || account.failures < FREE_FAILURES) return 0
    const rest = Math.min(2 ** (account.failures - FREE_FAILURES + 1) * 1000, LONGEST_REST)
    return account.last + rest - now()
  }

  function leftOf(address: string): number {
    const { left, at } = buckets.get(address) ?? { left: FAILURES_A_MINUTE, at: now() }
    return Math.min(left + ((now() - at) / 60_000) * FAILURES_A_MINUTE, FAILURES_A_MINUTE)
  }

  function expectAllowed(key: string, address: string): void {
    const wait = Math.max(restOf(key), ((1 - leftOf(address)) / FAILURES_A_MINUTE) * 60_000)
    if (wait <= 0) return
    const seconds = Math.ceil(wait / 1000)
    throw new AppError('too_many_requests', `Too many wrong attempts. Wait ${seconds} second(s), then try again.`, {
      retry_after: seconds,
    })
  }

  function count(key: string, address: string): void {
    const known = accounts.get(key)
    const failures = known && now() - known.last < FORGOTTEN_AFTER ? known.failures : 0
    remember(accounts, key, { failures: failures + 1, last: now() })
    remember(buckets, address, { left: leftOf(address) - 1, at: now() })
  }

  async function check(key: string, address: string, matches: () => Promise<boolean>): Promise<boolean> {
    expectAllowed(key, address)
    const isRight = await matches()
    if (isRight) accounts.delete(key)
    else count(key, address)
    return isRight
  }

  return {
    attempt(account, address, matches) {
      const key = account.toLowerCase()
      const attempt = (turns.get(key) ?? Promise.resolve()).then(() => check(key, address, matches))
      const over = attempt.then(noop, noop).then(() => {
        if (turns.get(key) === over) turns.delete(key)
      })
      turns.set(key, over)
      return attempt
    },
    isResting: (account) => restOf(account.toLowerCase()) > 0,
  }
}

const noop = () => undefined

/** Puts an entry last and lets the oldest go. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= REMEMBERED) break
    map.delete(oldest)
  }
}
