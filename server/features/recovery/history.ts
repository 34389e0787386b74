// The history of a salvaged workspace. An entry counts only while its own hash fits; for one that does not, or that cannot be
// read, an entry stands that says so, so that numbers stay what they were and nobody takes the history for whole. From there
// on the chain is linked anew; the damaged file keeps the old one.
import type Database from 'better-sqlite3'
import { SYSTEM_ACTOR } from '../../../shared/actor.ts'
import { auditEvent } from '../../../shared/entities/audit-event.ts'
import { FIRST_HASH, hashOf, type Head } from '../../store/changes.ts'
import type { StoredRow } from './readable-rows.ts'

type Entry = Parameters<typeof hashOf>[0] & { hash: string }

/** One flipped bit makes bytes of a text; the hash of the entry says whether it is the same text. */
const withText = (row: StoredRow): StoredRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString() : value]),
  )

/** Takes entries in their order. `finish` fills up to the last number that is known to have been given. */
export function createSalvagedHistory(db: Database.Database, columns: readonly string[]) {
  const insert = db.prepare(
    `INSERT INTO changes (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  )
  let head: Head = { seq: 0, hash: FIRST_HASH }
  let before = { epoch: '', at: new Date(0).toISOString() }
  let wholeTo: Head | null = null
  let read = 0
  let lost = 0

  function append(entry: Omit<Entry, 'hash'>): void {
    const linked = { ...entry, previous_hash: head.hash }
    const hash = hashOf(linked)
    insert.run({ ...linked, hash })
    head = { seq: entry.seq, hash }
    before = { epoch: entry.epoch, at: entry.at }
  }

  function fill(upTo: number): void {
    for (let seq = head.seq + 1; seq <= upTo; seq += 1) {
      wholeTo ??= head
      lost += 1
      append({
        ...before,
        seq,
        tx: seq,
        actor_id: null,
        actor_name: SYSTEM_ACTOR.name,
        session_id: null,
        client_address: null,
        entity: auditEvent.name,
        row_id: 0,
        action: 'create',
        version: 1,
        before: null,
        after: JSON.stringify({ kind: 'entry_lost', username: '', detail: null }),
        context: null,
        reason: 'This entry could not be read from the damaged file.',
        previous_hash: head.hash,
      })
    }
  }

  return {
    take(row: StoredRow): void {
      const entry = withText(row) as unknown as Entry
      if (!Number.isSafeInteger(entry.seq) || entry.seq <= head.seq || hashOf(entry) !== entry.hash) return
      if (entry.seq > head.seq + 1) fill(entry.seq - 1)
      if (entry.previous_hash !== head.hash) wholeTo ??= head
      append(entry)
      read += 1
    },
    /**
     * @param isBroken something could not be read: what stood at the end may be gone without leaving a number
     * @returns counts, and the last entry up to which the chain is as it was; null when all of it is
     */
    finish(last: number, isBroken: boolean): { read: number; lost: number; wholeTo: Head | null } {
      fill(last)
      if (isBroken || read === 0) wholeTo ??= head
      return { read, lost, wholeTo }
    },
  }
}
