// From every earlier schema to the newest: rows are kept, a failure undoes everything, and what the declarations say is
// what the file has.
import Database from 'better-sqlite3'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { knownVersion, migrateDatabase, migrationsFolder } from '../../../server/db/migrate.ts'
import { openDatabase } from '../../../server/db/open.ts'
import * as privateTables from '../../../server/db/tables.ts'
import { entities } from '../../../shared/entities/index.ts'
import { openTestStore, temporaryFolder } from '../../helpers/test-store.ts'

interface Journal {
  entries: { idx: number; tag: string }[]
}
const journalOf = (folder: string) => path.join(folder, 'meta', '_journal.json')
const readJournal = (folder: string) => JSON.parse(readFileSync(journalOf(folder), 'utf8')) as Journal

/** A folder with the first `count` migrations, and after them one with this SQL. */
function migrations(count: number, extra?: string): string {
  const folder = path.join(temporaryFolder(), 'migrations')
  cpSync(migrationsFolder, folder, { recursive: true })
  const journal = readJournal(folder)
  journal.entries = journal.entries.slice(0, count)
  if (extra !== undefined) {
    const tag = 'extra'
    writeFileSync(path.join(folder, `${tag}.sql`), extra)
    journal.entries.push({ ...journal.entries[0]!, idx: count, tag })
  }
  writeFileSync(journalOf(folder), JSON.stringify(journal))
  return folder
}

function open(directory: string, known = knownVersion()): Database.Database {
  const db = openDatabase({ directory, knownVersion: known })
  onTestFinished(() => void db.close())
  return db
}

const tableNames = (db: Database.Database) =>
  db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .pluck()
    .all() as string[]

/** A row in every table, with whatever its columns need; the ids agree, so references hold. */
function fill(db: Database.Database): void {
  db.pragma('foreign_keys = OFF')
  for (const name of tableNames(db)) {
    const columns = db.pragma(`table_info(${name})`) as { name: string; type: string }[]
    const values = columns.map(({ name: column, type }) => (type === 'INTEGER' ? 1 : `${name}.${column}`))
    db.prepare(`INSERT INTO ${name} VALUES (${values.map(() => '?').join(', ')})`).run(...values)
  }
  db.pragma('foreign_keys = ON')
  expect(db.pragma('foreign_key_check')).toEqual([])
}

const contents = (db: Database.Database) =>
  Object.fromEntries(tableNames(db).map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]))

describe('from every earlier schema', () => {
  test.each(Array.from({ length: knownVersion() - 1 }, (_, index) => index + 1))(
    'schema %d reaches the newest with every row it had, after a backup of them',
    async (version) => {
      const directory = temporaryFolder()
      const backups = path.join(directory, 'backups')
      const earlier = openDatabase({ directory, knownVersion: version })
      await migrateDatabase(earlier, { backups, folder: migrations(version) })
      fill(earlier)
      const before = contents(earlier)
      earlier.close()

      const db = open(directory)
      expect(await migrateDatabase(db, { backups })).toEqual({ from: version, to: knownVersion() })
      expect(contents(db)).toMatchObject(before)
      expect(db.pragma('user_version', { simple: true })).toBe(knownVersion())
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')

      const [name] = readdirSync(backups)
      const backup = new Database(path.join(backups, name!), { readonly: true })
      onTestFinished(() => void backup.close())
      expect(backup.pragma('user_version', { simple: true })).toBe(version)
      expect(contents(backup)).toEqual(before)
    },
  )

  test('nothing is done, and no backup made, when there is nothing to do', async () => {
    const { db, directory } = await openTestStore()
    const backups = path.join(directory, 'backups')
    expect(await migrateDatabase(db, { backups })).toEqual({ from: knownVersion(), to: knownVersion() })
    expect(existsSync(backups)).toBe(false)
  })
})

describe('a migration that fails', () => {
  test.each([
    ['in its SQL', `UPDATE studies SET study_title = 'half done';--> statement-breakpoint\nNOT SQL`, /syntax error/],
    ['because rows would lose what they refer to', 'DELETE FROM studies', /refer to rows that are gone/],
  ])('%s is undone and says where the backup is', async (_name, sql, reason) => {
    const directory = temporaryFolder()
    const backups = path.join(directory, 'backups')
    const db = open(directory)
    await migrateDatabase(db, { backups })
    fill(db)
    const before = contents(db)

    const failing = migrateDatabase(db, { backups, folder: migrations(knownVersion(), sql) })
    await expect(failing).rejects.toThrow(reason)
    const [name] = readdirSync(backups)
    await expect(failing).rejects.toThrow(path.join(backups, name!))

    expect(contents(db)).toEqual(before)
    expect(db.pragma('user_version', { simple: true })).toBe(knownVersion())
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(db.inTransaction).toBe(false)
    db.close()
    open(directory)
  })

  test('leaves the workspace alone when the backup cannot be made', async () => {
    const directory = temporaryFolder()
    const db = open(directory)
    await migrateDatabase(db, { backups: path.join(directory, 'backups') })
    const folder = migrations(knownVersion(), 'DROP TABLE studies')
    const inTheWay = path.join(directory, 'a-file')
    writeFileSync(inTheWay, '')
    await expect(migrateDatabase(db, { backups: inTheWay, folder })).rejects.toThrow()
    expect(tableNames(db)).toContain('studies')
  })

  test('a table rebuilt by a migration keeps its children', async () => {
    const directory = temporaryFolder()
    const backups = path.join(directory, 'backups')
    const db = open(directory)
    await migrateDatabase(db, { backups })
    fill(db)
    const rebuild = [
      'CREATE TABLE new_packages AS SELECT * FROM packages',
      'DROP TABLE packages',
      `CREATE TABLE packages (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, version integer DEFAULT 1 NOT NULL, created_at text NOT NULL,
       updated_at text NOT NULL, package_name text NOT NULL, study_indication text, therapeutic_area text, description text) STRICT`,
      'INSERT INTO packages SELECT * FROM new_packages',
      'DROP TABLE new_packages',
    ]
    const before = contents(db)
    await migrateDatabase(db, {
      backups,
      folder: migrations(knownVersion(), rebuild.join(';--> statement-breakpoint\n')),
    })
    expect(contents(db)).toEqual(before)
  })
})

const declared: SQLiteTable[] = [...entities.map((entity) => entity.table), ...Object.values(privateTables)]

describe('the migrated file is what is declared', () => {
  test('has the declared tables and no others', async () => {
    const { db } = await openTestStore()
    expect(tableNames(db)).toEqual(declared.map((table) => getTableConfig(table).name).sort())
  })

  test.each(declared.map((table) => [getTableConfig(table).name, table] as const))('%s', async (name, table) => {
    const { db } = await openTestStore()
    const { columns, foreignKeys } = getTableConfig(table)
    const actual = db.pragma(`table_info(${name})`) as { name: string; type: string; notnull: number; pk: number }[]
    expect(actual.map((column) => [column.name, column.type.toLowerCase(), column.notnull === 1])).toEqual(
      columns.map((column) => [column.name, column.getSQLType(), column.notNull]),
    )

    const references = db.pragma(`foreign_key_list(${name})`) as Record<'table' | 'from' | 'to' | 'on_delete', string>[]
    expect(references.map((key) => `${key.from} -> ${key.table}.${key.to}`).sort()).toEqual(
      foreignKeys
        .map((key) => key.reference())
        .map(({ columns: [from], foreignTable, foreignColumns: [to] }) => {
          return `${from!.name} -> ${getTableConfig(foreignTable).name}.${to!.name}`
        })
        .sort(),
    )
    // Children are removed through the store, each with an entry of its own: nothing may vanish by cascade.
    expect(references.filter((key) => key.on_delete !== 'NO ACTION')).toEqual([])

    const { strict } = (db.pragma('table_list') as { name: string; strict: number }[]).find((one) => one.name === name)!
    expect(strict).toBe(1)
  })

  test('ids are never used twice', async () => {
    const { db } = await openTestStore()
    for (const { name } of entities) {
      const sql = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(name) as string
      expect(sql, name).toMatch(/AUTOINCREMENT/)
    }
  })
})
