// The backups in the workspace's folder: what is there and was checked, and only that. Names from outside are matched
// against the one form that backups have.
import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { BackupEntry } from '../../../shared/actions/backup.ts'
import { AppError } from '../../../shared/errors.ts'
import { PARTIAL } from '../../db/backup.ts'
import { noteOf, readName } from './names.ts'
import { readNote, type Note } from './note.ts'

/** Every checked backup in `folder`, newest first. */
export function listBackupsIn(folder: string): BackupEntry[] {
  return filesIn(folder)
    .flatMap((filename) => describeBackup(folder, filename) ?? [])
    .sort((one, other) => (one.completed_at < other.completed_at ? 1 : -1))
}

/** Names of files that look like backups and were not checked yet. */
export const uncheckedIn = (folder: string): string[] =>
  filesIn(folder).filter((filename) => readNote(path.join(folder, filename)) === undefined)

/**
 * The path of a backup named by a client.
 * @throws AppError `invalid` for a name that tries to leave the folder; `not_found` when no backup has that name
 */
export function locateBackup(folder: string, filename: string): string {
  if (/\.\.|[/\\\0]/.test(filename)) throw new AppError('invalid', 'Invalid filename')
  const file = path.join(folder, filename)
  if (!readName(filename) || !lstatSync(file, { throwIfNoEntry: false })?.isFile()) {
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

/** Removes what an interrupted copy left behind, and notes whose copy is gone. Only while no copy is being made. */
export function clearLeftovers(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder)
  const kept = new Set(names.filter(readName).map(noteOf))
  const isLeftOver = (name: string) =>
    name.includes(PARTIAL) || (/^pearl_backup_.*\.json$/.test(name) && !kept.has(name))
  const left = names.filter(isLeftOver)
  for (const name of left) rmSync(path.join(folder, name), { recursive: true, force: true })
  return left
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => readName(name) !== undefined) : []
}

/** The entry of one backup; undefined while it was not checked. */
export function describeBackup(folder: string, filename: string): BackupEntry | undefined {
  const name = readName(filename)
  const note = readNote(path.join(folder, filename))
  const stat = lstatSync(path.join(folder, filename), { throwIfNoEntry: false })
  if (!name || !note || !stat?.isFile()) return undefined
  return {
    filename,
    created_at: name.created_at,
    completed_at: stat.mtime.toISOString(),
    ...describe(note),
    size_bytes: stat.size,
    size: stat.size,
    file_exists: true,
    purpose: name.purpose,
    encrypted: name.isSealed,
  }
}

const describe = ({ description, created_by, error, verified_at, holds }: Note) => ({
  description,
  created_by,
  status: error === null ? ('completed' as const) : ('failed' as const),
  error,
  verified_at,
  schema: holds?.schema ?? null,
  counts: holds?.counts ?? {},
  head: holds?.head ?? null,
})
