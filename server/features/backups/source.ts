// Opens a file that somebody wants to restore, trusting nothing in it: it is worked on as a private copy, must be a database
// of ours of a schema we know, whole, and its tables must be exactly those that our migrations make.
import type Database from 'better-sqlite3'
import { closeSync, constants, copyFileSync, openSync, readSync, statSync } from 'node:fs'
import { AppError } from '../../../shared/errors.ts'
import { asOneFile } from '../../db/backup.ts'
import { knownVersion } from '../../db/migrate.ts'
import { APPLICATION_ID } from '../../db/open.ts'
import { forOwnerOnly } from '../../db/private-file.ts'
import { openSqlite } from '../../db/sqlite.ts'
import type { TaskContext } from '../../jobs/task-context.ts'
import { distrust } from './examine.ts'
import { unseal, type Opener } from './sealing.ts'

/** Largest file that is taken, in bytes. */
const MAX_SIZE = 2 * 1024 ** 3
const HEADER = 'SQLite format 3\0'

const refuse = (sentence: string) => new AppError('invalid', sentence)

export interface Source extends Opener {
  file: string
  isSealed: boolean
}

/** Puts a private copy of the backup at `target`, unlocked. @throws AppError when it is too large or not a database */
export function takeCopy({ file, isSealed, passphrase, key }: Source, target: string, context: TaskContext): void {
  if (statSync(file).size > MAX_SIZE)
    throw refuse('The file is larger than 2 GB. PEARL does not restore files of that size.')
  if (isSealed) unseal({ file, target, passphrase, key }, context)
  else {
    copyFileSync(file, target, constants.COPYFILE_FICLONE)
    forOwnerOnly(target)
  }
  const begin = Buffer.alloc(HEADER.length)
  const handle = openSync(target, 'r')
  try {
    readSync(handle, begin, 0, begin.length, 0)
  } finally {
    closeSync(handle)
  }
  if (begin.toString('latin1') !== HEADER)
    throw refuse('The file is not a PEARL workspace: it is not a database at all.')
}

/**
 * Opens the private copy.
 * @throws AppError `invalid` when it is not ours or newer than this program, `unavailable` when it is damaged
 */
export function openSource(copy: string): { db: Database.Database; version: number } {
  const db = openSqlite(copy)
  try {
    distrust(db)
    asOneFile(db)
    const version = Number(db.pragma('user_version', { simple: true }))
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID || version < 1) {
      throw refuse('The file is not a PEARL workspace: another program made it.')
    }
    if (version > knownVersion()) {
      throw refuse(
        `The file was written by a newer PEARL (schema ${version}, this program knows ${knownVersion()}). Update this program first.`,
      )
    }
    const found = db.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') throw new AppError('unavailable', `The file is damaged (${String(found)}).`)
    return { db, version }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Names of the ordinary tables: no views, virtual tables, or what belongs to those. */
export const tablesOf = (db: Database.Database): string[] =>
  db
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[]

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
  hidden: number
}
export const columnsOf = (db: Database.Database, table: string): Column[] =>
  db.prepare('SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?)').all(table) as Column[]

const shapeOf = (db: Database.Database, table: string) => JSON.stringify(columnsOf(db, table))

/** @throws AppError `invalid` naming the first table of ours that is missing or not as our migrations make it */
export function expectOurTables(source: Database.Database, ours: Database.Database): void {
  const present = new Set(tablesOf(source))
  for (const table of tablesOf(ours)) {
    if (!present.has(table)) throw refuse(`The file is not a whole PEARL workspace: it has no table ${table}.`)
    if (shapeOf(source, table) !== shapeOf(ours, table)) {
      throw refuse(`The file was altered outside PEARL: its table ${table} is not as PEARL makes it.`)
    }
  }
}

/** Names of whatever else the file's schema holds, e.g. `trigger make_admin`; none of it is taken over. */
export function foreignObjects(source: Database.Database, ours: Database.Database): string[] {
  const sql = `SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1`
  const known = new Set(ours.prepare(sql).pluck().all())
  return (source.prepare(sql).pluck().all() as string[]).filter((name) => !known.has(name))
}
