// Hashes and checks passwords in a thread of their own. A check takes as long for somebody unknown as for somebody known,
// and the queue is bounded, so that a flood of guesses costs memory no more than time. No new password is shorter than the
// host allows, by whatever route it came.
import { randomInt } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { PASSWORD_LENGTH, UPSTREAM_PASSWORD_LENGTH } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import { InvalidInput } from '../validation.ts'
import type { PasswordResult, PasswordTask } from './password-worker.ts'

export interface Passwords {
  /**
   * A PHC string of argon2id with a salt of its own.
   * @param field of the request that the new password came in
   * @throws InvalidInput when it is shorter than a new password may be
   */
  hash(password: string, field?: string): Promise<string>
  /** Whether the password has this hash; somebody without a hash costs the same and never matches. */
  matches(password: string, hash: string | null): Promise<boolean>
  /** Stops the thread. What still waits is refused. */
  close(): Promise<void>
}

const MAX_WAITING = 100
/** The hash of a random text that was thrown away. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$c5P1MMCmQ0CPIwPWBLjq0A$vKyTxUUkKCB2VCmNjKWzSRr7gHDgcq2yJZ1kvaJqjZY'

const file = import.meta.url.endsWith('.ts') ? './password-worker.ts' : './password-worker.js'

interface Waiting {
  resolve(result: PasswordResult): void
  reject(error: Error): void
}

/** Characters of a new password: what upstream allows where everybody is the owner, more where it keeps somebody out. */
export const shortestPassword = (open: boolean) => (open ? UPSTREAM_PASSWORD_LENGTH : PASSWORD_LENGTH)

/**
 * Starts no thread before the first password.
 * @param shortest characters of a new password
 */
export function openPasswords(shortest: number): Passwords {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let count = 0

  function refuseAll(error: Error): void {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function start(): Worker {
    const started = new Worker(new URL(file, import.meta.url))
    started.unref()
    started.on('message', (result: PasswordResult) => {
      waiting.get(result.id)?.resolve(result)
      waiting.delete(result.id)
    })
    started.on('error', refuseAll)
    return started
  }

  function ask(task: Omit<PasswordTask, 'id'>): Promise<PasswordResult> {
    if (waiting.size >= MAX_WAITING) {
      throw new AppError('too_many_requests', 'The host is busy checking passwords. Try again in a few seconds.', {
        retry_after: 5,
      })
    }
    worker ??= start()
    const id = (count += 1)
    const result = new Promise<PasswordResult>((resolve, reject) => waiting.set(id, { resolve, reject }))
    worker.postMessage({ id, ...task, password: task.password.normalize('NFKC') } satisfies PasswordTask)
    return result
  }

  return {
    async hash(password, field = 'password') {
      const long = z.object({ [field]: z.string().min(shortest) }).safeParse({ [field]: password })
      if (!long.success) throw new InvalidInput(long.error.issues)
      const result = await ask({ password })
      if (!('hash' in result)) throw failure(result)
      return result.hash
    },
    async matches(password, hash) {
      const result = await ask({ password, hash: hash ?? NOBODY })
      if (!('matches' in result)) throw failure(result)
      return result.matches && hash !== null
    },
    async close() {
      const running = worker
      refuseAll(new AppError('unavailable', 'The host is closing.'))
      await running?.terminate()
    },
  }
}

const failure = (result: PasswordResult) =>
  new Error(`A password could not be processed: ${'error' in result ? result.error : 'unexpected answer'}`)

/** A password made up by the host: 20 characters in groups, without the ones that are taken for each other: 99 bits. */
export function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
