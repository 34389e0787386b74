// By which columns rows are ordered, the first counting most.
import type { GridColumn } from '../columns/columns.ts'
import { remember, type Answers } from './remember.ts'

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

/** Rows without a key come last, in either direction. */
function compare(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b === descending ? 1 : -1
}

/**
 * Puts places of a list in order. It starts from the order it found last time: after one change nearly all is sorted
 * already, which costs a comparison each. Equal rows keep the order of the list. Rules for columns that are not there are
 * passed over.
 */
export function createSorter<Row>() {
  let keys = new Map<GridColumn<Row>, Answers<Row, SortKey>>()
  let last: readonly number[] = []

  return (
    rows: readonly Row[],
    passes: (place: number) => boolean,
    columns: readonly GridColumn<Row>[],
    sorting: readonly Sorting[],
  ): readonly number[] => {
    const before = keys
    keys = new Map()
    const rules = sorting.flatMap(({ column: id, descending }) => {
      const column = columns.find((each) => each.id === id)
      if (!column) return []
      const answers = before.get(column) ?? remember(column.sortKey)
      keys.set(column, answers)
      return [{ keys: answers(rows), descending }]
    })
    const order: number[] = []
    if (rules.length === 0) {
      for (let place = 0; place < rows.length; place += 1) if (passes(place)) order.push(place)
      return (last = order)
    }
    const taken = new Uint8Array(rows.length)
    const take = (place: number) => {
      if (place >= rows.length || taken[place] || !passes(place)) return
      taken[place] = 1
      order.push(place)
    }
    last.forEach(take)
    for (let place = 0; place < rows.length; place += 1) take(place)
    order.sort((a, b) => {
      for (const rule of rules) {
        const difference = compare(rule.keys[a]!, rule.keys[b]!, rule.descending)
        if (difference !== 0) return difference
      }
      return a - b
    })
    return (last = order)
  }
}
