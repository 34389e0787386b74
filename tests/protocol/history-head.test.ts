// Who alters the history in the file itself is found out: by the chain, or, when the whole chain was computed anew, by the
// head that a client or a person kept. And a restore, which says what it did, is no alarm.
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DATABASE_NAME } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { inspectCopy } from '../../server/features/backups/inspect.ts'
import { FIRST_HASH, hashOf } from '../../server/store/changes.ts'
import type { BackupEntry } from '../../shared/actions/backup.ts'
import { compareHead, headToKeep, historyHead, type KeptHead } from '../../shared/history-head.ts'
import { zeroPage } from '../helpers/damage.ts'
import { runCommand } from '../helpers/host-process.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { finished } from '../helpers/jobs.ts'
import { temporaryFolder } from '../helpers/test-store.ts'

type Db = ReturnType<typeof openSqlite>

const head = async (host: Pick<Host, 'api'>, seq?: number) =>
  historyHead.parse((await host.api('GET', `/audit-trail/head${seq === undefined ? '' : `?seq=${seq}`}`)).body)

/** A host in a folder of its own with some studies. */
async function hostWithHistory(): Promise<Host> {
  const host = await startHost({ directory: temporaryFolder() })
  for (const label of ['A', 'B', 'C', 'D']) await host.api('POST', '/studies/', { study_label: label })
  return host
}

/** Opens the file as somebody does who has it: nothing in it defends itself. */
function alter(directory: string, work: (db: Db) => void): void {
  const db = openSqlite(path.join(directory, DATABASE_NAME))
  for (const name of ['changes_never_updated', 'changes_never_deleted', 'changes_only_appended']) {
    db.exec(`DROP TRIGGER ${name}`)
  }
  work(db)
  db.close()
}

/** Computes the chain anew over whatever entries there are, numbered without a gap. */
function relink(db: Db): void {
  const entries = db.prepare('SELECT * FROM changes ORDER BY seq').all() as (Parameters<typeof hashOf>[0] & {
    hash: string
  })[]
  db.exec('DELETE FROM changes')
  let previous_hash = FIRST_HASH
  for (const [index, entry] of entries.entries()) {
    const linked = { ...entry, seq: index + 1, previous_hash }
    const row = { ...linked, hash: hashOf(linked) }
    const names = Object.keys(row)
    db.prepare(`INSERT INTO changes (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`).run(row)
    previous_hash = row.hash
  }
}

const manipulations: Record<string, (db: Db, last: number) => void> = {
  'an entry is edited': (db) =>
    db.exec(`UPDATE changes SET after = replace(after, '"A"', '"Z"') WHERE after LIKE '%"A"%'`),
  'an entry in the middle is deleted': (db, last) => db.exec(`DELETE FROM changes WHERE seq = ${last - 2}`),
  'the tail is cut': (db, last) => db.exec(`DELETE FROM changes WHERE seq > ${last - 2}`),
  'two entries change places': (db, last) =>
    db.exec(`UPDATE changes SET seq = -1 WHERE seq = ${last - 1};
      UPDATE changes SET seq = ${last - 1} WHERE seq = ${last - 2};
      UPDATE changes SET seq = ${last - 2} WHERE seq = -1`),
  'an entry is inserted': (db, last) => {
    db.exec(`UPDATE changes SET seq = -(seq + 1) WHERE seq >= ${last - 1}; UPDATE changes SET seq = -seq WHERE seq < 0`)
    const copy = db.prepare('SELECT * FROM changes WHERE seq = ?').get(last - 2) as Record<string, unknown>
    const row = { ...copy, seq: last - 1, previous_hash: copy.hash, actor_name: 'mallory' }
    const names = Object.keys(row)
    db.prepare(`INSERT INTO changes (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`).run(row)
  },
  'the whole chain is computed anew': (db) => {
    db.exec(`UPDATE changes SET actor_name = 'mallory' WHERE seq = 2`)
    relink(db)
  },
}
/** What the chain by itself cannot show. */
const needsKeptHead = new Set(['the tail is cut', 'the whole chain is computed anew'])

describe('a history altered in the file', () => {
  test.each(Object.entries(manipulations))('%s', async (name, manipulate) => {
    const host = await hostWithHistory()
    const kept = headToKeep(null, await head(host))
    await host.server.close()
    const { directory } = host
    alter(directory, (db) => manipulate(db, kept.seq))

    const file = path.join(directory, DATABASE_NAME)
    const before = readFileSync(file)
    const inspect = (known?: KeptHead) => {
      const copy = path.join(temporaryFolder(), DATABASE_NAME)
      copyFileSync(file, copy)
      return inspectCopy(file, copy, { passphrase: null, known }).fault
    }
    if (needsKeptHead.has(name)) expect(inspect()).toBeNull()
    else expect(inspect()).toMatch(/history is not whole/)
    expect(inspect(kept)).toMatch(/not whole|was cut off|another one than was noted/)
    expect(readFileSync(file).equals(before)).toBe(true)

    // Made consistent again by whoever has the file, the client's head is what is left, and suffices.
    alterAgain(directory, relink)
    const again = await startHost({ directory })
    onTestFinished(() => again.close())
    expect(compareHead(kept, await head(again, kept.seq))).toBe('altered')
  })
})

/** As `alter`, once the triggers are gone. */
function alterAgain(directory: string, work: (db: Db) => void): void {
  const db = openSqlite(path.join(directory, DATABASE_NAME))
  work(db)
  db.close()
}

test('a history that only grew is the same, and a restore that says so is no alarm', async () => {
  const host = await hostWithHistory()
  onTestFinished(() => host.close())
  const { filename } = (await host.api('POST', '/database-backup/create')).body as BackupEntry
  const first = headToKeep(null, await head(host))
  await host.api('POST', '/studies/', { study_label: 'E' })
  const grown = await head(host, first.seq)
  expect([grown.head.seq > first.seq, compareHead(first, grown)]).toEqual([true, 'same'])
  const kept = headToKeep(first, grown)

  const { job } = (await host.api('POST', `/database-backup/restore/${filename}`)).body
  expect(await finished(host, job)).toMatchObject({ status: 'done' })
  const restored = await head(host, kept.seq)
  expect(restored.replaced_by?.detail).toContain(kept.hash)
  expect(compareHead(kept, restored)).toBe('replaced')
  // Back to the history before: it has been replaced once and cannot come again.
  expect(compareHead(headToKeep(kept, restored), grown)).toBe('altered')
})

test('another epoch that nothing explains is an alarm', async () => {
  const host = await hostWithHistory()
  const kept = headToKeep(null, await head(host))
  await host.server.close()
  alter(host.directory, (db) => db.exec(`UPDATE feed SET epoch = 'another'`))
  const again = await startHost({ directory: host.directory })
  onTestFinished(() => again.close())
  expect(compareHead(kept, await head(again, kept.seq))).toBe('altered')
})

test('the command line checks files and says by its exit code what came of it', async () => {
  const run = async (...args: string[]) => {
    const printed: string[] = []
    const child = runCommand(['verify', ...args], (line) => printed.push(line))
    const [code] = (await once(child, 'close')) as [number]
    return { code, said: printed.join('\n') }
  }
  const host = await hostWithHistory()
  const { seq, hash } = (await head(host)).head
  // While it is open, most of it lies in the write-ahead log.
  expect(await run(host.directory)).toEqual({ code: 0, said: expect.stringContaining(`entry ${seq}, hash ${hash}.`) })
  await host.server.close()
  const file = path.join(host.directory, DATABASE_NAME)
  expect(await run(host.directory)).toEqual({
    code: 0,
    said: expect.stringContaining(`unbroken up to entry ${seq}, hash ${hash}.`),
  })
  expect(await run(file, '--head', `${seq + 1}:${hash}`)).toMatchObject({ code: 1 })
  const torn = path.join(temporaryFolder(), DATABASE_NAME)
  copyFileSync(file, torn)
  zeroPage(torn, 1)
  expect(await run(torn)).toEqual({ code: 1, said: expect.stringContaining('is not whole') })
  const other = mkdtempSync(path.join(os.tmpdir(), 'pearl-test-'))
  onTestFinished(() => rmSync(other, { recursive: true }))
  openSqlite(path.join(other, 'other.db')).exec('CREATE TABLE mine (id)').close()
  expect(await run(path.join(other, 'other.db'))).toEqual({
    code: 2,
    said: expect.stringContaining('not a PEARL workspace'),
  })
})

test('the host holds its own history against its hashes after the start, and tells where it breaks', async () => {
  const { server, directory } = await hostWithHistory()
  const { seq } = server.store.log.head
  await server.close()
  const chainOf = (host: Host) => expect.poll(async () => (await head(host)).chain)
  const whole = await startHost({ directory, chainCheckDelay: 0 })
  await chainOf(whole).toMatchObject({ state: 'whole', broken_at: null })
  await whole.server.close()

  alter(directory, (db) => db.exec(`UPDATE changes SET actor_name = 'mallory' WHERE seq = ${seq - 1}`))
  const broken = await startHost({ directory, chainCheckDelay: 0 })
  onTestFinished(() => broken.close())
  await chainOf(broken).toEqual({ state: 'broken', entries: seq - 2, broken_at: seq - 1 })
})
