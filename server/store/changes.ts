// The change log: appends entries in one unbroken sequence, each carrying the hash of the one before it, and reads them
// back. Only store.ts appends. The head is kept in memory and follows the database through every rollback.
import type Database from 'better-sqlite3'
import { hash, randomUUID } from 'node:crypto'
import type { Change, RowWriter } from '../../shared/changes.ts'
import { prepared } from '../db/statements.ts'

export const FIRST_HASH = '0'.repeat(64)

/** An entry without what the log itself adds. */
export type Entry = Omit<Change, 'seq' | 'epoch' | 'previous_hash' | 'hash'>

/** An entry as it is stored and was hashed. */
export interface StoredChange extends Omit<Change, 'before' | 'after' | 'context'> {
  before: string | null
  after: string | null
  context: string | null
}

const columns =
  'seq, tx, epoch, at, actor_id, actor_name, session_id, client_address, entity, row_id, action, version, ' +
  'before, after, context, reason, previous_hash, hash'

/**
 * SHA-256 over the previous hash and every field of the entry. Each part stands on a line of its own: JSON holds no line
 * breaks, so no two entries give the same text. The rows go in as the JSON that is stored.
 */
export function hashOf(entry: Omit<StoredChange, 'hash'>): string {
  const { seq, tx, epoch, at, actor_id, actor_name, session_id, client_address, entity, row_id } = entry
  const { action, version, before, after, context, reason, previous_hash } = entry
  const fields = [seq, tx, epoch, at, actor_id, actor_name, session_id, client_address, entity, row_id]
  fields.push(action, version, reason)
  return hash('sha256', `${previous_hash}\n${JSON.stringify(fields)}\n${before}\n${after}\n${context}`, 'hex')
}

const toJson = (value: Record<string, unknown> | null) => (value === null ? null : JSON.stringify(value))
const fromJson = (value: string | null) => (value === null ? null : (JSON.parse(value) as Record<string, unknown>))

const toChange = (stored: StoredChange): Change => ({
  ...stored,
  before: fromJson(stored.before),
  after: fromJson(stored.after),
  context: fromJson(stored.context),
})

/** Every entry of the transaction that the entry `seq` belongs to, oldest first; empty when there is no such entry. */
export function readTransaction(db: Database.Database, seq: number): Change[] {
  const tx = prepared<{ tx: number }>(db, 'SELECT tx FROM changes WHERE seq = ?').get(seq)?.tx
  if (tx === undefined) return []
  const next = prepared<{ seq: number | null }>(
    db,
    'SELECT seq FROM changes WHERE seq > ? AND tx > ? ORDER BY seq LIMIT 1',
  ).get(tx, tx)
  return prepared<StoredChange>(db, `SELECT ${columns} FROM changes WHERE seq >= ? AND seq < ? ORDER BY seq`)
    .all(tx, next?.seq ?? Number.MAX_SAFE_INTEGER)
    .map(toChange)
}

/** What happened to one row after the entry `seq`, newest first. */
export function readLater(db: Database.Database, entity: string, rowId: number, seq: number): Change[] {
  return prepared<StoredChange>(
    db,
    `SELECT ${columns} FROM changes WHERE entity = ? AND row_id = ? AND seq > ? ORDER BY seq DESC`,
  )
    .all(entity, rowId, seq)
    .map(toChange)
}

/** How many writes of a row a conflict tells of. */
const TOLD = 20

/** Who wrote which fields of a row after the version that somebody saw, newest first. */
export function readWriters(db: Database.Database, entity: string, rowId: number, version: number): RowWriter[] {
  return prepared<{ by: string; at: string; fields: string }>(
    db,
    `SELECT actor_name AS by, at, (SELECT json_group_array(key) FROM json_each(coalesce(before, '{}'))) AS fields
     FROM changes WHERE entity = +? AND row_id = +? AND version > +? ORDER BY seq DESC LIMIT ${TOLD}`,
  )
    .all(entity, rowId, version)
    .map(({ by, at, fields }) => ({ by, at, fields: JSON.parse(fields) as string[] }))
}

/** How far back a transaction is looked for by its moment, in entries: a retry comes soon. */
const RETRIED_WITHIN = 10_000

/** First and last entry of the transaction that this person made at that moment; undefined when it cannot be told apart. */
export function findTransactionAt(db: Database.Database, head: number, actorId: number | null, at: string) {
  const found = prepared<{ first: number; last: number }>(
    db,
    'SELECT tx AS first, max(seq) AS last FROM changes WHERE seq > ? AND at = ? AND actor_id IS ? GROUP BY tx',
  ).all(head - RETRIED_WITHIN, at, actorId)
  return found.length === 1 ? found[0] : undefined
}

export interface Head {
  seq: number
  hash: string
}

/** Where every chain begins. */
export const CHAIN_START: Head = { seq: 0, hash: FIRST_HASH }

/** The next entries of the chain after `from`; from the start of it, also entries whose numbers cannot be. */
export function readLinks(db: Database.Database, from: Head, limit: number): StoredChange[] {
  const after = from.seq === 0 ? Number.MIN_SAFE_INTEGER : from.seq
  return prepared<StoredChange>(db, `SELECT ${columns} FROM changes WHERE seq > +? ORDER BY seq LIMIT ?`).all(
    after,
    limit,
  )
}

/**
 * Whether these entries follow `from`, each its predecessor.
 * @returns the last one that fits, and the number of the first that does not
 */
export function checkLinks({
  entries,
  from,
  known,
  onEntry,
}: {
  entries: Iterable<StoredChange>
  from: Head
  known?: Head | undefined
  onEntry?: ((seq: number) => void) | undefined
}): { head: Head; brokenAt: number | null } {
  let head = from
  for (const stored of entries) {
    const fits =
      stored.seq === head.seq + 1 &&
      stored.previous_hash === head.hash &&
      stored.hash === hashOf(stored) &&
      (stored.seq !== known?.seq || stored.hash === known.hash)
    if (!fits) return { head, brokenAt: stored.seq }
    head = { seq: stored.seq, hash: stored.hash }
    onEntry?.(stored.seq)
  }
  return { head, brokenAt: null }
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
  /**
   * Checks hashes and sequence from the first entry; the answer names the first entry that does not fit. Entries cut off at
   * the end, or a chain computed anew, only show against a head `known` from elsewhere, e.g. noted with a backup.
   */
  verify(known?: Head): { entries: number; brokenAt: number | null }
}

/**
 * Checks the chain of a database that need not be open as a workspace, e.g. of a copy; nothing is written.
 * @param known a head noted elsewhere; entries cut off at the end, or a chain computed anew, only show against one
 * @param onEntry called after each entry that fits, with its number
 */
export function verifyChain(
  db: Database.Database,
  known?: Head,
  onEntry?: (seq: number) => void,
): { entries: number; brokenAt: number | null } {
  const entries = prepared<StoredChange>(db, `SELECT ${columns} FROM changes ORDER BY seq`).iterate()
  const { head, brokenAt } = checkLinks({ entries, from: CHAIN_START, known, onEntry })
  if (brokenAt !== null) return { entries: head.seq, brokenAt }
  const isCut = known !== undefined && known.seq > head.seq
  return { entries: head.seq, brokenAt: isCut ? head.seq + 1 : null }
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
        hash: '',
      }
      stored.hash = hashOf(stored)
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
        stored.hash,
      )
      head = { seq: stored.seq, hash: stored.hash }
      return { ...stored, before: entry.before, after: entry.after, context: entry.context }
    },
    rewind(to) {
      head = to
    },
    since(seq, limit) {
      return prepared<StoredChange>(db, `SELECT ${columns} FROM changes WHERE seq > +? ORDER BY seq LIMIT ?`)
        .all(seq, limit)
        .map(toChange)
    },
    verify: (known) => verifyChain(db, known),
  }
}
