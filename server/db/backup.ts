// Copies of the workspace, made through SQLite on the live handle (a second handle would restart at every write, and
// reading the file by hand would drop SQLite's locks) and opened and checked before they count as a backup.
import type Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openSqlite } from './sqlite.ts'

/** Folder of the backups, inside the workspace's folder. */
export const BACKUPS_FOLDER = 'backups'

/** Pages copied before the loop gets a turn; 256 of 4 KiB keep other requests waiting for about a millisecond. */
const PAGES_A_STEP = 256

/**
 * Writes a verified copy named `pearl_backup_YYYYMMDD_HHMMSS_<purpose>.db` (UTC) into `folder` and returns its path. It holds
 * everything committed before the call, is one file, and never replaces another.
 * @throws AppError `unavailable` when the copy does not pass the integrity check; the copy is then removed.
 */
export async function backupTo(db: Database.Database, folder: string, purpose: string): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stamp = new Date().toISOString().replace(/[-:]/g, '').replace('T', '_').slice(0, 15)
  const partial = path.join(folder, `${randomUUID()}.partial`)
  try {
    await db.backup(partial, { progress: () => PAGES_A_STEP })
    verify(partial)
    if (process.platform !== 'win32') chmodSync(partial, 0o600)
    flush(partial, 'r+')
    const target = freePath(path.join(folder, `pearl_backup_${stamp}_${purpose}`))
    renameSync(partial, target)
    if (process.platform !== 'win32') flush(folder, 'r')
    return target
  } catch (error) {
    for (const side of ['', '-wal', '-shm', '-journal']) rmSync(partial + side, { force: true })
    throw error
  }
}

/** `<stem>.db`, or with a number when two backups are made in the same second. */
function freePath(stem: string): string {
  for (let number = 2, candidate = `${stem}.db`; ; candidate = `${stem}-${number++}.db`) {
    if (!existsSync(candidate)) return candidate
  }
}

/** Makes a file, or the names in a folder, survive a power cut. */
function flush(target: string, mode: 'r' | 'r+'): void {
  const handle = openSync(target, mode)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function verify(file: string): void {
  const copy = openSqlite(file)
  try {
    // A copy inherits WAL mode and would grow side files when opened; a backup must be one file.
    copy.pragma('journal_mode = DELETE')
    const result = copy.pragma('integrity_check(3)', { simple: true })
    const orphans = copy.pragma('foreign_key_check') as unknown[]
    if (result === 'ok' && orphans.length === 0) return
    const found = result === 'ok' ? `${orphans.length} rows refer to rows that are gone` : String(result)
    throw new AppError('unavailable', `The backup did not pass its check (${found}) and was discarded.`)
  } finally {
    copy.close()
  }
}
