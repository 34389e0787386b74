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

type Shapes = Map<Entity, Map<string, Database.Statement<unknown[], Stored>>>
const inserts = new WeakMap<Database.Database, Shapes>()
const updates = new WeakMap<Database.Database, Shapes>()

/** The statement that writes just these columns. Callers send few combinations, so its SQL is put together once for each. */
function shaped(
  cache: WeakMap<Database.Database, Shapes>,
  db: Database.Database,
  entity: Entity,
  names: readonly string[],
  sql: () => string,
): Database.Statement<unknown[], Stored> {
  let shapes = cache.get(db)
  if (!shapes) cache.set(db, (shapes = new Map<Entity, Map<string, Database.Statement<unknown[], Stored>>>()))
  let statements = shapes.get(entity)
  if (!statements) shapes.set(entity, (statements = new Map<string, Database.Statement<unknown[], Stored>>()))
  const key = names.join()
  let statement = statements.get(key)
  if (!statement) statements.set(key, (statement = db.prepare<unknown[], Stored>(sql())))
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

/** Inserts and returns the row as SQLite stored it: with its id and the table's defaults. */
export function insertRow<E extends Entity>(db: Database.Database, entity: E, values: Stored): RowOf<E> {
  const names: string[] = []
  const bound: unknown[] = []
  for (const column of entity.columns) {
    if (values[column] === undefined) continue
    names.push(column)
    bound.push(encode(values[column]))
  }
  const statement = shaped(inserts, db, entity, names, () => {
    return `INSERT INTO ${entity.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) RETURNING *`
  })
  return decodeRow(entity, statement.get(...bound)!)
}

/** Writes the named columns of one row. */
export function updateRow(db: Database.Database, entity: Entity, id: number, values: Stored): void {
  const names = Object.keys(values)
  const statement = shaped(updates, db, entity, names, () => {
    return `UPDATE ${entity.name} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`
  })
  statement.run(...names.map((name) => encode(values[name])), id)
}

/** Removes one row. */
export function deleteRow(db: Database.Database, entity: Entity, id: number): void {
  prepared(db, `DELETE FROM ${entity.name} WHERE id = ?`).run(id)
}
