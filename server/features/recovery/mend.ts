// Makes salvaged rows fit together: what no declaration allows goes, rows that are missing are put together from the history,
// which keeps each as it was last written, and what refers to rows that are gone lets go of them or goes too.
import type Database from 'better-sqlite3'
import type { Entity } from '../../../shared/entity.ts'
import { entities } from '../../../shared/entities/index.ts'
import { unknownValues } from '../backups/prepare.ts'
import { columnsOf } from '../backups/source.ts'

/** Removes rows with a value that its column never has. */
export function dropUnknownValues(db: Database.Database, present: ReadonlySet<string>): void {
  for (const { name, table } of entities.filter((each) => present.has(each.name))) {
    const columns = new Set(columnsOf(db, name).map((column) => column.name))
    for (const { column, condition, allowed } of unknownValues(table)) {
      if (columns.has(column)) db.prepare(`DELETE FROM ${name} WHERE ${condition}`).run(allowed)
    }
  }
}

interface Last {
  row_id: number
  action: string
  after: string | null
}

/**
 * Puts in rows of the history that are missing or older than it knows them.
 * @returns how many, and the ids of every row that should be there
 */
export function rebuildFromHistory(db: Database.Database, entity: Entity): { rebuilt: number; known: Set<number> } {
  const last = db
    .prepare(
      `SELECT row_id, action, after, max(seq) FROM changes WHERE entity = ? AND row_id > 0 GROUP BY row_id ORDER BY row_id`,
    )
    .all(entity.name) as Last[]
  const versionOf = db.prepare(`SELECT version FROM ${entity.name} WHERE id = ?`).pluck()
  const known = new Set<number>()
  let rebuilt = 0
  for (const { row_id, action, after } of last) {
    if (action === 'delete' || after === null) continue
    known.add(row_id)
    const row = JSON.parse(after) as Record<string, unknown>
    const version = versionOf.get(row_id) as number | undefined
    if (version !== undefined && version >= Number(row.version)) continue
    if (put(db, entity, row, version !== undefined)) rebuilt += 1
  }
  return { rebuilt, known }
}

function put(db: Database.Database, entity: Entity, row: Record<string, unknown>, isThere: boolean): boolean {
  const names = entity.columns.filter((name) => row[name] !== undefined)
  const values = names.map((name) => (typeof row[name] === 'boolean' ? Number(row[name]) : row[name]))
  const sql = isThere
    ? `UPDATE ${entity.name} SET ${names.map((name) => `"${name}" = ?`).join(', ')} WHERE id = ?`
    : `INSERT INTO ${entity.name} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
  return isTaken(() => db.prepare(sql).run(...values, ...(isThere ? [row.id] : [])))
}

/** Whether a row was taken; false when its table does not allow it. */
export function isTaken(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('SQLITE_CONSTRAINT') && !code.startsWith('SQLITE_MISMATCH')) throw error
    return false
  }
}

interface Orphan {
  table: string
  rowid: number
  fkid: number
}

/** Until nothing refers to a row that is gone. */
export function releaseOrphans(db: Database.Database): void {
  for (;;) {
    const orphans = db.pragma('foreign_key_check') as Orphan[]
    if (orphans.length === 0) return
    for (const { table, rowid, fkid } of orphans) {
      const column = (db.pragma(`foreign_key_list("${table}")`) as { id: number; from: string }[]).find(
        ({ id }) => id === fkid,
      )!.from
      const isNeeded = columnsOf(db, table).some(({ name, notnull }) => name === column && notnull === 1)
      const letGo = () => db.prepare(`UPDATE "${table}" SET "${column}" = NULL WHERE rowid = ?`).run(rowid)
      if (isNeeded || !isTaken(letGo)) db.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid)
    }
  }
}
