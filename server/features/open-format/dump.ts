// Writes a whole workspace in the open format: a file of JSON lines for each table, and a manifest of them. Works on a private
// copy that nobody else has open.
import type Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { findEntity } from '../../../shared/entities/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { PARTIAL } from '../../db/backup.ts'
import { knownVersion, migrateDatabase } from '../../db/migrate.ts'
import { openSqlite } from '../../db/sqlite.ts'
import type { TaskContext } from '../../jobs/task-context.ts'
import { contentsOf, distrust } from '../backups/examine.ts'
import { ofTheHost } from '../backups/prepare.ts'
import { columnsOf, tablesOf } from '../backups/source.ts'
import { fileOf, MANIFEST, type Manifest } from './manifest.ts'
import { pack } from './zip.ts'

/** Text that is written at once, in characters. */
const CHUNK = 256 * 1024

/**
 * @param copy database of a workspace; brought to the newest schema first
 * @param target a folder that is not there yet, or a file that ends in `.zip`
 * @throws AppError `unavailable` when the copy is not whole
 */
export async function dump(
  { copy, target }: { copy: string; target: string },
  context: TaskContext,
): Promise<Manifest> {
  const isArchive = target.endsWith('.zip')
  const folder = isArchive ? mkdtempSync(path.join(path.dirname(target), `dump${PARTIAL}-`)) : target
  if (!isArchive) mkdirSync(folder, { mode: 0o700 })
  let isDone = false
  const db = openSqlite(copy)
  try {
    distrust(db)
    if (Number(db.pragma('user_version', { simple: true })) > knownVersion()) {
      throw new AppError('invalid', 'The workspace was written by a newer PEARL. Export it with that one.')
    }
    await migrateDatabase(db, {})
    const { schema, epoch, head } = contentsOf(db, context)
    const tables = tablesOf(db)
      .filter((table) => !ofTheHost.has(table))
      .sort()
    const files = tables.map((table, index) => {
      context.progress(index, tables.length)
      return writeTable(db, table, folder)
    })
    const made: Manifest = {
      format: 'pearl-open-format',
      format_version: 1,
      schema,
      made_at: new Date().toISOString(),
      epoch,
      head,
      files,
    }
    writeFileSync(path.join(folder, MANIFEST), `${JSON.stringify(made, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
    if (isArchive) pack(folder, [MANIFEST, ...files.map(({ name }) => name)], target)
    isDone = true
    return made
  } finally {
    db.close()
    if (isArchive || !isDone) rmSync(folder, { recursive: true, force: true })
  }
}

function writeTable(db: Database.Database, table: string, folder: string): Manifest['files'][number] {
  const columns = columnsOf(db, table).map(({ name }) => name)
  const booleans = findEntity(table)?.booleans ?? []
  const name = fileOf(table)
  const file = openSync(path.join(folder, name), 'wx', 0o600)
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  let text = ''
  const flush = () => {
    const chunk = Buffer.from(text)
    hash.update(chunk)
    bytes += writeSync(file, chunk)
    text = ''
  }
  try {
    const sql = `SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM "${table}" ORDER BY rowid`
    for (const row of db.prepare(sql).iterate() as Iterable<Record<string, unknown>>) {
      for (const column of booleans) if (row[column] !== null) row[column] = row[column] !== 0
      text += `${JSON.stringify(row)}\n`
      rows += 1
      if (text.length > CHUNK) flush()
    }
    flush()
  } finally {
    closeSync(file)
  }
  const last_id = db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table) as number | undefined
  return { name, table, rows, bytes, sha256: hash.digest('hex'), last_id: last_id ?? null }
}
