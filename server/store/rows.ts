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

/** Inserts and returns the row with its id and the table's defaults. */
export function insertRow<E extends Entity>(db: Database.Database, entity: E, values: Stored): RowOf<E> {
  const names = entity.columns.filter((column) => values[column] !== undefined)
  const sql = `INSERT INTO ${entity.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) RETURNING *`
  return decodeRow(entity, prepared<Stored>(db, sql).get(...names.map((name) => encode(values[name])))!)
}

/** Writes the named columns of one row. */
export function updateRow(db: Database.Database, entity: Entity, id: number, values: Stored): void {
  const names = Object.keys(values)
  const sql = `UPDATE ${entity.name} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`
  prepared(db, sql).run(...names.map((name) => encode(values[name])), id)
}

export function deleteRow(db: Database.Database, entity: Entity, id: number): void {
  prepared(db, `DELETE FROM ${entity.name} WHERE id = ?`).run(id)
}
