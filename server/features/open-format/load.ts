// Makes a workspace of what was exported in the open format, in a folder that has none. Every file must be what the manifest
// says, every row what the schema allows, and the history unbroken: the same checks as for a backup that is restored.
import type Database from 'better-sqlite3'
import { createHash, randomUUID } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { findEntity } from '../../../shared/entities/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { flush, flushFolder, PARTIAL, removeDatabaseFile } from '../../db/backup.ts'
import { knownVersion } from '../../db/migrate.ts'
import { DATABASE_NAME } from '../../db/open.ts'
import type { TaskContext } from '../../jobs/task-context.ts'
import { asSentence } from '../backups/examine.ts'
import { completeWorkspace, newWorkspace, ofTheHost } from '../backups/prepare.ts'
import { columnsOf, tablesOf } from '../backups/source.ts'
import { fileOf, MANIFEST, manifest as manifestForm, type Manifest } from './manifest.ts'
import { unpack } from './zip.ts'

const LINE_FEED = 0x0a
/** In bytes; the longest row of the history is far shorter. */
const LONGEST_LINE = 64 * 1024 * 1024

const refuse = (sentence: string) => new AppError('invalid', sentence)

/**
 * @param source folder or `.zip` file
 * @param directory where the workspace is made; begun with a new epoch, since its history goes its own way from here
 * @throws AppError with the reason; no workspace is then left behind
 */
export async function load(
  { source, directory }: { source: string; directory: string },
  context: TaskContext,
): Promise<Manifest> {
  const target = path.join(directory, DATABASE_NAME)
  if (existsSync(target)) {
    throw new AppError('conflict', `There is a workspace in ${directory} already. Name a folder without one.`)
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const unpacked = lstatSync(source).isDirectory() ? null : mkdtempSync(path.join(directory, `load${PARTIAL}-`))
  const partial = path.join(directory, `${randomUUID()}${PARTIAL}`)
  try {
    if (unpacked) unpack(source, unpacked, (name) => /^[a-z_]+\.jsonl$/.test(name) || name === MANIFEST)
    const made = await build(unpacked ?? source, partial, context)
    flush(partial, 'r+')
    renameSync(partial, target)
    flushFolder(directory)
    return made
  } finally {
    removeDatabaseFile(partial)
    if (unpacked) rmSync(unpacked, { recursive: true, force: true })
  }
}

function readManifest(folder: string): Manifest {
  const file = path.join(folder, MANIFEST)
  if (!existsSync(file)) throw refuse(`There is no ${MANIFEST}: this is not a workspace in PEARL's open format.`)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw refuse(`${MANIFEST} cannot be read as JSON.`)
  }
  const parsed = manifestForm.safeParse(content)
  if (!parsed.success) throw refuse(`${MANIFEST} is not one of PEARL's open format, or of a newer version of it.`)
  if (parsed.data.schema > knownVersion()) {
    throw refuse(`It was exported by a newer PEARL (schema ${parsed.data.schema}). Update this program first.`)
  }
  return parsed.data
}

async function build(folder: string, target: string, context: TaskContext): Promise<Manifest> {
  const described = readManifest(folder)
  const db = await newWorkspace(target, described.schema)
  try {
    const tables = tablesOf(db).filter((table) => !ofTheHost.has(table))
    const unknown = described.files.find(({ table }) => !tables.includes(table))
    if (unknown) throw refuse(`${MANIFEST} names a table that PEARL does not have: ${unknown.table}.`)
    db.pragma('foreign_keys = OFF')
    for (const [index, table] of tables.entries()) {
      context.progress(index, tables.length)
      const entry = described.files.find((each) => each.table === table)
      if (!entry) throw refuse(`${MANIFEST} does not name the table ${table}.`)
      await readTable(db, folder, entry)
    }
    db.pragma('foreign_keys = ON')
    const { head } = await completeWorkspace(db, randomUUID(), context)
    if (head.seq !== described.head.seq || head.hash !== described.head.hash) {
      throw refuse('Its history is another one than the manifest says.')
    }
    return described
  } catch (error) {
    throw asSentence(error)
  } finally {
    db.close()
  }
}

type Entry = Manifest['files'][number]

async function readTable(db: Database.Database, folder: string, { table, rows, sha256, last_id }: Entry) {
  const file = path.join(folder, fileOf(table))
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw refuse(`${fileOf(table)} is missing.`)
  const columns = columnsOf(db, table).map(({ name }) => name)
  const sql = `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  const insert = db.prepare(sql)
  const hash = createHash('sha256')
  let read = 0
  db.exec('BEGIN')
  for await (const line of linesOf(file, (chunk) => hash.update(chunk))) {
    read += 1
    insertRow(insert, table, columns, line, read)
  }
  if (last_id !== null) {
    db.prepare('DELETE FROM sqlite_sequence WHERE name = ?').run(table)
    db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table, last_id)
  }
  db.exec('COMMIT')
  if (read !== rows || hash.digest('hex') !== sha256) {
    throw refuse(`${fileOf(table)} is not what the manifest says: it was altered or cut off.`)
  }
}

/** Lines end with a line feed and nothing else: JSON text may hold other characters that some take for the end of one. */
async function* linesOf(file: string, onChunk: (chunk: Buffer) => void): AsyncGenerator<string> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    onChunk(chunk)
    const held = Buffer.concat([rest, chunk])
    let from = 0
    for (let end = held.indexOf(LINE_FEED); end >= 0; end = held.indexOf(LINE_FEED, from)) {
      yield held.toString('utf8', from, end)
      from = end + 1
    }
    rest = held.subarray(from)
    if (rest.length > LONGEST_LINE) throw refuse(`${path.basename(file)} has a line that is too long.`)
  }
  if (rest.length > 0) yield rest.toString('utf8')
}

function insertRow(insert: Database.Statement, table: string, columns: string[], line: string, number: number): void {
  const place = `Line ${number} of ${fileOf(table)}`
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw refuse(`${place} cannot be read as JSON.`)
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw refuse(`${place} is not a JSON object.`)
  const fields = row as Record<string, unknown>
  const isComplete =
    columns.every((name) => Object.hasOwn(fields, name)) && Object.keys(fields).length === columns.length
  if (!isComplete) throw refuse(`${place} does not have exactly the fields of this schema.`)
  const booleans = findEntity(table)?.booleans ?? []
  const values = columns.map((name) => {
    const value = fields[name]
    return booleans.includes(name) && typeof value === 'boolean' ? Number(value) : value
  })
  try {
    insert.run(...values)
  } catch (error) {
    throw refuse(`${place} holds what it cannot: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
