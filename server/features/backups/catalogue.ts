// The backups in the workspace's folder: what is there, and only that. A note beside each copy keeps who asked for it and
// why; a copy without one is still listed. Names from outside are matched against the one form that backups have.
import type Database from 'better-sqlite3'
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { BackupEntry } from '../../../shared/actions/backup.ts'
import { AppError } from '../../../shared/errors.ts'
import { backupTo } from '../../db/backup.ts'

const backupName = /^pearl_backup_(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})_([\w-]+)\.db$/
const note = z.object({ description: z.string(), created_by: z.string().nullable() })

const noteOf = (file: string) => file.replace(/\.db$/, '.json')

/**
 * Copies the workspace into `folder` and returns the entry of the copy, once it is checked and on disk.
 * @throws AppError `unavailable` when the copy does not pass its check
 */
export async function makeBackup(
  db: Database.Database,
  folder: string,
  request: { description: string | undefined; createdBy: string },
): Promise<BackupEntry> {
  const file = await backupTo(db, folder, 'manual')
  const description = request.description ?? `Manual backup created at ${new Date().toISOString()}`
  writeFileSync(noteOf(file), JSON.stringify({ description, created_by: request.createdBy }), { mode: 0o600 })
  return describeBackup(folder, path.basename(file))
}

/** Every complete backup in `folder`, newest first. */
export function listBackupsIn(folder: string): BackupEntry[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => backupName.test(name))
    .map((name) => describeBackup(folder, name))
    .sort((one, other) => (one.completed_at < other.completed_at ? 1 : -1))
}

/**
 * The path of a backup named by a client.
 * @throws AppError `invalid` for a name that tries to leave the folder; `not_found` when no backup has that name
 */
export function locateBackup(folder: string, filename: string): string {
  if (/\.\.|[/\\]/.test(filename)) throw new AppError('invalid', 'Invalid filename')
  const file = path.join(folder, filename)
  if (!backupName.test(filename) || !existsSync(file) || !lstatSync(file).isFile()) {
    throw new AppError('not_found', 'Backup file not found')
  }
  return file
}

/** Deletes a backup and the note beside it. @throws as locateBackup */
export function deleteBackup(folder: string, filename: string): void {
  const file = locateBackup(folder, filename)
  rmSync(file)
  rmSync(noteOf(file), { force: true })
}

function describeBackup(folder: string, filename: string): BackupEntry {
  const [, year, month, day, hour, minute, second, purpose = ''] = backupName.exec(filename)!
  const { size, mtime } = lstatSync(path.join(folder, filename))
  const { description, created_by } = readNote(path.join(folder, filename)) ?? {
    description: `Made by the program: ${purpose.replaceAll('-', ' ')}`,
    created_by: null,
  }
  return {
    filename,
    created_at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
    completed_at: mtime.toISOString(),
    description,
    created_by,
    status: 'completed',
    size_bytes: size,
    size,
    error: null,
    file_exists: true,
  }
}

function readNote(file: string): z.infer<typeof note> | undefined {
  const beside = noteOf(file)
  if (!existsSync(beside)) return undefined
  try {
    return note.parse(JSON.parse(readFileSync(beside, 'utf8')))
  } catch {
    // The note is a convenience: a damaged one must not hide the backup.
    return undefined
  }
}
