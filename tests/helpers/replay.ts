// Proof that the change log is the whole truth: playing it back from its first entry gives every table, row by row and
// field by field, and its chain of hashes is whole.
import type Database from 'better-sqlite3'
import { expect } from 'vitest'
import { openChangeLog } from '../../server/store/changes.ts'
import { readRows } from '../../server/store/rows.ts'
import { entities, findEntity } from '../../shared/entities/index.ts'

type Row = Record<string, unknown>
/** Rows by id, by entity. */
type Tables = Map<string, Map<number, Row>>

/** Entries read at a time. */
const BATCH = 5_000

/** What the tables hold according to `changes`, checking on the way that each entry fits the one before it. */
export function replay(db: Database.Database): Tables {
  const tables: Tables = new Map(entities.map((entity) => [entity.name, new Map<number, Row>()]))
  const log = openChangeLog(db)
  const removed = new Map<string, number>()
  let seq = 0
  for (;;) {
    const entries = log.since(seq, BATCH)
    if (entries.length === 0) return tables
    for (const entry of entries) {
      const where = `entry ${entry.seq}, ${entry.action} of ${entry.entity} ${entry.row_id}`
      seq += 1
      expect(entry.seq, 'the sequence has a gap').toBe(seq)
      expect(findEntity(entry.entity), where).toBeDefined()
      const rows = tables.get(entry.entity)!
      const current = rows.get(entry.row_id)
      if (entry.action === 'create') {
        expect(current, `${where}: there already`).toBeUndefined()
        // A row that was removed may come back, with the next version.
        expect(entry.version, where).toBe((removed.get(`${entry.entity} ${entry.row_id}`) ?? 0) + 1)
      } else {
        expect(current, `${where}: not there`).toBeDefined()
        expect(entry.version, where).toBe((current!.version as number) + (entry.action === 'update' ? 1 : 0))
        const known = Object.fromEntries(Object.keys(entry.before!).map((name) => [name, current![name]]))
        expect(entry.before, `${where}: before`).toEqual(known)
      }
      if (entry.after) rows.set(entry.row_id, entry.after)
      else {
        rows.delete(entry.row_id)
        removed.set(`${entry.entity} ${entry.row_id}`, entry.version)
      }
    }
  }
}

/** Fails unless replaying `changes` from zero gives exactly the tables, without a gap and with the chain whole. */
export function assertReplayEqualsTables(db: Database.Database): void {
  const tables = replay(db)
  for (const entity of entities) {
    const stored = readRows(db, entity, '1 ORDER BY id')
    const replayed = [...tables.get(entity.name)!.values()].sort(
      (one, other) => (one.id as number) - (other.id as number),
    )
    expect(replayed, `replay of ${entity.name}`).toEqual(stored)
  }
  expect(openChangeLog(db).verify().brokenAt, 'the chain of hashes').toBeNull()
}
