// A file to be written, as plain data: it is put together where the rows are and written in the second thread.
import type { ColumnKind } from '../../shared/spreadsheets/columns.ts'
import type { ExportMark } from '../../shared/spreadsheets/exported.ts'

export type WrittenCell = string | number | boolean | null

export interface WrittenColumn {
  header: string
  /** Days are written as dates, the rest as what they are. */
  kind: ColumnKind
  /** In characters. */
  width: number
  /** Values that the cell's drop-down offers. */
  choices?: readonly string[]
  /** Shown as a part of the row's identity: grey. */
  isIdentity?: boolean
}

export interface WorkbookPlan {
  sheet: string
  columns: readonly WrittenColumn[]
  rows: readonly (readonly WrittenCell[])[]
  /** Rows below the last one that have the drop-downs too, for those who add rows. */
  spareRows?: number
  /** A sheet of properties: when it was made, of what, by whom. */
  info?: { sheet: string; rows: readonly (readonly [string, string])[] }
  /** Lets the file come back: ids of the rows, in their order, and where they belong. */
  roundTrip?: { mark: ExportMark; ids: readonly number[] }
  /** A sheet of sentences for who fills the file in. */
  instructions?: readonly string[]
}
