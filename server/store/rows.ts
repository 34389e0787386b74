// One row of an entity in SQLite and back: the statements each entity needs, made from its declaration and compiled once.
// SQLite has no booleans; they are turned into 0 and 1 here and nowhere else.
import type Database from 'better-sqlite3'
import type { Entity, RowOf } from '../../shared/entity.ts'
import { prepared } from '../db/statements.ts'

type Stored = Record<string, unknown>

/** A row as SQLite returned it, with its booleans restored. Changes the object it is given. */
export function decodeRow<E extends Entity>(entity: E, stored: Stored): RowOf<E> {
  for (const column of entity.booleans) if (stored[column] !== null) stored[column] = stored[column] !== 0
  return stored as RowOf<E>
}

const encode = (value: unknown) => (typeof value === 'boolean' ? Number(value) : (value ?? null))

/** Text as SQLite holds it: half a surrogate pair cannot be stored. */
export const storable = (value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)

const inserts = new WeakMap<Database.Database, Map<Entity, Database.Statement>>()
const updates = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** The kept statement for `key`; its SQL is put together once, not for every row. */
function kept<Key>(
  cache: WeakMap<Database.Database, Map<Key, Database.Statement>>,
  db: Database.Database,
  key: Key,
  sql: () => string,
): Database.Statement {
  let statements = cache.get(db)
  if (!statements) cache.set(db, (statements = new Map<Key, Database.Statement>()))
  let statement = statements.get(key)
  if (!statement) statements.set(key, (statement = db.prepare(sql())))
  return statement
}

/** The row with that id, or undefined. */
export function readRow<E extends Entity>(db: Database.Database, entity: E, id: number): RowOf<E> | undefined {
  const stored = prepared<Stored>(db, `SELECT * FROM ${entity.name} WHERE id = ?`).get(id)
  return stored && decodeRow(entity, stored)
}

/** Rows of one entity by a condition in SQL, e.g. `study_id = ? ORDER BY id`; one row can be read off it in the same way. */
export function readRows<E extends Entity>(
  db: Database.Database,
  entity: E,
  condition: string,
  ...parameters: unknown[]
): RowOf<E>[] {
  const rows = prepared<Stored>(db, `SELECT * FROM ${entity.name} WHERE ${condition}`).all(...parameters)
  return rows.map((stored) => decodeRow(entity, stored))
}

/**
 * Inserts and returns the row with its id and the declared defaults. It is put together here, not read back, which would
 * take as long as inserting it.
 */
export function insertRow<E extends Entity>(db: Database.Database, entity: E, values: Stored): RowOf<E> {
  const row: Stored = {}
  const bound: unknown[] = []
  for (const column of entity.columns) {
    const value = values[column] === undefined ? entity.defaults[column] : storable(values[column])
    row[column] = value
    bound.push(encode(value))
  }
  const statement = kept(inserts, db, entity as Entity, () => {
    return `INSERT INTO ${entity.name} (${entity.columns.join(', ')}) VALUES (${entity.columns.map(() => '?').join(', ')})`
  })
  row.id = Number(statement.run(...bound).lastInsertRowid)
  return row as RowOf<E>
}

/** Writes the named columns of one row. */
export function updateRow(db: Database.Database, entity: Entity, id: number, values: Stored): void {
  const names = Object.keys(values)
  const statement = kept(updates, db, `${entity.name}: ${names.join()}`, () => {
    return `UPDATE ${entity.name} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`
  })
  statement.run(...names.map((name) => encode(values[name])), id)
}

/** Removes one row. */
export function deleteRow(db: Database.Database, entity: Entity, id: number): void {
  prepared(db, `DELETE FROM ${entity.name} WHERE id = ?`).run(id)
}
