// A backup is one verified file that can be opened as a workspace, also when it is made while others write.
import Database from 'better-sqlite3'
import { readdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backupTo } from '../../../server/db/backup.ts'
import { knownVersion } from '../../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../../server/db/open.ts'
import { createStore } from '../../../server/store/store.ts'
import { study } from '../../../shared/entities/study.ts'
import { addOneOfEverything, openTestStore, temporaryFolder, testActor } from '../../helpers/test-store.ts'
import { assertReplayEqualsTables } from '../../helpers/replay.ts'

test('holds what was committed before it began, opens as a workspace and can be written', async () => {
  const { db, write, store } = await openTestStore()
  write((tx) => addOneOfEverything(tx))
  const folder = path.join(temporaryFolder(), 'backups')
  const file = await backupTo(db, folder, 'test')
  expect(path.basename(file)).toMatch(/^pearl_backup_\d{8}_\d{6}_test\.db$/)
  expect(readdirSync(folder)).toEqual([path.basename(file)])
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const elsewhere = temporaryFolder()
  renameSync(file, path.join(elsewhere, DATABASE_NAME))
  const copy = openDatabase({ directory: elsewhere, knownVersion: knownVersion() })
  onTestFinished(() => void copy.close())
  const restored = createStore({ db: copy, rules: [], publish: () => undefined })
  expect(restored.log.head).toEqual(store.log.head)
  expect(restored.log.verify().brokenAt).toBeNull()
  assertReplayEqualsTables(copy)
  restored.transact(testActor, (tx) => tx.insert(study, { study_label: 'after the restore' }))
})

test('is whole when writes go on, and holds everything acknowledged before it began', async () => {
  const { db, store } = await openTestStore()
  let written = 0
  const writeOne = () => {
    written += 1
    store.transact(testActor, (tx) => tx.insert(study, { study_label: `S${written}`, study_title: 'x'.repeat(2000) }))
  }
  // More than one step of the copy, so that writes do come between.
  for (let index = 0; index < 1500; index += 1) writeOne()
  const before = written
  let done = false
  const writing = (async () => {
    while (!done) {
      writeOne()
      await new Promise(setImmediate)
    }
  })()
  const file = await backupTo(db, temporaryFolder(), 'busy').finally(() => (done = true))
  await writing
  expect(written, 'nothing was written during the backup').toBeGreaterThan(before)

  const copy = new Database(file, { readonly: true })
  onTestFinished(() => void copy.close())
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
  const count = copy.prepare('SELECT count(*) FROM studies').pluck().get() as number
  expect(count).toBeGreaterThanOrEqual(before)
  expect(count).toBe(copy.prepare('SELECT count(*) FROM changes').pluck().get())
})

test('two made in the same second are two files', async () => {
  const { db } = await openTestStore()
  const folder = temporaryFolder()
  const files = await Promise.all([backupTo(db, folder, 'twice'), backupTo(db, folder, 'twice')])
  expect(new Set(files).size).toBe(2)
  expect(readdirSync(folder).length).toBe(2)
})

test('a copy that does not pass its check is refused and not kept', async () => {
  const { db, write } = await openTestStore()
  write((tx) => addOneOfEverything(tx))
  db.pragma('foreign_keys = OFF')
  db.prepare('DELETE FROM studies').run()
  const folder = temporaryFolder()
  await expect(backupTo(db, folder, 'broken')).rejects.toThrow(/did not pass its check/)
  expect(readdirSync(folder)).toEqual([])
})

test('two of the same second that end otherwise share no name, and so no note', async () => {
  const { db } = await openTestStore()
  const folder = temporaryFolder()
  const endings = ['db', 'sealed', 'db'].map((extension) => backupTo(db, folder, 'mixed', { extension }))
  const stems = (await Promise.all(endings)).map((file) => path.parse(file).name)
  expect(new Set(stems).size).toBe(3)
})
