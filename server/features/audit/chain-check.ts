// Holds the chain of an open workspace against its hashes soon after the start. The file belongs to this thread alone, so
// entries are read here in short slices and hashed in the second thread; requests go on in between. What is found is
// remembered for as long as the file is open and told by `readHead`.
import type Database from 'better-sqlite3'
import type { ChainState } from '../../../shared/history-head.ts'
import type { TaskThread } from '../../jobs/thread.ts'
import { CHAIN_START, readLinks, type Head } from '../../store/changes.ts'

/** Entries read at once: about a millisecond. */
const SLICE = 250
/** How long after the start it begins, in milliseconds: who opens the program comes first. */
const START_DELAY = 3_000

const found = new WeakMap<Database.Database, ChainState>()

/** What is known of the chain of this open database. */
export const chainState = (db: Database.Database): ChainState =>
  found.get(db) ?? { state: 'checking', entries: 0, broken_at: null }

export interface ChainCheckOptions {
  db: Database.Database
  thread: Pick<TaskThread, 'run'>
  log: { info(line: string): void; warn(line: string): void; error(line: string): void }
  /** In milliseconds; absent: 3 s. */
  delay?: number | undefined
}

/** Begins once after the start. @returns what ends it, to be called before the file is closed */
export function checkChainSoon({ db, thread, log, delay = START_DELAY }: ChainCheckOptions): () => void {
  let isClosed = false

  async function check(): Promise<void> {
    let from: Head = CHAIN_START
    for (;;) {
      const entries = readLinks(db, from, SLICE)
      const last = entries.length < SLICE
      const { head, brokenAt } = await thread.run('checkLinks', { entries, from })
      if (isClosed) return
      from = head
      if (brokenAt !== null) {
        found.set(db, { state: 'broken', entries: head.seq, broken_at: brokenAt })
        log.error(`The history is not whole: entry ${brokenAt} does not fit the one before it.`)
        return
      }
      found.set(db, { state: last ? 'whole' : 'checking', entries: head.seq, broken_at: null })
      if (last) return log.info(`The history is whole: ${head.seq} entries.`)
    }
  }

  const timer = setTimeout(() => {
    check().catch((error: unknown) => {
      if (!isClosed) log.warn(`The history could not be checked: ${String(error)}`)
    })
  }, delay)
  timer.unref()
  return () => {
    isClosed = true
    clearTimeout(timer)
  }
}
