// Makes a whole workspace of what a damaged file still gives: a new database by our own migrations, as for a restore, into
// which every readable row is copied. Rows that cannot be read come back from the history where it holds them. What is known
// to be lost is counted, table by table.
import type Database from 'better-sqlite3'
import { copyFileSync, existsSync } from 'node:fs'
import { entities } from '../../../shared/entities/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SalvagedTable } from '../../../shared/recovery.ts'
import { asOneFile, removeDatabaseFile } from '../../db/backup.ts'
import { knownVersion, migrateDatabase } from '../../db/migrate.ts'
import { forOwnerOnly } from '../../db/private-file.ts'
import { openSqlite } from '../../db/sqlite.ts'
import type { Head } from '../../store/changes.ts'
import { asSentence, contentsOf } from '../backups/examine.ts'
import { expectAdministrator, newWorkspace } from '../backups/prepare.ts'
import { columnsOf, tablesOf } from '../backups/source.ts'
import { createSalvagedHistory } from './history.ts'
import { lendFirstPage } from './first-page.ts'
import { dropUnknownValues, isTaken, rebuildFromHistory, releaseOrphans } from './mend.ts'
import { readReadable, type StoredRow } from './readable-rows.ts'

/** Of a running host, not of what people entered: begun anew. */
const passing = new Set(['feed', 'sessions', 'idempotency_keys'])
const unwatched = { expectWanted() {}, progress() {} }

export interface Salvaged {
  tables: SalvagedTable[]
  /** Up to where the history is as it was; null when all of it is. */
  whole_to: Head | null
}

/**
 * @param damaged the workspace's file, which nobody has open; only read, with its write-ahead log
 * @param lender an unlocked backup of the same workspace, in case the first page is gone
 * @throws AppError `unavailable` when so little can be read that there is no workspace in it
 */
export async function salvage(damaged: string, target: string, lender: string | null): Promise<Salvaged> {
  const copy = `${target}.source`
  let made: Database.Database | undefined
  try {
    const from = openDamaged(damaged, copy, lender)
    try {
      const version = Number(from.pragma('user_version', { simple: true }))
      if (version < 1 || version > knownVersion()) throw tooLittle()
      made = await newWorkspace(target, version)
      made.pragma('foreign_keys = OFF')
      const salvaged = await fill(made, from)
      made.pragma('foreign_keys = ON')
      expectAdministrator(made)
      contentsOf(made, unwatched)
      asOneFile(made)
      made.close()
      return salvaged
    } finally {
      from.close()
    }
  } catch (error) {
    made?.close()
    removeDatabaseFile(target)
    throw asSentence(error)
  } finally {
    removeDatabaseFile(copy)
  }
}

const tooLittle = () =>
  new AppError(
    'unavailable',
    'So little of the file can be read that no workspace can be made of it. Restore a backup; the file was left as it is.',
  )

/** Opens a private copy of the damaged file, with a first page that can be read. */
function openDamaged(damaged: string, copy: string, lender: string | null): Database.Database {
  for (const isLent of [false, true]) {
    removeDatabaseFile(copy)
    copyFileSync(damaged, copy)
    if (existsSync(`${damaged}-wal`)) copyFileSync(`${damaged}-wal`, `${copy}-wal`)
    forOwnerOnly(copy)
    if (isLent && (lender === null || !lendFirstPage(lender, copy))) break
    const db = openSqlite(copy)
    try {
      db.pragma('trusted_schema = OFF')
      if (tablesOf(db).includes('changes')) return db
    } catch {
      // Not even its schema can be read; a backup has the same one.
    }
    db.close()
  }
  throw tooLittle()
}

async function fill(made: Database.Database, from: Database.Database): Promise<Salvaged> {
  const counts = new Map<string, { read: number; expected: number | null }>()
  const there = new Set(tablesOf(from))
  const tables = tablesOf(made).filter((table) => !passing.has(table) && there.has(table))
  let entries = { read: 0, lost: 0, wholeTo: null as Head | null }
  made.transaction(() => {
    for (const table of tables) {
      const columns = columnsOf(made, table).map(({ name }) => name)
      if (table === 'changes') {
        const history = createSalvagedHistory(made, columns)
        const { last, isBroken } = readReadable(from, table, columns, history.take)
        entries = history.finish(last, isBroken)
      } else counts.set(table, copyReadable(made, from, table, columns))
    }
    const present = new Set(tables)
    dropUnknownValues(made, present)
    releaseOrphans(made)
  })()
  await migrateDatabase(made, {})
  made.pragma('foreign_keys = OFF')

  const results = made.transaction(() => {
    const rebuilt = new Map(entities.map((entity) => [entity.name, rebuildFromHistory(made, entity)]))
    releaseOrphans(made)
    return [...counts].map(([table, { read, expected }]): SalvagedTable => {
      const now = made.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number
      const should = Math.max(expected ?? 0, rebuilt.get(table)?.known.size ?? 0, read)
      return { table, read, rebuilt: rebuilt.get(table)?.rebuilt ?? 0, lost: Math.max(0, should - now) }
    })
  })()
  const { read, lost, wholeTo } = entries
  return { tables: [...results, { table: 'changes', read, rebuilt: 0, lost }], whole_to: wholeTo }
}

function copyReadable(made: Database.Database, from: Database.Database, table: string, columns: string[]) {
  const insert = made.prepare(
    `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  let read = 0
  const { expected, last } = readReadable(from, table, columns, (row: StoredRow) => {
    if (isTaken(() => insert.run(...columns.map((name) => row[name])))) read += 1
  })
  // Ids that were given once are not given again, also those of rows that are lost.
  made.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?').run(last, table)
  const sql = `INSERT INTO sqlite_sequence (name, seq) SELECT @table, @last FROM sqlite_schema
    WHERE name = @table AND sql LIKE '%AUTOINCREMENT%' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = @table)`
  if (last > 0) made.prepare(sql).run({ table, last })
  return { read, expected }
}
