// Filter and order in one pass over plain arrays: what the person asked to see, before what is on the screen is
// considered (held-order.ts).
import type { GridColumn } from './columns.ts'

export interface Sorting {
  column: string
  descending: boolean
}

/** Rows without a key come last, in either direction. Equal rows keep the order they came in. */
export function sortRows<Row>(
  rows: readonly Row[],
  key: (row: Row) => string | number | null,
  descending: boolean,
): Row[] {
  const direction = descending ? -1 : 1
  const keyed = rows.map((row) => ({ row, key: key(row) }))
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0
    if (a.key === null) return 1
    if (b.key === null) return -1
    return a.key < b.key ? -direction : direction
  })
  return keyed.map(({ row }) => row)
}

/** Every word must be found somewhere in the row's text. */
export function wordsOf(filter: string): string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean)
}

export interface PipelineInput<Row> {
  rows: readonly Row[]
  /** Lower-case text of all that can be found in the row. */
  searchText: (row: Row) => string
  filter: string
  columns: readonly GridColumn<Row>[]
  sorting: Sorting | null
}

/** The rows that pass the filter, in the order asked for; without one, in the order given. */
export function runPipeline<Row>({ rows, searchText, filter, columns, sorting }: PipelineInput<Row>): readonly Row[] {
  const words = wordsOf(filter)
  const passing =
    words.length === 0 ? rows : rows.filter((row) => words.every((word) => searchText(row).includes(word)))
  const column = sorting && columns.find(({ id }) => id === sorting.column)
  return column ? sortRows(passing, column.sortKey, sorting.descending) : passing
}
