// Opening the workspace file: what is set, what is refused, and that a refused file stays as it was.
import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Drive } from '../../../server/db/network-drive.ts'
import { knownVersion, migrateDatabase } from '../../../server/db/migrate.ts'
import { APPLICATION_ID, DATABASE_NAME, openDatabase } from '../../../server/db/open.ts'
import { AppError } from '../../../shared/errors.ts'
import { addOneOfEverything, openTestStore, temporaryFolder } from '../../helpers/test-store.ts'

const openScript = fileURLToPath(new URL('./open-and-hold.ts', import.meta.url))
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const open = (directory: string, known = knownVersion()) => openDatabase({ directory, knownVersion: known })

/** The sentence with which opening is refused. */
function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    return (error as AppError).message
  }
  throw new Error('It was opened')
}

/** A closed workspace with rows in it. */
async function closedWorkspace(): Promise<{ directory: string; file: string }> {
  const { directory, write, close } = await openTestStore()
  write((tx) => addOneOfEverything(tx))
  close()
  return { directory, file: path.join(directory, DATABASE_NAME) }
}

/** Another process that opens the workspace: says `open` and holds it, or says why not and ends. */
async function otherProcess(directory: string, ids: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [openScript, directory], { stdio: ['ignore', 'pipe', 'inherit'], ...ids })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: line.toString().trim() }
}

test('a folder on a network drive is refused, and not even made', () => {
  const directory = path.join(temporaryFolder(), 'study')
  const onDrive = (drive: Drive) => openDatabase({ directory, knownVersion: knownVersion(), drive: () => drive })
  expect(refusal(() => onDrive('network'))).toContain(`The folder ${directory} lies on a network drive`)
  expect(existsSync(directory)).toBe(false)
  onDrive('doubtful').close()
})

describe('a workspace that is opened', () => {
  test.each([
    ['locking_mode', 'exclusive'],
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['checkpoint_fullfsync', 1],
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
    ['mmap_size', 0],
    ['temp_store', 2],
    ['secure_delete', 2],
    ['journal_size_limit', 16_777_216],
    ['wal_autocheckpoint', 1000],
    ['application_id', APPLICATION_ID],
  ])('reads back %s = %s', (name, expected) => {
    const db = open(temporaryFolder())
    onTestFinished(() => void db.close())
    expect(db.pragma(name, { simple: true })).toBe(expected)
  })

  test('has the same settings when opened again', async () => {
    const { directory } = await closedWorkspace()
    const db = open(directory)
    onTestFinished(() => void db.close())
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  })

  test('runs on an SQLite without the WAL-reset fault (fixed in 3.51.3)', () => {
    const db = new Database(':memory:')
    const version = String(db.prepare('SELECT sqlite_version()').pluck().get())
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
    expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003)
  })

  test('is readable by its owner only and has no shared-memory file', () => {
    const directory = path.join(temporaryFolder(), 'new')
    const db = open(directory)
    onTestFinished(() => void db.close())
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(directory, DATABASE_NAME)).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).not.toContain(`${DATABASE_NAME}-shm`)
  })

  test('leaves one file behind when closed', async () => {
    const { directory } = await closedWorkspace()
    expect(readdirSync(directory)).toEqual([DATABASE_NAME])
  })

  test('may be an empty file left by a first start that was cut off', () => {
    const directory = temporaryFolder()
    writeFileSync(path.join(directory, DATABASE_NAME), '')
    const db = open(directory)
    onTestFinished(() => void db.close())
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
  })

  test('may be a file in which SQLite wrote its header before a first start was cut off', () => {
    const directory = temporaryFolder()
    const cutOff = new Database(path.join(directory, DATABASE_NAME))
    cutOff.pragma('journal_mode = WAL')
    cutOff.close()
    expect(statSync(path.join(directory, DATABASE_NAME)).size).toBeGreaterThan(0)
    const db = open(directory)
    onTestFinished(() => void db.close())
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
  })
})

describe('a second owner', () => {
  test('is refused while another process has the file, and let in at once after that one is killed', async () => {
    const { directory } = await closedWorkspace()
    const { child, said } = await otherProcess(directory)
    expect(said).toBe('open')
    expect(refusal(() => open(directory))).toMatch(/already open in another PEARL.*Nothing was changed/)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const db = open(directory)
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    db.close()
  })

  test('is refused from another process', async () => {
    const { directory } = await closedWorkspace()
    const db = open(directory)
    onTestFinished(() => void db.close())
    expect((await otherProcess(directory)).said).toMatch(/already open in another PEARL/)
  })
})

describe('a file that is not opened stays as it is', () => {
  test('a newer schema', async () => {
    const { directory, file } = await closedWorkspace()
    const before = sha256(file)
    expect(refusal(() => open(directory, knownVersion() - 1))).toMatch(
      /written by a newer PEARL \(schema \d+, this program knows \d+\)/,
    )
    expect(sha256(file)).toBe(before)
    expect(readdirSync(directory)).toEqual([DATABASE_NAME])
  })

  test.each([
    ['of another program, in rollback mode', 'DELETE', 0x0badf00d],
    ['of another program, in WAL mode', 'WAL', 0x0badf00d],
    ['of no named program', 'DELETE', 0],
  ])('a database %s', (_name, mode, applicationId) => {
    const directory = temporaryFolder()
    const file = path.join(directory, DATABASE_NAME)
    const foreign = new Database(file)
    foreign.pragma(`journal_mode = ${mode}`)
    foreign.pragma(`application_id = ${applicationId}`)
    foreign.exec('CREATE TABLE theirs (id INTEGER)')
    foreign.close()
    const before = sha256(file)
    expect(refusal(() => open(directory))).toMatch(/not a PEARL workspace/)
    expect(sha256(file)).toBe(before)
  })

  test.each([
    ['text', Buffer.from('this was never a database, but it is long enough to be mistaken for one'.repeat(100))],
    ['a few bytes', Buffer.from('short')],
    ['zeros', Buffer.alloc(8192)],
  ])('%s instead of a database', (_name, bytes) => {
    const directory = temporaryFolder()
    const file = path.join(directory, DATABASE_NAME)
    writeFileSync(file, bytes)
    const before = sha256(file)
    expect(refusal(() => open(directory))).toContain(file)
    expect(sha256(file)).toBe(before)
  })

  test('an empty file that has backups beside it', async () => {
    const { directory, file } = await closedWorkspace()
    truncateSync(file, 0)
    mkdirSync(path.join(directory, 'backups'))
    expect(refusal(() => open(directory))).toMatch(/is empty, although there are backups/)
    expect(statSync(file).size).toBe(0)
  })

  test.each([0.25, 0.5, 0.9, 0.99])('a file cut off at %d of its length', async (share) => {
    const { directory, file } = await closedWorkspace()
    truncateSync(file, Math.floor(statSync(file).size * share))
    const before = sha256(file)
    expect(refusal(() => open(directory))).toMatch(/left as it is/)
    expect(sha256(file)).toBe(before)
  })

  test('any file that fails the integrity check after a page was zeroed or bits were flipped', async () => {
    const { directory, file } = await closedWorkspace()
    const whole = readFileSync(file)
    const pages = whole.length / 4096
    let refused = 0
    for (let round = 0; round < 120; round += 1) {
      const damaged = Buffer.from(whole)
      const page = (round * 7) % pages
      if (round % 2 === 0) damaged.fill(0, page * 4096, (page + 1) * 4096)
      else
        for (let bit = 0; bit < 64; bit += 1)
          damaged[page * 4096 + ((round * 131 + bit * 61) % 4096)]! ^= 1 << (bit % 8)
      writeFileSync(file, damaged)
      const sound = passesQuickCheck(file)
      writeFileSync(file, damaged)
      try {
        open(directory).close()
        expect(sound, `round ${round}, page ${page} was opened`).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect(sha256(file)).toBe(createHash('sha256').update(damaged).digest('hex'))
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(60)
  })
})

/** What SQLite itself says of the file, on a copy of the handle that changes nothing. */
function passesQuickCheck(file: string): boolean {
  const db = new Database(file, { readonly: true })
  try {
    return db.pragma('quick_check', { simple: true }) === 'ok'
  } catch {
    return false
  } finally {
    db.close()
  }
}

describe('a place that cannot be written', () => {
  test('a folder whose path is a file', () => {
    const directory = path.join(temporaryFolder(), 'file')
    writeFileSync(directory, '')
    expect(refusal(() => open(path.join(directory, 'workspace')))).toMatch(/cannot be opened for writing.*folder/)
  })

  test.skipIf(process.getuid?.() !== 0)(
    'a read-only folder and a read-only file, as another user than root',
    async () => {
      const { directory, file } = await closedWorkspace()
      chmodSync(directory, 0o755)
      chmodSync(file, 0o444)
      const before = sha256(file)
      const { said } = await otherProcess(directory, { uid: 65_534, gid: 65_534 })
      expect(said).toMatch(/cannot be opened for writing \(\w+\)\. Check the permissions/)
      expect(sha256(file)).toBe(before)

      const empty = temporaryFolder()
      chmodSync(empty, 0o555)
      expect((await otherProcess(empty, { uid: 65_534, gid: 65_534 })).said).toMatch(/cannot be opened for writing/)
      expect(existsSync(path.join(empty, DATABASE_NAME))).toBe(false)
    },
  )
})

test('a workspace that was never migrated is brought to the newest schema when opened again', async () => {
  const directory = temporaryFolder()
  open(directory).close()
  const db = open(directory)
  onTestFinished(() => void db.close())
  expect(await migrateDatabase(db, { backups: path.join(directory, 'backups') })).toEqual({
    from: 0,
    to: knownVersion(),
  })
})
