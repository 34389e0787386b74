// Files made to do harm, offered as backups (T-RST-1): none brings anything of its schema along, none crashes the host, none
// leaves the workspace other than it was, and what is refused is refused with its reason.
import type Database from 'better-sqlite3'
import { copyFile, readFile, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { APPLICATION_ID } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import type { BackupEntry, BackupPreview } from '../../shared/actions/backup.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { finished } from '../helpers/jobs.ts'
import { rounds } from '../helpers/soak.ts'
import { temporaryFolder } from '../helpers/test-store.ts'

let host: Host
/** A good backup: one study, a package, two people. */
let good: string
beforeAll(async () => {
  host = await startHost()
  await host.api('POST', '/studies/', { study_label: 'Mine' })
  await host.api('POST', '/packages/', { package_name: 'Pack' })
  await host.api('POST', '/users/', { username: 'viewer', role: 'VIEWER' })
  const { filename } = (await host.api('POST', '/database-backup/create')).body as BackupEntry
  good = path.join(host.directory, 'backups', filename)
})
afterAll(() => host.close())

/** The good backup, changed; its path. */
async function altered(change: (db: Database.Database) => void): Promise<string> {
  const file = path.join(temporaryFolder(), 'offered.db')
  await copyFile(good, file)
  const db = openSqlite(file)
  // As somebody with the tools of SQLite would.
  db.unsafeMode(true)
  db.pragma('foreign_keys = OFF')
  change(db)
  db.close()
  return file
}
const sql = (text: string) => altered((db) => void db.exec(text))
const offer = (file: string) => host.api('POST', '/database-backup/import', { path: file })
/** Rewrites the declaration of a table as an editor of bytes would. */
const redeclare = (table: string, from: string, to: string) =>
  sql(`PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, '${from}', '${to}') WHERE name = '${table}';`)

test('what the file brings along beside our tables stays outside, and none of it runs', async () => {
  const file = await sql(`
    CREATE TRIGGER make_admin AFTER INSERT ON studies BEGIN UPDATE users SET role = 'ADMIN' WHERE username = 'viewer'; END;
    CREATE TRIGGER on_read AFTER INSERT ON users BEGIN DELETE FROM changes; END;
    CREATE TABLE extra (x); INSERT INTO extra VALUES ('left behind');
    CREATE VIEW everybody AS SELECT * FROM users;
    CREATE INDEX clever ON studies (upper(study_label));
    CREATE VIRTUAL TABLE words USING fts5(text);`)
  const taken = (await offer(file)).body as BackupEntry
  expect(taken.status).toBe('completed')
  const copy = openSqlite(path.join(host.directory, 'backups', taken.filename), { readonly: true })
  const names = copy.prepare('SELECT name FROM sqlite_schema').pluck().all()
  const roles = copy.prepare('SELECT username, role FROM users ORDER BY id').raw().all()
  copy.close()
  for (const name of ['make_admin', 'on_read', 'extra', 'everybody', 'clever', 'words'])
    expect(names).not.toContain(name)
  expect(roles).toEqual([
    ['owner', 'ADMIN'],
    ['viewer', 'VIEWER'],
  ])

  await copyFile(file, path.join(host.directory, 'backups', 'pearl_backup_20250101_000000_hostile.db'))
  await host.server.backups.look()
  const looked = await host.api('POST', '/database-backup/preview/pearl_backup_20250101_000000_hostile.db')
  expect((looked.body as BackupPreview).ignored).toEqual(
    expect.arrayContaining(['index clever', 'table extra', 'trigger make_admin', 'trigger on_read', 'view everybody']),
  )
  const { job } = (await host.api('POST', '/database-backup/restore/pearl_backup_20250101_000000_hostile.db')).body
  expect(await finished(host, job)).toMatchObject({ status: 'done' })
  await host.api('POST', '/studies/', { study_label: 'Would pull the trigger' })
  const people = (await host.api('GET', '/users/')).body as { username: string; role: string }[]
  expect(people.find(({ username }) => username === 'viewer')).toMatchObject({ role: 'VIEWER' })
})

/** What is wrong, the file, and what the refusal says. */
const refused: [string, () => Promise<string>, RegExp][] = [
  ['a text file', () => written('not a database'), /not a database/],
  ['an empty file', () => written(''), /not a database/],
  ['a zip', () => written('PK\u0003\u0004' + 'x'.repeat(5000)), /not a database/],
  ['a database of another program', () => sql('PRAGMA application_id = 7'), /another program/],
  ['a database without a schema', () => empty(), /another program/],
  ['a newer schema', () => sql('PRAGMA user_version = 9999'), /newer PEARL/],
  [
    'a view in place of a table',
    () => sql('ALTER TABLE studies RENAME TO s; CREATE VIEW studies AS SELECT * FROM s'),
    /no table studies/,
  ],
  [
    'a virtual table in place of a table',
    () => sql('DROP TABLE tracker_tags; CREATE VIRTUAL TABLE tracker_tags USING fts5(name)'),
    /tags/,
  ],
  ['a column too many', () => sql('ALTER TABLE studies ADD COLUMN evil TEXT'), /studies is not as PEARL makes it/],
  [
    'a generated column',
    () => sql('ALTER TABLE packages ADD COLUMN more TEXT AS (upper(package_name))'),
    /packages is not/,
  ],
  ['a missing table', () => sql('DROP TABLE saved_views'), /no table saved_views/],
  [
    'a table without its types',
    () => redeclare('users', 'integer', 'blob'),
    /users is not as PEARL makes it|damaged|cannot be read/,
  ],
  ['text where a number belongs', () => typeless(), /cannot|damaged|was altered/],
  ['a role that does not exist', () => sql(`UPDATE users SET role = 'GOD' WHERE id = 2`), /unknown role/],
  ['a switch that is neither', () => sql('UPDATE users SET is_active = 5 WHERE id = 2'), /unknown is_active/],
  [
    'rows that refer to nothing',
    () => sql('DELETE FROM users WHERE id = 1'),
    /no active administrator|refer to rows|did not pass/,
  ],
  ['nobody who could manage it', () => sql(`UPDATE users SET role = 'VIEWER'`), /no active administrator/],
  [
    'an entry of the history altered',
    () => history(`UPDATE changes SET actor_name = 'mallory' WHERE seq = 2`),
    /entry 2 does not fit/,
  ],
  [
    'an entry of the history removed',
    () => history('DELETE FROM changes WHERE seq = 3'),
    /did not|cannot|fit|altered|next entry/,
  ],
  [
    'a history that is no JSON',
    () => history(`DROP INDEX changes_by_owner; UPDATE changes SET after = '{' WHERE seq = 2`),
    /cannot be read/,
  ],
  ['a file cut in half', () => cut(0.5), /damaged|cannot be read/],
  ['a file that claims to be larger', () => larger(), /damaged|cannot be read/],
  ['a file of 3 GB', () => huge(), /larger than 2 GB/],
]

async function written(text: string): Promise<string> {
  const file = path.join(temporaryFolder(), 'offered.db')
  await writeFile(file, text)
  return file
}
async function empty(): Promise<string> {
  const file = path.join(temporaryFolder(), 'offered.db')
  const db = openSqlite(file)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.close()
  return file
}
const typeless = () =>
  altered((db) => {
    const declared = db.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'tracker_tags'`).pluck().get() as string
    db.exec('DROP TABLE tracker_tags')
    db.exec(declared.replace(/STRICT$/, ''))
    db.exec(`INSERT INTO tracker_tags (id, version, created_at, updated_at, name) VALUES (1, 'one', '', '', 'x')`)
  })
const history = (text: string) => sql(`DROP TRIGGER changes_never_updated; DROP TRIGGER changes_never_deleted; ${text}`)
async function cut(part: number): Promise<string> {
  const bytes = await readFile(good)
  const file = await written('')
  await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * part)))
  return file
}
async function larger(): Promise<string> {
  const bytes = await readFile(good)
  bytes.writeUInt32BE(0x7fffffff, 28)
  bytes.writeUInt32BE(bytes.readUInt32BE(24), 92)
  bytes[100] = 0xff
  const file = await written('')
  await writeFile(file, bytes)
  return file
}
async function huge(): Promise<string> {
  const file = await written('')
  await truncate(file, 3 * 1024 ** 3)
  return file
}

test.each(refused)('%s is refused with the reason', async (_what, make, reason) => {
  const before = host.server.store.log.head
  const reply = await offer(await make())
  expect(reply.status, JSON.stringify(reply.body)).toBeGreaterThanOrEqual(400)
  expect(reply.status).not.toBe(500)
  expect(reply.body.detail).toMatch(reason)
  expect(host.server.store.log.head).toEqual(before)
})

test('what the file declares calls no function that reaches beyond its rows', async () => {
  // Checking a table evaluates its conditions; this one would call a function that is meant
  // for a virtual table's own use.
  const reply = await offer(
    await sql(`CREATE TABLE extra (x CHECK (rtreedepth(x) >= 0)); INSERT INTO extra VALUES (x'0000')`),
  )
  expect(reply).toMatchObject({ status: 503, body: { detail: expect.stringMatching(/cannot be read as a database/) } })
})

const ROUNDS = rounds(200, 1000)

test(`${ROUNDS} files with flipped bytes: none crashes the host, and what is taken is whole`, async () => {
  const bytes = await readFile(good)
  const file = path.join(temporaryFolder(), 'flipped.db')
  let taken = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const flipped = Buffer.from(bytes)
    for (let index = 0; index <= round % 4; index += 1) {
      const at = ((round + 1) * 7_919 + index * 104_729) % flipped.length
      flipped[at] = flipped[at]! ^ (1 << (round % 8))
    }
    await writeFile(file, flipped)
    const reply = await offer(file)
    expect(reply.status, JSON.stringify(reply.body)).not.toBe(500)
    if (reply.status !== 200) continue
    taken += 1
    const entry = reply.body as BackupEntry
    expect((await host.api('POST', `/database-backup/verify/${entry.filename}`)).body).toMatchObject({
      status: 'completed',
    })
    await host.api('DELETE', `/database-backup/delete/${entry.filename}`)
  }
  // Some bytes lie in pages that hold nothing, others make the file useless: both were met.
  expect(taken).toBeGreaterThan(0)
  expect(taken).toBeLessThan(ROUNDS)
  expect((await host.api('GET', '/studies/')).status).toBe(200)
})

test('names that mean another file are no backups', async () => {
  await symlink(
    path.join(host.directory, 'pearl.db'),
    path.join(host.directory, 'backups', 'pearl_backup_20240101_000000_link.db'),
  )
  const names = [
    'pearl_backup_20240101_000000_link.db',
    '..%2Fpearl.db',
    'pearl.db',
    'a%00b.db',
    'C:pearl.db',
    '%2e%2e%2fpearl.db',
  ]
  for (const name of [...names, 'pearl_backup_20240101_000000_x.db::$DATA', 'settings.json', 'x'.repeat(300)]) {
    for (const [method, verb] of [
      ['GET', 'download'],
      ['POST', 'preview'],
      ['POST', 'restore'],
      ['POST', 'verify'],
      ['DELETE', 'delete'],
    ]) {
      const { status } = await host.api(method!, `/database-backup/${verb}/${name}`, method === 'POST' ? {} : undefined)
      expect([400, 404, 414, 422], `${verb} ${name}`).toContain(status)
    }
  }
})
