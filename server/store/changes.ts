// The change log: appends entries in one unbroken sequence, each carrying the hash of the one before it, and reads them
// back. Only store.ts appends. The head is kept in memory and follows the database through every rollback.
import type Database from 'better-sqlite3'
import { createHash, randomUUID } from 'node:crypto'
import type { Change } from '../../shared/changes.ts'
import { prepared } from '../db/statements.ts'

export const FIRST_HASH = '0'.repeat(64)

/** An entry without what the log itself adds. */
export type Entry = Omit<Change, 'seq' | 'epoch' | 'previous_hash' | 'hash'>

interface StoredChange extends Omit<Change, 'before' | 'after' | 'context'> {
  before: string | null
  after: string | null
  context: string | null
}

const columns =
  'seq, tx, epoch, at, actor_id, actor_name, session_id, client_address, entity, row_id, action, version, ' +
  'before, after, context, reason, previous_hash, hash'

/** SHA-256 over the previous hash and every field of the entry, in the order of the columns. */
export function hashOf(entry: Omit<StoredChange, 'hash'>): string {
  const fields = [
    entry.previous_hash,
    entry.seq,
    entry.tx,
    entry.epoch,
    entry.at,
    entry.actor_id,
    entry.actor_name,
    entry.session_id,
    entry.client_address,
    entry.entity,
    entry.row_id,
    entry.action,
    entry.version,
    entry.before,
    entry.after,
    entry.context,
    entry.reason,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

const toJson = (value: Record<string, unknown> | null) => (value === null ? null : JSON.stringify(value))
const fromJson = (value: string | null) => (value === null ? null : (JSON.parse(value) as Record<string, unknown>))

const toChange = (stored: StoredChange): Change => ({
  ...stored,
  before: fromJson(stored.before),
  after: fromJson(stored.after),
  context: fromJson(stored.context),
})

export interface Head {
  seq: number
  hash: string
}

export interface ChangeLog {
  readonly epoch: string
  /** Sequence number and hash of the newest entry; seq 0 when there is none. */
  readonly head: Head
  append(entry: Entry): Change
  /** Puts the head back where it was, after the database undid the entries behind it. */
  rewind(head: Head): void
  /** Entries after `seq`, oldest first, at most `limit`. */
  since(seq: number, limit: number): Change[]
  /** Checks hashes and sequence from the first entry; the answer names the first entry that does not fit. */
  verify(): { entries: number; brokenAt: number | null }
}

/** Opens the log of a database, giving a new workspace its epoch. */
export function openChangeLog(db: Database.Database): ChangeLog {
  prepared(db, 'INSERT OR IGNORE INTO feed (id, epoch) VALUES (1, ?)').run(randomUUID())
  const epoch = prepared<{ epoch: string }>(db, 'SELECT epoch FROM feed WHERE id = 1').get()!.epoch
  let head = prepared<Head>(db, 'SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1').get() ?? {
    seq: 0,
    hash: FIRST_HASH,
  }
  const insert = prepared(
    db,
    `INSERT INTO changes (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  return {
    epoch,
    get head() {
      return head
    },
    append(entry) {
      const stored = {
        ...entry,
        seq: head.seq + 1,
        epoch,
        before: toJson(entry.before),
        after: toJson(entry.after),
        context: toJson(entry.context),
        previous_hash: head.hash,
      }
      const hash = hashOf(stored)
      insert.run(
        stored.seq,
        stored.tx,
        epoch,
        stored.at,
        stored.actor_id,
        stored.actor_name,
        stored.session_id,
        stored.client_address,
        stored.entity,
        stored.row_id,
        stored.action,
        stored.version,
        stored.before,
        stored.after,
        stored.context,
        stored.reason,
        stored.previous_hash,
        hash,
      )
      head = { seq: stored.seq, hash }
      return { ...entry, seq: stored.seq, epoch, previous_hash: stored.previous_hash, hash }
    },
    rewind(to) {
      head = to
    },
    since(seq, limit) {
      return prepared<StoredChange>(db, `SELECT ${columns} FROM changes WHERE seq > ? ORDER BY seq LIMIT ?`)
        .all(seq, limit)
        .map(toChange)
    },
    verify() {
      let previous: Head = { seq: 0, hash: FIRST_HASH }
      for (const stored of prepared<StoredChange>(db, `SELECT ${columns} FROM changes ORDER BY seq`).iterate()) {
        const fits =
          stored.seq === previous.seq + 1 && stored.previous_hash === previous.hash && stored.hash === hashOf(stored)
        if (!fits) return { entries: previous.seq, brokenAt: stored.seq }
        previous = { seq: stored.seq, hash: stored.hash }
      }
      return { entries: previous.seq, brokenAt: null }
    },
  }
}
