// Narrow and order in one pass over plain arrays: what the person asked to see, before what is on the screen is
// considered (held-order.ts).
import type { GridColumn } from './columns.ts'
import { sortRows, type Sorting } from './sorting.ts'

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

/** Asked once per row and predicate: after one change of a row, one answer is new. */
export function remembered<Row extends object>(predicate: Predicate<Row>): Predicate<Row> {
  const answers = new WeakMap<Row, boolean>()
  return (row) => {
    let answer = answers.get(row)
    if (answer === undefined) answers.set(row, (answer = predicate(row)))
    return answer
  }
}

export interface PipelineInput<Row extends object> {
  rows: readonly Row[]
  /** A row must pass all of them. */
  predicates: readonly Predicate<Row>[]
  columns: readonly GridColumn<Row>[]
  sorting: readonly Sorting[]
}

/** The rows that pass, in the order asked for; without one, in the order given. */
export function runPipeline<Row extends object>({
  rows,
  predicates,
  columns,
  sorting,
}: PipelineInput<Row>): readonly Row[] {
  const passing = predicates.length === 0 ? rows : rows.filter((row) => predicates.every((passes) => passes(row)))
  return sortRows(passing, columns, sorting)
}
