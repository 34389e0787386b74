// Copies of the workspace, made through SQLite on the live handle (a second handle would restart at every write, and
// reading the file by hand would drop SQLite's locks) and opened and checked before they take the name of a backup.
import type Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { forOwnerOnly } from './private-file.ts'
import { openSqlite } from './sqlite.ts'

/** Folder of the backups, inside the workspace's folder. */
export const BACKUPS_FOLDER = 'backups'
/** How the name of a copy ends that is not complete. */
export const PARTIAL = '.partial'

/** Pages copied before the loop gets a turn; 256 of 4 KiB keep other requests waiting for about a millisecond. */
const PAGES_A_STEP = 256

export interface BackupOptions {
  /** Checks the copy and brings it into its last form, in place; the copy is removed when it throws. */
  verify?: (file: string) => unknown
  /** How the name ends, without the dot. */
  extension?: string
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Writes a verified copy named `pearl_backup_YYYYMMDD_HHMMSS_<purpose>.db` (UTC) into `folder` and returns its path. It holds
 * everything committed before the call, is one file, and never replaces another.
 * @throws AppError `unavailable` when the copy does not pass the integrity check; the copy is then removed.
 */
export async function backupTo(
  db: Database.Database,
  folder: string,
  purpose: string,
  { verify = verifyHere, extension = 'db', onProgress, signal }: BackupOptions = {},
): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stem = path.join(folder, `pearl_backup_${stampOf(new Date())}_${purpose}`)
  const partial = path.join(folder, `${randomUUID()}${PARTIAL}`)
  forOwnerOnly(partial)
  try {
    await db.backup(partial, {
      progress({ totalPages, remainingPages }) {
        if (signal?.aborted) throw new AppError('unavailable', 'It was cancelled.')
        onProgress?.(totalPages - remainingPages, totalPages)
        return PAGES_A_STEP
      },
    })
    await verify(partial)
    return putInPlace(partial, stem, extension)
  } catch (error) {
    removeDatabaseFile(partial)
    throw error
  }
}

/** `YYYYMMDD_HHMMSS`, UTC. */
export const stampOf = (at: Date): string => at.toISOString().replace(/[-:]/g, '').replace('T', '_').slice(0, 15)

/** Gives a complete file a name of its own, `<stem>.<extension>` or with a number, and has both on disk. */
export function putInPlace(partial: string, stem: string, extension: string): string {
  if (process.platform !== 'win32') chmodSync(partial, 0o600)
  flush(partial, 'r+')
  const target = freePath(stem, extension)
  renameSync(partial, target)
  flushFolder(path.dirname(target))
  return target
}

/** Removes a database file that is not open, with what SQLite may have put beside it. */
export function removeDatabaseFile(file: string): void {
  for (const side of ['', '-wal', '-shm', '-journal']) rmSync(file + side, { force: true })
}

/** `<stem>.db`, or with a number when there is one of the same second already, however its name ends. */
function freePath(stem: string, extension: string): string {
  const names = readdirSync(path.dirname(stem))
  const isTaken = (candidate: string) => names.some((name) => name.startsWith(`${path.basename(candidate)}.`))
  let candidate = stem
  for (let number = 2; isTaken(candidate); number += 1) candidate = `${stem}-${number}`
  return `${candidate}.${extension}`
}

/** Makes a file survive a power cut. */
export function flush(target: string, mode: 'r' | 'r+'): void {
  const handle = openSync(target, mode)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes the names in a folder survive a power cut; Windows has no such call. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r')
}

/**
 * What SQLite itself finds wrong in a database, as a phrase; null when nothing.
 * @param copy an open database that nobody else writes
 */
export function findDamage(copy: Database.Database): string | null {
  const result = copy.pragma('integrity_check(3)', { simple: true })
  if (result !== 'ok') return String(result)
  const orphans = copy.pragma('foreign_key_check') as unknown[]
  return orphans.length === 0 ? null : `${orphans.length} rows refer to rows that are gone`
}

/** A copy inherits WAL mode and would grow side files when opened; a backup must be one file. */
export const asOneFile = (copy: Database.Database) => copy.pragma('journal_mode = DELETE')

function verifyHere(file: string): void {
  const copy = openSqlite(file)
  try {
    asOneFile(copy)
    const damage = findDamage(copy)
    if (damage) throw new AppError('unavailable', `The backup did not pass its check (${damage}) and was discarded.`)
  } finally {
    copy.close()
  }
}
