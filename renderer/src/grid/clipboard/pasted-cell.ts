// A cell as it came from the clipboard: its text, and what the spreadsheet said about it that the text does not say.
import type { DayOrder, WrittenDay } from '../../../../shared/spreadsheets/written-day.ts'

export type { DayOrder }
export type PastedCell = WrittenDay
export type PastedBlock = readonly (readonly PastedCell[])[]

export const asPasted = (rows: readonly (readonly string[])[]): PastedBlock =>
  rows.map((row) => row.map((text) => ({ text })))
