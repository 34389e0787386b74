// What an entity is: one Drizzle table, its names in sentences and events, and the zod schemas of what a client may send.
// Everything else (migration, store, REST, feed, client collections) is derived from these declarations, so a field is
// spelled once. Field names are snake_case in SQL, on the wire and here: there is no mapper anywhere.
import { getTableColumns, getTableName } from 'drizzle-orm'
import { integer, text, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'

/** The columns every entity has. Ids are never used twice. Timestamps are UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`; `version` counts the writes of the row. */
export const baseColumns = () => ({
  id: integer().primaryKey({ autoIncrement: true }),
  version: integer().notNull().default(1),
  created_at: text().notNull(),
  updated_at: text().notNull(),
})

interface BaseRow {
  id: number
  version: number
  created_at: string
  updated_at: string
}

export interface Declaration<T extends SQLiteTable, C extends z.ZodType, U extends z.ZodType> {
  table: T
  /** Prefix of its events: `study` gives `study_created`, `study_updated`, `study_deleted`. */
  event: string
  /** As it stands at the start of a sentence: `Study not found`. */
  label: string
  create: C
  update: U
}

export interface Entity<
  T extends SQLiteTable = SQLiteTable,
  C extends z.ZodType = z.ZodType,
  U extends z.ZodType = z.ZodType,
> extends Declaration<T, C, U> {
  /** The table's name, which is also the entity's name in change frames and in the audit trail. */
  name: string
  columns: readonly string[]
  booleans: readonly string[]
  /** What a column holds when a new row does not name it; null where nothing is declared. */
  defaults: Readonly<Record<string, unknown>>
}

export type RowOf<E extends Entity> = E['table']['$inferSelect'] & BaseRow
export type ValuesOf<E extends Entity> = Omit<E['table']['$inferInsert'], keyof BaseRow>
export type CreateOf<E extends Entity> = z.output<E['create']>
export type UpdateOf<E extends Entity> = z.output<E['update']>

/** Completes a declaration with what can be read off its table: name, column order, booleans and defaults. */
export function defineEntity<T extends SQLiteTable, C extends z.ZodType, U extends z.ZodType>(
  declaration: Declaration<T, C, U>,
): Entity<T, C, U> {
  const columns = getTableColumns(declaration.table)
  return {
    ...declaration,
    name: getTableName(declaration.table),
    columns: Object.values(columns).map((column) => column.name),
    booleans: Object.values(columns)
      .filter((column) => column.dataType === 'boolean')
      .map((column) => column.name),
    defaults: Object.fromEntries(Object.values(columns).map((column) => [column.name, column.default ?? null])),
  }
}
