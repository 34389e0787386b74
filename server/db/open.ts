// Opens the workspace's one database file and makes sure it may be trusted: ours, whole, not newer than this program, not
// open elsewhere, and durable. A file that fails is reported and left exactly as it is, never replaced.
import type Database from 'better-sqlite3'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { BACKUPS_FOLDER } from './backup.ts'
import { asDamaged, closeUntouched, DamagedWorkspace } from './damaged.ts'
import { driveOf } from './network-drive.ts'
import { forOwnerOnly } from './private-file.ts'
import { openSqlite } from './sqlite.ts'

/** `PERL` in ASCII: marks a file as a PEARL workspace (https://www.sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x5045524c
export const DATABASE_NAME = 'pearl.db'

/** How long another holder of the file, such as a tool that copies it, is waited for, in milliseconds. */
const WAIT_FOR_LOCK = 1000

/** Smallest page that a database can have, in bytes. */
const SMALLEST = 512

/** In this order: exclusive before WAL needs no shared-memory file; FULL because WAL alone does not survive a power cut. */
const pragmas = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  ...(process.platform === 'darwin' ? ['fullfsync = ON'] : []),
  'checkpoint_fullfsync = ON',
  'foreign_keys = ON',
  'recursive_triggers = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'mmap_size = 0',
  'temp_store = MEMORY',
  'secure_delete = FAST',
  'journal_size_limit = 16777216',
  'wal_autocheckpoint = 1000',
] as const

/** What must read back after opening; a build of SQLite that ignores one of these would lose acknowledged writes. */
const asserted: Record<string, unknown> = {
  locking_mode: 'exclusive',
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
}

export interface OpenOptions {
  /** Folder of the workspace; created when missing, readable by its owner only. */
  directory: string
  /** Number of migrations this program knows; a file with more is newer and refused. */
  knownVersion: number
  /** On what a folder lies; replaced in tests. */
  drive?: typeof driveOf
}

/**
 * Opens `directory/pearl.db`, creating it when absent. Nothing is written before the file is known to be ours and whole.
 * @throws DamagedWorkspace when it is damaged
 * @throws AppError `unavailable` when another process has it, it is not ours or newer than this program, or another machine
 * keeps the folder.
 */
export function openDatabase(options: OpenOptions): Database.Database {
  const file = path.join(options.directory, DATABASE_NAME)
  let db: Database.Database | undefined
  try {
    expectDisk(options)
    mkdirSync(options.directory, { recursive: true, mode: 0o700 })
    const isToBeMade = holdsNothing(file, options.directory)
    forOwnerOnly(file)
    db = openSqlite(file, { timeout: WAIT_FOR_LOCK })
    takeOwnership(db, file)
    const isNew = isToBeMade || isBlank(db)
    if (!isNew) assertOurs(db, file, options.knownVersion)
    for (const pragma of pragmas) db.pragma(pragma)
    assertPragmas(db)
    if (isNew) db.pragma(`application_id = ${APPLICATION_ID}`)
    return db
  } catch (error) {
    const sentence = asSentence(error, file)
    if (db && sentence instanceof DamagedWorkspace) closeUntouched(db, file)
    else db?.close()
    throw sentence
  }
}

function expectDisk({ directory, drive = driveOf }: OpenOptions): void {
  if (drive(directory) !== 'network') return
  throw new AppError(
    'unavailable',
    `The folder ${directory} lies on a network drive, where nothing that is saved is sure to be there again. Keep the workspace in a folder on a disk of this machine; backups may go to the drive.`,
  )
}

/** EXCLUSIVE keeps the lock from the first write on; taking it now turns a second owner away at once. */
function takeOwnership(db: Database.Database, file: string): void {
  db.pragma('locking_mode = EXCLUSIVE')
  try {
    db.exec('BEGIN EXCLUSIVE; COMMIT')
  } catch (error) {
    if (isBusy(error)) {
      throw new AppError(
        'unavailable',
        `The workspace ${file} is already open in another PEARL. Close that one, or join it as a client, then try again. Nothing was changed.`,
      )
    }
    throw error
  }
}

/**
 * Whether the workspace is still to be made: there is no file, or an empty one left by a first start that was cut off.
 * @throws DamagedWorkspace when it is cut off, or backups show that an empty file once was a workspace
 */
function holdsNothing(file: string, directory: string): boolean {
  // The size is asked for without opening the file: closing a file drops the locks SQLite has on it.
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) return true
  if (size >= SMALLEST) return false
  // SQLite takes what is smaller for an empty database, and would write over it.
  if (size > 0) throw new DamagedWorkspace(file, `it is cut off after ${size} bytes`)
  if (existsSync(path.join(directory, BACKUPS_FOLDER))) {
    throw new DamagedWorkspace(file, 'it is empty, although there are backups of it')
  }
  return true
}

/** Whether a first start was cut off after SQLite had written its header and before the file was marked as ours. */
function isBlank(db: Database.Database): boolean {
  const readsZero = (pragma: string) => db.pragma(pragma, { simple: true }) === 0
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  const isOnePage = db.pragma('page_count', { simple: true }) === 1
  return isOnePage && tables === 0 && readsZero('application_id') && readsZero('user_version')
}

function assertPragmas(db: Database.Database): void {
  for (const [name, expected] of Object.entries(asserted)) {
    const actual = db.pragma(name, { simple: true })
    if (actual !== expected) {
      throw new AppError(
        'unavailable',
        `SQLite reports ${name} = ${String(actual)} where ${String(expected)} is needed to keep data safe. The workspace was not opened.`,
      )
    }
  }
}

function assertOurs(db: Database.Database, file: string, knownVersion: number): void {
  // The file is not trusted yet: no functions from its schema, and every cell is measured before it is read.
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  const version = Number(db.pragma('user_version', { simple: true }))
  const applicationId = Number(db.pragma('application_id', { simple: true }))
  if (applicationId !== APPLICATION_ID) {
    throw new AppError(
      'unavailable',
      `${file} is not a PEARL workspace. Choose another folder; the file was not changed.`,
    )
  }
  if (version > knownVersion) {
    throw new AppError(
      'unavailable',
      `${file} was written by a newer PEARL (schema ${version}, this program knows ${knownVersion}). Update this program; the file was not changed.`,
    )
  }
  const problems = db.pragma('quick_check(5)') as { quick_check: string }[]
  if (problems.length !== 1 || problems[0]?.quick_check !== 'ok') {
    const found = problems.map((problem) => problem.quick_check).join('; ')
    throw new DamagedWorkspace(file, found)
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const isBusy = (error: unknown) => codeOf(error).startsWith('SQLITE_BUSY') || codeOf(error).startsWith('SQLITE_LOCKED')

function asSentence(error: unknown, file: string): unknown {
  const code = codeOf(error)
  const damaged = asDamaged(error, file)
  if (damaged !== error) return damaged
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || permissionCodes.has(code)) {
    return new AppError(
      'unavailable',
      `${file} cannot be opened for writing (${code}). Check the permissions of the folder, or choose another one.`,
    )
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new AppError(
      'storage_full',
      `${file} cannot be opened: the disk is full (${code}). Free some space, then try again.`,
    )
  }
  if (error instanceof Error && code.startsWith('SQLITE_')) {
    return new AppError('unavailable', `${file} cannot be opened (${code}: ${error.message}). It was left as it is.`)
  }
  return error
}

/** What is said when the folder cannot be made or entered; IOERR_LOCK: SQLite could open the file for reading only. */
const permissionCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'SQLITE_PERM', 'SQLITE_IOERR_LOCK'])
