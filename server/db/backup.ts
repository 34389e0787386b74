// Copies of the workspace, made through SQLite on the live handle (a second handle would restart at every write, and
// reading the file by hand would drop SQLite's locks) and opened and checked before they count as a backup.
import type Database from 'better-sqlite3'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openSqlite } from './sqlite.ts'

/** Folder of the backups, inside the workspace's folder. */
export const BACKUPS_FOLDER = 'backups'

/** Pages copied before the loop gets a turn; 256 of 4 KiB keep other requests waiting for about a millisecond. */
const PAGES_A_STEP = 256

/**
 * Writes a verified copy named `pearl_backup_YYYYMMDD_HHMMSS_<purpose>.db` (UTC) into `folder` and returns its path.
 * @throws AppError `unavailable` when the copy does not pass the integrity check; the copy is then removed.
 */
export async function backupTo(db: Database.Database, folder: string, purpose: string): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { target, partial } = reserveName(folder, purpose)
  try {
    await db.backup(partial, { progress: () => PAGES_A_STEP })
    verify(partial)
    const handle = openSync(partial, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(partial, target)
    return target
  } catch (error) {
    for (const leftover of [partial, `${partial}-wal`, `${partial}-shm`, `${partial}-journal`])
      rmSync(leftover, { force: true })
    throw error
  }
}

/** Takes a name that no other copy has, also when two start in the same second: the later one gets a number. */
function reserveName(folder: string, purpose: string): { target: string; partial: string } {
  const stamp = new Date().toISOString().replace(/[-:]/g, '').replace('T', '_').slice(0, 15)
  for (let copy = 1; ; copy += 1) {
    const target = path.join(folder, `pearl_backup_${stamp}_${purpose}${copy === 1 ? '' : `-${copy}`}.db`)
    const partial = `${target}.partial`
    if (existsSync(target)) continue
    try {
      closeSync(openSync(partial, 'wx', 0o600))
      return { target, partial }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

function verify(file: string): void {
  const copy = openSqlite(file)
  try {
    // A copy inherits WAL mode and would grow side files when opened; a backup must be one file.
    copy.pragma('journal_mode = DELETE')
    const result = copy.pragma('integrity_check(3)', { simple: true })
    if (result !== 'ok')
      throw new AppError(
        'unavailable',
        `The backup ${file} did not pass its check (${String(result)}) and was discarded.`,
      )
  } finally {
    copy.close()
  }
}
