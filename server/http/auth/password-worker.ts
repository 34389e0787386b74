// The thread that computes password hashes: argon2id takes about a tenth of a second and 19 MiB, which must not stop the
// server's loop. One hash at a time.
import { argon2id, argon2Verify } from 'hash-wasm'
import { randomBytes } from 'node:crypto'
import { parentPort } from 'node:worker_threads'

export interface PasswordTask {
  id: number
  password: string
  /** The PHC string to check against; absent: make a new one. */
  hash?: string
}
export type PasswordResult =
  { id: number; hash: string } | { id: number; matches: boolean } | { id: number; error: string }

/** The OWASP minimum for argon2id: 19 MiB, two passes, one lane. */
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 }

async function compute({ id, password, hash }: PasswordTask): Promise<PasswordResult> {
  try {
    if (hash !== undefined) return { id, matches: await argon2Verify({ password, hash }) }
    return { id, hash: await argon2id({ ...COST, password, salt: randomBytes(16), outputType: 'encoded' }) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

let last = Promise.resolve()
parentPort!.on('message', (task: PasswordTask) => {
  last = last.then(async () => parentPort!.postMessage(await compute(task)))
})
