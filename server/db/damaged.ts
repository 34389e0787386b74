// The one refusal at start that a person can act on: the workspace's file is damaged. It names the file, so that whoever shows
// the sentence can offer what there is to restore from. The file is as it was found.
import type Database from 'better-sqlite3'
import { constants, copyFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'

export class DamagedWorkspace extends AppError {
  readonly file: string

  /** @param found what is wrong, as a phrase, e.g. `SQLITE_NOTADB` */
  constructor(file: string, found: string) {
    super(
      'unavailable',
      `${file} is damaged (${found}). It was left as it is: restore a backup of it, or take over what can still be read.`,
    )
    this.name = 'DamagedWorkspace'
    this.file = file
  }
}

/** What SQLite throws over a damaged file becomes the refusal that says so; anything else stays what it is. */
export function asDamaged(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') ? new DamagedWorkspace(file, code) : error
}

/**
 * Closes the database of a damaged file so that file and write-ahead log stay byte for byte what they were: by itself SQLite
 * would move the log into the file, and what a salvage can read of either would be less.
 */
export function closeUntouched(db: Database.Database, file: string): void {
  const sides = ['-wal', '']
  const hasLog = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  const kept = (side: string) => `${file}.untouched${side}`
  let isKept = false
  try {
    if (hasLog) for (const side of sides) copyFileSync(file + side, kept(side), constants.COPYFILE_FICLONE)
    isKept = hasLog
  } catch {
    // No room for it: SQLite then moves the log, which loses nothing that was committed.
    for (const side of sides) rmSync(kept(side), { force: true })
  }
  db.close()
  if (isKept) for (const side of sides) renameSync(kept(side), file + side)
}
