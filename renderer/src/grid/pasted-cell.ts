// A cell as it came from the clipboard: its text, and what the spreadsheet said about it that the text does not say.
export type DayOrder = 'day-month' | 'month-day'

export interface PastedCell {
  text: string
  /** The number behind the text when the cell is a date: days since the end of 1899, as spreadsheets count them. */
  serial?: number
  /** How the cell's number format orders day and month. */
  order?: DayOrder
}
export type PastedBlock = readonly (readonly PastedCell[])[]

export const asPasted = (rows: readonly (readonly string[])[]): PastedBlock =>
  rows.map((row) => row.map((text) => ({ text })))
