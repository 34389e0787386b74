// What a spreadsheet holds once it has been read: plain values, with the traces of what a program must not guess about (a
// formula without a result, an error, a date). The same for .xlsx and .csv, and safe to send between threads.

/** A calendar day of a cell that the file itself marks as a date, `YYYY-MM-DD`. */
export interface DayCell {
  day: string
}
/** A cell that has no usable value: `#REF!` and the like, or a formula that was never calculated. */
export interface FaultyCell {
  fault: string
}
export type SheetCell = string | number | boolean | null | DayCell | FaultyCell

export interface Sheet {
  name: string
  isHidden: boolean
  /** Rows from the first of the sheet on; blank cells at the end of a row and blank rows at the end are left out. */
  rows: SheetCell[][]
  /** Numbers of rows that the file hides, counted from 1 as spreadsheets show them. */
  hiddenRows: number[]
}

export interface Workbook {
  sheets: Sheet[]
  /** Whether serial numbers of days count from 1904 (files that began on a Mac). */
  since1904: boolean
  /** How a text file was read, e.g. `UTF-8` and `;`; null for a workbook. */
  text: { encoding: string; delimiter: string } | null
}

export const isDay = (cell: SheetCell | undefined): cell is DayCell =>
  typeof cell === 'object' && cell !== null && 'day' in cell
export const isFaulty = (cell: SheetCell | undefined): cell is FaultyCell =>
  typeof cell === 'object' && cell !== null && 'fault' in cell

/** The cell as a person reads it; '' for a blank one. */
export function cellText(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return 'day' in cell ? cell.day : cell.fault
  return typeof cell === 'string' ? cell.trim() : String(cell)
}

/** Whether there is nothing in it; blanks are nothing. */
export const isBlank = (cell: SheetCell | undefined): boolean => cellText(cell) === ''
