// By which columns rows are ordered, the first counting most. Each value is made once per row and kept with the row's
// identity: after one change, one key is new.
import type { GridColumn } from './columns.ts'

export interface Sorting {
  column: string
  descending: boolean
}
export type SortKey = string | number | null

/**
 * What a click on a heading does: upwards, downwards, then the order of the list again. With `add` (Shift) the other
 * columns stay, and a new one counts after them.
 */
export function toggleSorting(sorting: readonly Sorting[], column: string, add: boolean): Sorting[] {
  const held = sorting.find((each) => each.column === column)
  const next = held ? (held.descending ? null : { column, descending: true }) : { column, descending: false }
  if (!add) return next ? [next] : []
  if (!held) return [...sorting, next!]
  return sorting.flatMap((each) => (each.column === column ? (next ?? []) : each))
}

/** Orders by one column in this direction; with `add`, after those that are there. */
export function setSorting(sorting: readonly Sorting[], rule: Sorting, add: boolean): Sorting[] {
  if (!add) return [rule]
  const isHeld = sorting.some(({ column }) => column === rule.column)
  return isHeld ? sorting.map((each) => (each.column === rule.column ? rule : each)) : [...sorting, rule]
}

const keys = new WeakMap<object, WeakMap<object, { key: SortKey }>>()

/** The key of a row in a column, made once. A column declared anew starts over. */
function keyOf<Row extends object>(column: GridColumn<Row>) {
  let cache = keys.get(column)
  if (!cache) keys.set(column, (cache = new WeakMap()))
  return (row: Row): SortKey => {
    const held = cache.get(row)
    if (held) return held.key
    const key = column.sortKey(row)
    cache.set(row, { key })
    return key
  }
}

/** Rows without a key come last, in either direction. */
function compare(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b === descending ? 1 : -1
}

/** Equal rows keep the order they came in. Rules for columns that are not there are passed over. */
export function sortRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  sorting: readonly Sorting[],
): readonly Row[] {
  const rules = sorting.flatMap(({ column: id, descending }) => {
    const column = columns.find((each) => each.id === id)
    return column ? [{ key: keyOf(column), descending }] : []
  })
  if (rules.length === 0) return rows
  const keyed = rows.map((row) => ({ row, keys: rules.map(({ key }) => key(row)) }))
  keyed.sort((a, b) => {
    for (let index = 0; index < rules.length; index += 1) {
      const order = compare(a.keys[index]!, b.keys[index]!, rules[index]!.descending)
      if (order !== 0) return order
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}
