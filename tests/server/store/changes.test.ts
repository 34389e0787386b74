// The change log cannot be altered through SQL, and what is altered behind its back is found.
import Database from 'better-sqlite3'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DATABASE_NAME } from '../../../server/db/open.ts'
import { FIRST_HASH, hashOf, openChangeLog, type Head } from '../../../server/store/changes.ts'
import { entities } from '../../../shared/entities/index.ts'
import { study } from '../../../shared/entities/study.ts'
import { addOneOfEverything, openTestStore } from '../../helpers/test-store.ts'

const columns =
  'seq, tx, epoch, at, actor_id, actor_name, session_id, client_address, entity, row_id, action, version, "before", "after", context, reason, previous_hash, hash'
const copyOf = (seq: string, where: string) =>
  `SELECT ${columns.replace('seq', `${seq} AS seq`)} FROM changes WHERE ${where}`

/** Every way in which SQL can change, replace, remove or push in a row, aimed at entries that exist. */
const attacks = [
  `UPDATE changes SET reason = 'forged'`,
  `UPDATE changes SET reason = 'forged' WHERE seq = 3`,
  `UPDATE changes SET seq = seq + 100`,
  `UPDATE changes SET seq = 100 WHERE seq = 5`,
  `UPDATE changes SET rowid = 100 WHERE rowid = 5`,
  `UPDATE OR REPLACE changes SET seq = 2 WHERE seq = 5`,
  `UPDATE OR IGNORE changes SET actor_name = 'eve' WHERE seq = 5`,
  `UPDATE OR ROLLBACK changes SET actor_name = 'eve'`,
  `UPDATE OR FAIL changes SET hash = ''`,
  `UPDATE changes SET ("after", hash) = ('{}', '') WHERE seq = 1`,
  `UPDATE changes SET "after" = json_set("after", '$.study_label', 'forged') WHERE "after" IS NOT NULL`,
  `UPDATE changes SET reason = s.study_label FROM studies s WHERE changes.seq = s.id`,
  `UPDATE changes SET reason = 'forged' RETURNING seq`,
  `UPDATE main.changes NOT INDEXED SET version = 99`,
  `WITH target AS (SELECT 3 AS seq) UPDATE changes SET reason = 'x' WHERE seq IN (SELECT seq FROM target)`,
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) DELETE FROM changes WHERE seq IN (SELECT i FROM n)`,
  `DELETE FROM changes`,
  `DELETE FROM changes WHERE seq = 3`,
  `DELETE FROM changes WHERE seq = (SELECT max(seq) FROM changes)`,
  `DELETE FROM changes WHERE seq = 3 RETURNING *`,
  `DELETE FROM changes INDEXED BY changes_by_row WHERE entity = 'studies'`,
  `REPLACE INTO changes (${columns}) ${copyOf('seq', 'seq = 3')}`,
  `INSERT OR REPLACE INTO changes (${columns}) ${copyOf('seq', 'seq = 3')}`,
  `INSERT OR REPLACE INTO changes (${columns}) ${copyOf('seq', '1')}`,
  `INSERT INTO changes (${columns}) ${copyOf('3', 'seq = 4')}`,
  `INSERT OR IGNORE INTO changes (${columns}) ${copyOf('seq', 'seq = 3')} AND 0 UNION ALL ${copyOf('500', 'seq = 3')}`,
  `INSERT INTO changes (${columns}) ${copyOf('seq', 'seq = 3')} ON CONFLICT (seq) DO UPDATE SET reason = 'forged'`,
  `INSERT INTO changes (${columns}) ${copyOf('0', 'seq = 1')}`,
  `INSERT INTO changes (${columns}) ${copyOf('-1', 'seq = 1')}`,
  `INSERT INTO changes (${columns}) ${copyOf('seq + 1000', 'seq = 1')}`,
  `INSERT INTO changes (${columns}) ${copyOf('NULL', 'seq = 1')}`,
  `UPDATE sqlite_schema SET sql = NULL WHERE name = 'changes_never_updated'`,
  `DELETE FROM sqlite_schema WHERE type = 'trigger'`,
  `PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger'`,
]

describe('append-only', () => {
  test(`holds against ${attacks.length} forms of SQL`, async () => {
    const { db, store, write } = await openTestStore()
    write((tx) => addOneOfEverything(tx))
    const before = db.prepare('SELECT * FROM changes').all()
    const triggers = () =>
      db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`).pluck().all()
    const triggersBefore = triggers()
    expect(attacks.length).toBeGreaterThanOrEqual(30)
    for (const sql of attacks) {
      expect(() => db.exec(sql), sql).toThrow(/append-only|may not be modified|NOT NULL/)
      if (db.inTransaction) db.exec('ROLLBACK')
      expect(db.prepare('SELECT * FROM changes').all(), sql).toEqual(before)
      expect(triggers(), sql).toEqual(triggersBefore)
    }
    expect(store.log.verify().brokenAt).toBeNull()
    write((tx) => tx.insert(study, { study_label: 'next' }))
  })

  test('refusals name the reason', async () => {
    const { db, write } = await openTestStore()
    write((tx) => tx.insert(study, { study_label: 'A' }))
    expect(() => db.exec('UPDATE changes SET reason = NULL')).toThrow(/append-only: an entry cannot be altered/)
    expect(() => db.exec('DELETE FROM changes')).toThrow(/append-only: an entry cannot be deleted/)
  })
})

interface Stored extends Record<string, unknown> {
  seq: number
  hash: string
}

/** Rewrites entry after entry so that the chain fits again, as somebody with the file and this program could. */
function rehash(db: Database.Database): void {
  let previous_hash = FIRST_HASH
  const write = db.prepare('UPDATE changes SET previous_hash = ?, hash = ? WHERE seq = ?')
  for (const entry of db.prepare('SELECT * FROM changes ORDER BY seq').all() as Stored[]) {
    const hash = hashOf({ ...entry, previous_hash } as unknown as Parameters<typeof hashOf>[0])
    write.run(previous_hash, hash, entry.seq)
    previous_hash = hash
  }
}

/** Of `addOneOfEverything`: one of each, two texts more, and an answer to a comment. */
const ENTRIES = entities.length + 3

describe('what is done to the file behind its back is found', () => {
  const manipulations: [string, string | ((db: Database.Database) => void), number][] = [
    ...columns
      .split(', ')
      .filter((name) => name !== 'seq')
      .map((name): [string, string, number] => [
        `another value in ${name}`,
        `UPDATE changes SET ${name} = CASE typeof(${name}) WHEN 'integer' THEN ${name} + 1 ELSE coalesce(${name}, '') || CASE '${name}' WHEN '"after"' THEN ' ' ELSE 'x' END END WHERE seq = 4`,
        4,
      ]),
    ['an entry taken out', 'DELETE FROM changes WHERE seq = 4', 5],
    ['the first entry taken out', 'DELETE FROM changes WHERE seq = 1', 2],
    [
      'an entry taken out and the rest moved up',
      'DELETE FROM changes WHERE seq = 4; UPDATE changes SET seq = seq - 1 WHERE seq > 4',
      4,
    ],
    [
      'two entries exchanged',
      'UPDATE changes SET seq = -4 WHERE seq = 4; UPDATE changes SET seq = 4 WHERE seq = 5; UPDATE changes SET seq = 5 WHERE seq = -4',
      4,
    ],
    [
      'an entry put in between',
      `UPDATE changes SET seq = -seq - 1 WHERE seq > 4; UPDATE changes SET seq = -seq WHERE seq < 0; INSERT INTO changes (${columns}) ${copyOf('5', 'seq = 4')}`,
      5,
    ],
    [
      'an entry put at the end',
      `INSERT INTO changes (${columns}) ${copyOf('seq + 1', 'seq = (SELECT max(seq) FROM changes)')}`,
      ENTRIES + 1,
    ],
    ['the tail cut off', 'DELETE FROM changes WHERE seq > 15', 16],
    ['everything taken out', 'DELETE FROM changes', 1],
    [
      'an entry changed and its own hash computed anew',
      (db) => {
        db.exec(`UPDATE changes SET actor_name = 'eve' WHERE seq = 4`)
        const entry = db.prepare('SELECT * FROM changes WHERE seq = 4').get() as Parameters<typeof hashOf>[0]
        db.prepare('UPDATE changes SET hash = ? WHERE seq = 4').run(hashOf(entry))
      },
      5,
    ],
    [
      'an entry changed and the whole chain computed anew',
      (db) => {
        db.exec(`UPDATE changes SET actor_name = 'eve' WHERE seq = 4`)
        rehash(db)
      },
      ENTRIES,
    ],
  ]

  test.each(manipulations)('%s', async (_name, manipulate, brokenAt) => {
    const { directory, store, write, close } = await openTestStore()
    write((tx) => addOneOfEverything(tx))
    const known: Head = store.log.head
    expect(known.seq).toBe(ENTRIES)
    expect(store.log.verify(known)).toEqual({ entries: ENTRIES, brokenAt: null })
    close()

    const db = new Database(path.join(directory, DATABASE_NAME))
    onTestFinished(() => void db.close())
    for (const name of db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all() as string[]) {
      db.exec(`DROP TRIGGER ${name}`)
    }
    if (typeof manipulate === 'string') db.exec(manipulate)
    else manipulate(db)
    expect(openChangeLog(db).verify(known).brokenAt).toBe(brokenAt)
  })
})

test('reads entries after a place, in order and at most so many', async () => {
  const { store, write } = await openTestStore()
  for (const label of ['A', 'B', 'C', 'D']) write((tx) => tx.insert(study, { study_label: label }))
  expect(store.log.since(1, 2).map(({ seq }) => seq)).toEqual([2, 3])
  expect(store.log.since(4, 9)).toEqual([])
  expect(store.log.since(0, 9)[3]!.after).toMatchObject({ study_label: 'D' })
})
