// Makes the file that a restore puts in place: a new database by our own migrations, into which the rows of the backup are
// copied table by table. Nothing of the file's schema is taken over, so its triggers never run; STRICT tables, references,
// our own checks and the chain of the history decide whether the rows may stay. Runs in the second thread.
import type Database from 'better-sqlite3'
import { getTableColumns } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { entities } from '../../../shared/entities/index.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import { asOneFile, removeDatabaseFile } from '../../db/backup.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { APPLICATION_ID } from '../../db/open.ts'
import { forOwnerOnly } from '../../db/private-file.ts'
import { openSqlite } from '../../db/sqlite.ts'
import type { TaskContext } from '../../jobs/task-context.ts'
import { readRows } from '../../store/rows.ts'
import { asSentence, contentsOf, distrust } from './examine.ts'
import type { Examined } from './note.ts'
import { columnsOf, expectOurTables, foreignObjects, openSource, tablesOf, takeCopy, type Source } from './source.ts'

/** What belongs to the host and not to its history: never taken from a file. */
export const ofTheHost = new Set(['feed', 'sessions', 'idempotency_keys', 'hosting', 'access_requests'])

export interface Prepared extends Examined {
  /** Schema that the file had. */
  schema_before: number
  people: { username: string; role: string; is_active: boolean; can_sign_in: boolean }[]
  newest_change: { at: string; by: string } | null
  ignored: string[]
}

/**
 * Puts a workspace with the rows of `source` at `target`, brought to the newest schema; its epoch is that of the backup.
 * @throws AppError with the reason why the file cannot be restored; nothing is then left behind
 */
export async function prepare(
  { source, target }: { source: Source; target: string },
  context: TaskContext,
): Promise<Prepared> {
  const copy = `${target}.source`
  let made: Database.Database | undefined
  try {
    takeCopy(source, copy, context)
    const { db: from, version } = openSource(copy)
    let ignored: string[]
    let epoch: unknown
    try {
      made = await newWorkspace(target, version)
      expectOurTables(from, made)
      ignored = foreignObjects(from, made)
      epoch = from.prepare('SELECT epoch FROM feed WHERE id = 1').pluck().get()
    } finally {
      from.close()
    }
    copyRows(made, copy, context)
    if (typeof epoch !== 'string') throw new AppError('invalid', 'The file does not say which history it belongs to.')
    const examined = await completeWorkspace(made, epoch, context)
    const prepared = {
      ...examined,
      schema_before: version,
      people: peopleOf(made),
      ignored,
      newest_change: newest(made),
    }
    made.close()
    return prepared
  } catch (error) {
    made?.close()
    removeDatabaseFile(target)
    throw asSentence(error)
  } finally {
    removeDatabaseFile(copy)
  }
}

/** A new file with our own schema of that version and no rows; it counts only once it is whole and flushed. */
export async function newWorkspace(target: string, version: number): Promise<Database.Database> {
  forOwnerOnly(target)
  const made = openSqlite(target)
  try {
    distrust(made)
    made.pragma(`application_id = ${APPLICATION_ID}`)
    made.pragma('synchronous = OFF')
    await migrateDatabase(made, { upTo: version })
    return made
  } catch (error) {
    made.close()
    throw error
  }
}

/** Brings a file with rows to the newest schema and checks that it may be a workspace. @throws AppError with what is wrong */
export async function completeWorkspace(
  made: Database.Database,
  epoch: string,
  context: TaskContext,
): Promise<Examined> {
  await migrateDatabase(made, {})
  made.prepare('INSERT INTO feed (id, epoch) VALUES (1, ?)').run(epoch)
  expectKnownValues(made)
  expectAdministrator(made)
  const examined = contentsOf(made, context)
  asOneFile(made)
  return examined
}

function copyRows(db: Database.Database, copy: string, context: TaskContext): void {
  db.pragma('foreign_keys = OFF')
  db.prepare('ATTACH ? AS source').run(copy)
  const tables = tablesOf(db).filter((table) => !ofTheHost.has(table))
  try {
    db.transaction(() => {
      for (const [index, table] of tables.entries()) {
        context.progress(index, tables.length)
        copyTable(db, table)
      }
      // Ids that were given once are not given again, also those of rows that are gone.
      db.exec('DELETE FROM main.sqlite_sequence')
      const next = db.prepare('INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)')
      for (const { name, seq } of sequencesOf(db)) if (tables.includes(name)) next.run(name, seq)
    })()
  } finally {
    db.exec('DETACH source')
    db.pragma('foreign_keys = ON')
  }
}

function copyTable(db: Database.Database, table: string): void {
  const columns = columnsOf(db, table)
    .map(({ name }) => `"${name}"`)
    .join(', ')
  const order = table === 'changes' ? 'seq' : 'rowid'
  try {
    db.exec(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM source."${table}" ORDER BY ${order}`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('SQLITE_CONSTRAINT')) throw error
    throw new AppError('invalid', `The file was altered outside PEARL: its ${table} hold what they cannot (${code}).`)
  }
}

function sequencesOf(db: Database.Database): { name: string; seq: number }[] {
  const isThere = db.prepare(`SELECT 1 FROM source.sqlite_schema WHERE name = 'sqlite_sequence'`).get()
  if (!isThere) return []
  return db
    .prepare(`SELECT name, seq FROM source.sqlite_sequence WHERE typeof(name) = 'text' AND typeof(seq) = 'integer'`)
    .all() as { name: string; seq: number }[]
}

/**
 * SQLite knows types; the few values that a choice or a switch may have are known to the declarations only. Gives a condition
 * for every such column of a table, e.g. `"role" NOT IN (...)`, with its parameter.
 */
export function* unknownValues(table: SQLiteTable): Generator<{ column: string; condition: string; allowed: string }> {
  for (const { name, enumValues, dataType } of Object.values(getTableColumns(table))) {
    const allowed: readonly unknown[] | undefined =
      (enumValues as string[] | undefined) ?? (dataType === 'boolean' ? [0, 1] : undefined)
    if (!allowed || allowed.length === 0) continue
    const condition = `"${name}" NOT IN (SELECT value FROM json_each(?))`
    yield { column: name, condition, allowed: JSON.stringify(allowed) }
  }
}

function expectKnownValues(db: Database.Database): void {
  for (const { table, name: entity } of entities) {
    for (const { column, condition, allowed } of unknownValues(table)) {
      const wrong = db.prepare(`SELECT count(*) FROM ${entity} WHERE ${condition}`).pluck().get(allowed) as number
      if (wrong > 0) {
        throw new AppError(
          'invalid',
          `The file was altered outside PEARL: ${wrong} of its ${entity} have an unknown ${column}.`,
        )
      }
    }
  }
  const json = `SELECT count(*) FROM changes WHERE NOT json_valid(coalesce(before, '{}'))
    OR NOT json_valid(coalesce(after, '{}')) OR NOT json_valid(coalesce(context, '{}'))`
  if (db.prepare(json).pluck().get() !== 0) {
    throw new AppError('invalid', 'The file was altered outside PEARL: its history cannot be read.')
  }
}

/** @throws AppError `invalid` when nobody could manage what the file holds */
export function expectAdministrator(db: Database.Database): void {
  if (readRows(db, user, `role = 'ADMIN' AND is_active LIMIT 1`).length === 0) {
    throw new AppError('invalid', 'The file holds no active administrator: nobody could manage what it restores.')
  }
}

function peopleOf(db: Database.Database): Prepared['people'] {
  const withPassword = new Set(
    db.prepare('SELECT user_id FROM credentials WHERE password_hash IS NOT NULL').pluck().all() as number[],
  )
  return readRows(db, user, '1 ORDER BY username').map(({ id, username, role, is_active }) => ({
    username,
    role,
    is_active,
    can_sign_in: is_active && withPassword.has(id),
  }))
}

const newest = (db: Database.Database) =>
  (db.prepare('SELECT at, actor_name AS by FROM changes ORDER BY seq DESC LIMIT 1').get() as
    { at: string; by: string } | undefined) ?? null
