// Narrow and order in one pass over plain arrays: what the person asked to see, before what is on the screen is
// considered (held-order.ts). What was answered for a row is not asked again while the row stays as it is.
import type { GridColumn } from '../columns/columns.ts'
import type { Answers } from './remember.ts'
import { createSorter, type Sorting } from './sorting.ts'

/** Says of a row whether it is asked for. */
export type Predicate<Row> = (row: Row) => boolean

/** Every word must be found somewhere in the row's text. */
export function wordsOf(filter: string): string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean)
}

/** @param searchText lower-case text of all that can be found in the row */
export function containsWords<Row>(filter: string, searchText: (row: Row) => string): Predicate<Row> | null {
  const words = wordsOf(filter)
  return words.length === 0 ? null : (row) => words.every((word) => searchText(row).includes(word))
}

export interface PipelineInput<Row> {
  rows: readonly Row[]
  /** A row must pass all of them. */
  filters: readonly Answers<Row, boolean>[]
  columns: readonly GridColumn<Row>[]
  sorting: readonly Sorting[]
}

/** The rows that pass, in the order asked for; without one, in the order given. One pipeline serves one list over time. */
export function createPipeline<Row>(): (input: PipelineInput<Row>) => readonly Row[] {
  const sort = createSorter<Row>()
  return ({ rows, filters, columns, sorting }) => {
    if (filters.length === 0 && sorting.length === 0) return rows
    const answers = filters.map((filter) => filter(rows))
    const passes = (place: number) => answers.every((answer) => answer[place])
    return sort(rows, passes, columns, sorting).map((place) => rows[place]!)
  }
}
