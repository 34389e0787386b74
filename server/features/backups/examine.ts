// Opens a copy and finds out whether it is whole and what it holds. Runs in the second thread: checking a large database
// takes seconds.
import type Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { entities } from '../../../shared/entities/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { asOneFile, findDamage } from '../../db/backup.ts'
import { APPLICATION_ID } from '../../db/open.ts'
import { openSqlite } from '../../db/sqlite.ts'
import type { TaskContext } from '../../jobs/task-context.ts'
import { verifyChain, FIRST_HASH, type Head } from '../../store/changes.ts'
import type { Examined } from './note.ts'

const READ_AT_ONCE = 1024 * 1024

/**
 * Checks the database at `file`: SQLite's own check, references, and the chain of its history.
 * @param finish turn the fresh copy of a live database into one file first
 * @throws AppError `unavailable` with what is wrong
 */
export function examine({ file, finish }: { file: string; finish: boolean }, context: TaskContext): Examined {
  const db = openSqlite(file, { readonly: !finish })
  try {
    distrust(db)
    if (finish) asOneFile(db)
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new AppError('unavailable', 'The copy is not of a PEARL workspace.')
    }
    return contentsOf(db, context)
  } catch (error) {
    throw asSentence(error)
  } finally {
    db.close()
  }
}

/** Settings for a file that may have been made by somebody else (https://www.sqlite.org/security.html). */
export function distrust(db: Database.Database): void {
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('mmap_size = 0')
}

/** Checks an opened database and counts its rows. @throws AppError `unavailable` with what is wrong */
export function contentsOf(db: Database.Database, context: TaskContext): Examined {
  const damage = findDamage(db)
  if (damage) throw new AppError('unavailable', `It did not pass its check (${damage}).`)
  context.expectWanted()
  const head = headOf(db)
  const { brokenAt } = verifyChain(db, head, (seq) => {
    if (seq % 1000 === 0) context.progress(seq, head.seq)
  })
  if (brokenAt !== null) {
    throw new AppError('unavailable', `Its history is not whole: entry ${brokenAt} does not fit the one before it.`)
  }
  return {
    schema: Number(db.pragma('user_version', { simple: true })),
    epoch: db.prepare('SELECT epoch FROM feed WHERE id = 1').pluck().get() as string,
    head,
    counts: countsOf(db),
  }
}

export const headOf = (db: Database.Database): Head =>
  (db.prepare('SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1').get() as Head | undefined) ?? {
    seq: 0,
    hash: FIRST_HASH,
  }

/** Rows by entity; an older schema may lack some. */
export function countsOf(db: Database.Database): Record<string, number> {
  const present = new Set(db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all())
  return Object.fromEntries(
    entities
      .filter(({ name }) => present.has(name))
      .map(({ name }) => [name, db.prepare(`SELECT count(*) FROM ${name}`).pluck().get() as number]),
  )
}

/** SHA-256 of a file that no database is open on, hexadecimal. */
export function digest({ file }: { file: string }, context: TaskContext): string {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(READ_AT_ONCE)
  const handle = openSync(file, 'r')
  try {
    for (;;) {
      context.expectWanted()
      const read = readSync(handle, buffer, 0, buffer.length, null)
      if (read === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, read))
    }
  } finally {
    closeSync(handle)
  }
}

/** What SQLite throws over a damaged file, as a sentence; anything else as it is. */
export function asSentence(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!code.startsWith('SQLITE_') || code === 'SQLITE_FULL') return error
  return new AppError('unavailable', `It cannot be read as a database (${code}).`)
}
