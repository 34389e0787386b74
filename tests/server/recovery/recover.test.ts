// Damaged workspaces, really damaged: refused as such and left alone, then restored or salvaged once somebody says so.
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { DamagedWorkspace } from '../../../server/db/damaged.ts'
import { knownVersion } from '../../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../../server/db/open.ts'
import { openSqlite } from '../../../server/db/sqlite.ts'
import { offerRecovery, recover } from '../../../server/features/recovery/recover.ts'
import { verifyChain } from '../../../server/store/changes.ts'
import type { BackupEntry } from '../../../shared/actions/backup.ts'
import { flipBit, zeroPage } from '../../helpers/damage.ts'
import { runCommand } from '../../helpers/host-process.ts'
import { startHost } from '../../helpers/host.ts'
import { temporaryFolder } from '../../helpers/test-store.ts'

const PAGE = 4096
let healthy: Buffer
let backup: { filename: string; bytes: Buffer; note: Buffer }
let pages: Record<string, number[]>
let counts: Record<string, number>

/** The demo study, closed, with one backup of an earlier state. */
beforeAll(async () => {
  const host = await startHost({ demo: true })
  const { filename } = (await host.api('POST', '/database-backup/create')).body as BackupEntry
  await host.api('POST', '/studies/', { study_label: 'After the backup' })
  const { directory } = host
  await host.server.close()
  const inBackups = (name: string) => readFileSync(path.join(directory, 'backups', name))
  backup = { filename, bytes: inBackups(filename), note: inBackups(filename.replace('.db', '.json')) }
  const file = path.join(directory, DATABASE_NAME)
  const db = openSqlite(file)
  const stat = db.prepare('SELECT name, pageno FROM dbstat WHERE pagetype = ? ORDER BY pageno').all('leaf')
  pages = {}
  for (const { name, pageno } of stat as { name: string; pageno: number }[]) (pages[name] ??= []).push(pageno)
  counts = countsIn(db)
  db.close()
  healthy = readFileSync(file)
})

function countsIn(db: ReturnType<typeof openSqlite>): Record<string, number> {
  const tables = ['studies', 'reporting_effort_item_tracker', 'reporting_effort_items', 'users', 'changes']
  return Object.fromEntries(
    tables.map((name) => [name, db.prepare(`SELECT count(*) FROM ${name}`).pluck().get() as number]),
  )
}

function folderWith(bytes: Buffer, withBackup = true): { directory: string; file: string } {
  const directory = temporaryFolder()
  const file = path.join(directory, DATABASE_NAME)
  writeFileSync(file, bytes)
  mkdirSync(path.join(directory, 'backups'))
  if (withBackup) {
    writeFileSync(path.join(directory, 'backups', backup.filename), backup.bytes)
    writeFileSync(path.join(directory, 'backups', backup.filename.replace('.db', '.json')), backup.note)
  }
  return { directory, file }
}

const open = (directory: string) => openDatabase({ directory, knownVersion: knownVersion() })
const quarantined = (directory: string) => readdirSync(directory).filter((name) => name.includes('.damaged-'))

/** Runs `look` over the recovered workspace. */
function look<T>(directory: string, work: (db: ReturnType<typeof open>) => T): T {
  const db = open(directory)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

describe('a damaged file', () => {
  test.each<[string, (file: string) => void]>([
    ['without its first page', (file) => zeroPage(file, 1)],
    ['with a zeroed page in the middle', (file) => zeroPage(file, pages.changes![3]!)],
    ['cut in half', (file) => truncateSync(file, Math.floor(healthy.length / 2))],
    ['cut to a few bytes', (file) => truncateSync(file, 50)],
    ['cut to nothing', (file) => truncateSync(file, 0)],
    ['with a bit flipped in the header of a page', (file) => flipBit(file, (pages.changes![2]! - 1) * PAGE, 3)],
  ])('%s is refused as damaged and left as it is', async (_name, break_) => {
    const { directory, file } = folderWith(healthy)
    break_(file)
    const before = readFileSync(file)
    expect(() => open(directory)).toThrow(DamagedWorkspace)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(quarantined(directory)).toEqual([])
    expect(offerRecovery(directory)).toMatchObject({
      file,
      backups: [{ filename: backup.filename, size_bytes: backup.bytes.length, locked: false }],
    })
  })

  test('is replaced by a backup that somebody chose, and kept', async () => {
    const { directory, file } = folderWith(healthy)
    zeroPage(file, 1)
    const damaged = readFileSync(file)
    const { detail } = await recover(directory, { kind: 'backup', filename: backup.filename, passphrase: null })
    const [kept] = quarantined(directory)
    expect(detail).toContain(kept)
    expect(readFileSync(path.join(directory, kept!)).equals(damaged)).toBe(true)
    look(directory, (db) => {
      expect(countsIn(db)).toMatchObject({ studies: counts.studies! - 1, users: counts.users! })
      expect(verifyChain(db).brokenAt).toBeNull()
      const last = db.prepare('SELECT kind, detail FROM audit_events ORDER BY id DESC').get()
      expect(last).toMatchObject({ kind: 'backup_restored', detail: expect.stringContaining(kept!) })
    })
  })

  test('is left alone when the chosen backup turns out to be damaged too', async () => {
    const { directory, file } = folderWith(healthy)
    zeroPage(file, 1)
    zeroPage(path.join(directory, 'backups', backup.filename), 7)
    const before = readFileSync(file)
    await expect(recover(directory, { kind: 'backup', filename: backup.filename, passphrase: null })).rejects.toThrow(
      /damaged|check/,
    )
    expect(readFileSync(file).equals(before)).toBe(true)
    expect([quarantined(directory), readdirSync(path.join(directory, 'backups')).length]).toEqual([[], 2])
  })
})

test('a whole workspace is not recovered', async () => {
  const { directory } = folderWith(healthy)
  await expect(recover(directory, { kind: 'salvage' })).rejects.toThrow('is whole')
})

describe('salvage', () => {
  test('reads everything when only an index is broken', async () => {
    const { directory, file } = folderWith(healthy, false)
    zeroPage(file, pages.changes_by_row![0]!)
    const { tables } = await recover(directory, { kind: 'salvage' })
    expect(tables.filter(({ rebuilt, lost }) => rebuilt + lost > 0)).toEqual([])
    look(directory, (db) => expect(countsIn(db)).toEqual({ ...counts, changes: counts.changes! + 1 }))
  })

  test('puts rows of a lost page together from the history', async () => {
    const { directory, file } = folderWith(healthy, false)
    zeroPage(file, pages.reporting_effort_item_tracker![1]!)
    const { tables, detail } = await recover(directory, { kind: 'salvage' })
    const trackers = tables.find(({ table }) => table === 'reporting_effort_item_tracker')!
    expect(trackers.rebuilt).toBeGreaterThan(5)
    expect(trackers.read + trackers.rebuilt).toBe(counts.reporting_effort_item_tracker)
    expect(trackers.lost).toBe(0)
    expect(detail).toContain('The history is whole.')
    const original = path.join(temporaryFolder(), 'whole.db')
    writeFileSync(original, healthy)
    look(directory, (db) => {
      db.prepare('ATTACH ? AS whole').run(original)
      const table = 'reporting_effort_item_tracker'
      const differing = `SELECT count(*) FROM (SELECT * FROM whole.${table} EXCEPT SELECT * FROM main.${table})`
      expect(db.prepare(differing).pluck().get()).toBe(0)
      expect(verifyChain(db).brokenAt).toBeNull()
    })
  })

  test('marks lost entries of the history and links the rest anew', async () => {
    const { directory, file } = folderWith(healthy, false)
    zeroPage(file, pages.changes![10]!)
    const { tables, detail } = await recover(directory, { kind: 'salvage' })
    const { read, lost } = tables.find(({ table }) => table === 'changes')!
    expect(lost).toBeGreaterThan(0)
    expect(read + lost).toBe(counts.changes)
    expect(detail).toMatch(/The history is as it was up to entry \d+, hash [0-9a-f]{64}\./)
    look(directory, (db) => {
      expect(countsIn(db)).toEqual({ ...counts, changes: counts.changes! + 1 })
      expect(verifyChain(db).brokenAt).toBeNull()
      expect(db.prepare(`SELECT count(*) FROM changes WHERE row_id = 0`).pluck().get()).toBe(lost)
    })
  })

  test('does not call a history whole of which nothing is left, nor one whose end is gone', async () => {
    const db = openSqlite(folderWith(healthy).file)
    const root = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'changes'`).pluck().get() as number
    db.close()
    const bare = folderWith(healthy)
    zeroPage(bare.file, root)
    const { detail, tables } = await recover(bare.directory, { kind: 'salvage' })
    expect(tables.find(({ table }) => table === 'changes')!.read).toBe(0)
    expect(detail).not.toContain('The history is whole.')

    const cut = folderWith(healthy)
    zeroPage(cut.file, pages.changes!.at(-1)!)
    expect((await recover(cut.directory, { kind: 'salvage' })).detail).toMatch(
      /The history is as it was up to entry \d+/,
    )
  })

  test('borrows the first page of a backup when it is gone', async () => {
    const { directory, file } = folderWith(healthy)
    zeroPage(file, 1)
    await recover(directory, { kind: 'salvage' })
    look(directory, (db) => expect(countsIn(db)).toEqual({ ...counts, changes: counts.changes! + 1 }))
  })

  test('says so when there is nothing to be read, and moves nothing', async () => {
    const { directory, file } = folderWith(healthy, false)
    truncateSync(file, 3000)
    await expect(recover(directory, { kind: 'salvage' })).rejects.toThrow('So little of the file can be read')
    expect([quarantined(directory), existsSync(file)]).toEqual([[], true])
  })

  test(
    'of randomly broken files gives whole workspaces or a sentence, never a crash',
    { timeout: 60_000 },
    async () => {
      let seed = 11
      const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % Math.floor(below)
      let refused = 0
      let bare = 0
      for (let round = 0; round < 12; round += 1) {
        const { directory, file } = folderWith(healthy)
        for (let page = 0; page < 4; page += 1) zeroPage(file, 2 + random(healthy.length / PAGE - 2))
        for (let bit = 0; bit < 10; bit += 1) flipBit(file, PAGE + random(healthy.length - PAGE), random(8))
        if (round % 3 === 0) truncateSync(file, healthy.length - random(healthy.length / 3))
        try {
          const { tables, detail } = await recover(directory, { kind: 'salvage' })
          const { read } = tables.find(({ table }) => table === 'changes')!
          // Where the table begins may be among what is broken; then nothing of it is found, and that is said.
          if (read < counts.changes!) expect(detail).not.toContain('The history is whole.')
          if (read === 0) bare += 1
          look(directory, (db) => expect(verifyChain(db).brokenAt).toBeNull())
          expect(quarantined(directory)).toHaveLength(1)
        } catch (error) {
          expect((error as Error).message).toMatch(/^(So little|The file holds no active|The workspace in .* is whole)/)
          refused += 1
        }
      }
      expect(refused + bare).toBeLessThan(6)
    },
  )
})

test('the command line names what to do, and does it', { timeout: 60_000 }, async () => {
  const { directory, file } = folderWith(healthy)
  zeroPage(file, pages.studies![0]!)
  const run = async (...args: string[]) => {
    const printed: string[] = []
    const child = runCommand(args, (line) => printed.push(line))
    const [code] = (await once(child, 'close')) as [number]
    return { code, said: printed.join('\n') }
  }
  const served = await run('serve', '--data', directory, '--port', '0')
  expect([served.code, served.said]).toEqual([
    1,
    expect.stringMatching(/recover --data .* --from-backup FILE.* --salvage/),
  ])
  const listed = await run('recover', '--data', directory)
  expect([listed.code, listed.said]).toEqual([0, expect.stringContaining(backup.filename)])
  const done = await run('recover', '--data', directory, '--salvage')
  expect([done.code, done.said]).toEqual([0, expect.stringMatching(/studies: 0 read, \d+ from the history, 0 lost/)])
  copyFileSync(path.join(directory, quarantined(directory)[0]!), file)
  const restored = await run('recover', '--data', directory, '--from-backup', backup.filename)
  expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('was restored')])
})

test('a damaged file with writes that were not yet moved into it keeps them, byte for byte', async () => {
  const { directory, file } = folderWith(healthy)
  const other = temporaryFolder()
  const db = open(directory)
  db.prepare(`UPDATE studies SET version = version + 1`).run()
  for (const side of ['', '-wal']) copyFileSync(file + side, path.join(other, DATABASE_NAME + side))
  db.close()
  const damaged = path.join(other, DATABASE_NAME)
  zeroPage(damaged, pages.changes![5]!)
  const before = ['', '-wal'].map((side) => readFileSync(damaged + side))
  expect(before[1]!.length).toBeGreaterThan(0)
  expect(() => open(other)).toThrow(DamagedWorkspace)
  expect(['', '-wal'].map((side, index) => readFileSync(damaged + side).equals(before[index]!))).toEqual([true, true])
  expect(readdirSync(other).sort()).toEqual([DATABASE_NAME, `${DATABASE_NAME}-wal`])

  await recover(other, { kind: 'salvage' })
  look(other, (made) => expect(countsIn(made)).toMatchObject({ studies: counts.studies! }))
  expect(quarantined(other).map((name) => name.replace(/\d{8}_\d{6}/, 'X'))).toEqual([
    'pearl.db.damaged-X',
    'pearl.db.damaged-X-wal',
  ])
})

test('a locked backup is opened by the key of the host, or by its passphrase', async () => {
  const host = await startHost({ directory: temporaryFolder() })
  await host.api('PUT', '/database-backup/settings', { passphrase: 'correct horse' })
  await host.api('POST', '/studies/', { study_label: 'Locked away' })
  const { filename } = (await host.api('POST', '/database-backup/create')).body as BackupEntry
  await host.server.close()
  const { directory } = host
  zeroPage(path.join(directory, DATABASE_NAME), 1)
  expect(offerRecovery(directory).backups).toMatchObject([{ filename, locked: false }])

  rmSync(path.join(directory, 'backup-settings'), { recursive: true })
  expect(offerRecovery(directory).backups).toMatchObject([{ filename, locked: true }])
  const attempt = (passphrase: string) => recover(directory, { kind: 'backup', filename, passphrase })
  await expect(attempt('wrong horse')).rejects.toThrow(/passphrase/)
  expect(quarantined(directory)).toEqual([])
  await attempt('correct horse')
  look(directory, (db) => expect(countsIn(db)).toMatchObject({ studies: 1 }))
})
