// The rows of one entity as this window knows them, by id. A row is replaced only by a higher version, and a deleted one
// comes back only with a version beyond the deleted, as an undo gives it; so lists, replies and change frames may arrive in
// any order. Rows and their table are replaced, never altered: what has not changed keeps its identity.
import { markRaw, shallowRef } from 'vue'
import type { Row } from '../api/shapes.ts'
import { RowTable } from './row-table.ts'

/** `row` null: deleted; `version` is then the one that was deleted, the held one when absent. */
export interface RowChange<T extends Row> {
  id: number
  row: T | null
  version?: number
}

export interface Collection<T extends Row> {
  /** Reactive: whoever reads it is told when the table is replaced. */
  readonly rows: RowTable<T>
  get(id: number | null | undefined): T | undefined
  /** Applies changes in their order; true when anything was new. Dependents are told once. */
  apply(changes: Iterable<RowChange<T>>): boolean
  /** Merges rows that were read from the host. */
  merge(rows: Iterable<T>): boolean
  /** Starts over with these rows: after history changed, or for another effort. */
  replaceAll(rows: Iterable<T>): void
}

export function createCollection<T extends Row>(): Collection<T> {
  const rows = shallowRef(RowTable.of<T>([]))
  /** The version that was deleted, by id. */
  const removed = new Map<number, number>()

  function apply(changes: Iterable<RowChange<T>>): boolean {
    const table = rows.value
    const fresh = new Map<number, T>()
    const gone = new Set<number>()
    for (const { id, row, version } of changes) {
      const held = gone.has(id) ? undefined : (fresh.get(id) ?? table.get(id))
      if (row === null) {
        const last = version ?? held?.version ?? Infinity
        if (held && held.version > last) continue
        removed.set(id, Math.max(last, removed.get(id) ?? 0))
        fresh.delete(id)
        if (table.has(id)) gone.add(id)
      } else if (row.version > (held?.version ?? removed.get(id) ?? 0)) {
        removed.delete(id)
        gone.delete(id)
        fresh.set(id, row)
      }
    }
    if (fresh.size === 0 && gone.size === 0) return false
    rows.value = table.with(fresh.values(), gone)
    return true
  }

  return markRaw({
    get rows() {
      return rows.value
    },
    get: (id) => (id == null ? undefined : rows.value.get(id)),
    apply,
    merge: (list) => apply(Array.from(list, (row) => ({ id: row.id, row }))),
    replaceAll(list) {
      removed.clear()
      rows.value = RowTable.of([...new Map(Array.from(list, (row) => [row.id, row])).values()])
    },
  })
}
