// What a column of the grid is: how its cell looks, what it is sorted, found and narrowed by, and how it is edited. Which
// columns are shown, in which order and how wide, is the column model's (column-model.ts).
import type { VNodeChild } from 'vue'
import type { ColumnFilter } from '../pipeline/filters.ts'

export type CellValue = string | number | null

/** One of the values that an option cell may take. */
export interface CellOption {
  value: CellValue
  label: string
  /** Shown fainter, after the label. */
  hint?: string
  /** Other names by which it is known, e.g. on the clipboard. */
  aliases?: readonly string[]
  /** Drawn before the label. */
  mark?: () => VNodeChild
  /** Why it cannot be chosen now; absent when it can. */
  refusal?: string | undefined
}

export type CellEditor<Row> =
  | { kind: 'option'; value: (row: Row) => CellValue; options: (row: Row) => CellOption[]; clearable: boolean }
  | { kind: 'day'; value: (row: Row) => string | null; clearable: boolean }
  /** Any number of the options, whose values are numbers. The cell's value is those in ascending order, joined by commas. */
  | { kind: 'set'; value: (row: Row) => string | null; options: (row: Row) => CellOption[]; clearable: boolean }

export interface GridColumn<Row> {
  id: string
  header: string
  /** Id of the group whose heading stands above it. */
  group: string
  /** Width in pixels; the one `flexible` column takes what is left over. */
  width: number
  flexible?: boolean
  /** Stays in place when the grid scrolls sideways; the declaration says so of a new view, the column model of this one. */
  pinned?: boolean
  /** Not shown in a new view. */
  initiallyHidden?: boolean
  /** Always shown: what a row is known by. */
  fixed?: boolean
  /** Longer than the heading, for lists of columns where the group does not tell them apart. */
  title?: string
  /** What the column is about, where a word needs it. */
  hint?: string
  align?: 'end'
  /** What rows are ordered by: texts by naturalKey where they hold numbers. Null comes last. */
  sortKey: (row: Row) => string | number | null
  /** What the cell says as plain text: for assistive technology, and to see whether it changed. */
  text: (row: Row) => string
  /** What is copied where that differs from `text` and from the label of the value. */
  copyText?: (row: Row) => string
  render: (row: Row) => VNodeChild
  /** Absent: rows cannot be narrowed by it. */
  filter?: ColumnFilter<Row>
  /** Absent: the cell cannot be edited. */
  editor?: CellEditor<Row>
}

export interface ColumnGroup {
  id: string
  header: string
}
