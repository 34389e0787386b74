// Reads every row of a table that a damaged file still gives. A page that cannot be read fails whichever query touches it, so
// the range of row ids is halved around the failure until what is left is single rows.
import type Database from 'better-sqlite3'

export type StoredRow = Record<string, unknown>

/** How many ids in a row may be unreadable before the rest of a table is given up. */
const LOOK_AHEAD = 10_000
/** A row with its place on a page takes more; an id beyond what the file could hold is damage itself. */
const SMALLEST_ROW = 40

/**
 * @param columns as they stand in SQL
 * @param onRow gets each row in the order of its id
 * @returns how many rows an index says there are, or null when nothing says so; the highest id that may be in use; and
 *   whether anything could not be read
 */
export function readReadable(
  db: Database.Database,
  table: string,
  columns: readonly string[],
  onRow: (row: StoredRow) => void,
): { expected: number | null; last: number; isBroken: boolean } {
  const names = columns.map((name) => `"${name}"`).join(', ')
  const range = db.prepare(
    `SELECT rowid AS "_row", ${names} FROM "${table}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid`,
  )
  let highest = 0
  let misses = 0
  let isBroken = false

  function span(from: number, to: number): void {
    let next = from
    if (misses > LOOK_AHEAD) return
    try {
      for (const { _row, ...row } of range.iterate(from, to) as Iterable<StoredRow & { _row: number }>) {
        onRow(row)
        misses = 0
        highest = next = _row
        next += 1
      }
    } catch (error) {
      if (!isDamage(error)) throw error
      isBroken = true
      if (next >= to) {
        misses += 1
        return
      }
      const middle = Math.floor((next + to) / 2)
      span(next, middle)
      span(middle + 1, to)
    }
  }

  const last = highestId(db, table)
  // A first pass reads up to the first failure; only then is it known how far to look when the end is unknown.
  if (last !== null) span(0, last)
  else {
    const readTo = firstFailure(db, table)
    span(0, readTo + LOOK_AHEAD)
  }
  return { expected: countOf(db, table), last: Math.max(last ?? 0, highest), isBroken }
}

const isDamage = (error: unknown) =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB|IOERR|ERROR)/.test(String(error.code))

function attempt(work: () => unknown): number | null {
  try {
    const value = work()
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}

/** The highest row id of a table, from wherever it can still be read. */
function highestId(db: Database.Database, table: string): number | null {
  const counted = attempt(() => db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table))
  const found = attempt(() => db.prepare(`SELECT coalesce(max(rowid), 0) FROM "${table}"`).pluck().get())
  const indexed = indexesOf(db, table).map((index) =>
    attempt(() => db.prepare(`SELECT max(rowid) FROM "${table}" INDEXED BY "${index}"`).pluck().get()),
  )
  const most = (pragma(db, 'page_count') * pragma(db, 'page_size')) / SMALLEST_ROW
  const known = [counted, found, ...indexed].filter((value) => value !== null && value <= most) as number[]
  return known.length === 0 ? null : Math.max(...known)
}

const pragma = (db: Database.Database, name: string) => db.pragma(name, { simple: true }) as number

function countOf(db: Database.Database, table: string): number | null {
  const counts = indexesOf(db, table).map((index) =>
    attempt(() => db.prepare(`SELECT count(*) FROM "${table}" INDEXED BY "${index}"`).pluck().get()),
  )
  const known = counts.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Names of the indexes that hold every row. */
function indexesOf(db: Database.Database, table: string): string[] {
  const sql = 'SELECT name FROM pragma_index_list(?) WHERE NOT partial'
  try {
    return db.prepare(sql).pluck().all(table) as string[]
  } catch (error) {
    if (isDamage(error)) return []
    throw error
  }
}

function firstFailure(db: Database.Database, table: string): number {
  let read = 0
  try {
    for (const id of db.prepare(`SELECT rowid FROM "${table}" ORDER BY rowid`).pluck().iterate()) read = id as number
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  return read
}
