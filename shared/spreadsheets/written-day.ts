// Days as spreadsheets write them, in a file or on the clipboard. Where day and month cannot be told apart, that is the
// answer: it is asked, never guessed.
import { addDays, dayOf, parseDay } from '../domain/days.ts'

export type DayOrder = 'day-month' | 'month-day'

/** What a spreadsheet says about a cell that may be a date. */
export interface WrittenDay {
  text: string
  /** The number behind the text when the cell is a date: days since the end of 1899, as spreadsheets count them. */
  serial?: number
  /** How the cell's number format orders day and month. */
  order?: DayOrder
}
export type DayReading = { kind: 'day'; day: string } | { kind: 'ambiguous' } | { kind: 'unknown' }

const day = (value: string | null): DayReading => (value === null ? { kind: 'unknown' } : { kind: 'day', day: value })
/** The 1904 count begins this many days later. */
export const DAYS_TO_1904 = 1462

/** Spreadsheets show years by their last two digits; the dates of a tracker are of this century. */
const fullYear = (year: string) => (year.length === 2 ? 2000 + Number(year) : Number(year))
/** Day 60 of the count is 29 February 1900, which never was: from then on, day 0 is 30 December 1899. */
const FIRST_SURE_SERIAL = 61
const LAST_SERIAL = 2_958_465

/** `answer` is what the person said about this file or paste, where it was asked. */
export function readWrittenDay({ text, serial, order }: WrittenDay, answer: DayOrder | null): DayReading {
  if (serial !== undefined && serial >= FIRST_SURE_SERIAL && serial <= LAST_SERIAL) {
    return day(addDays('1899-12-30', Math.floor(serial)))
  }
  // A time of day behind the date is not of interest.
  const input = text.trim().replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?Z?$/i, '')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(input)
  if (iso) return day(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])))
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(input)
  if (numeric) {
    const [, first, separator, second, year] = numeric as unknown as [string, string, string, string, string]
    const dayMonth = dayOf(fullYear(year), Number(second), Number(first))
    const monthDay = dayOf(fullYear(year), Number(first), Number(second))
    if (separator === '.') return day(dayMonth)
    if (dayMonth === null || monthDay === null || dayMonth === monthDay) return day(dayMonth ?? monthDay)
    const known = order ?? answer
    if (known === null) return { kind: 'ambiguous' }
    return day(known === 'day-month' ? dayMonth : monthDay)
  }
  return day(readNamed(input))
}

/** `12-Mar-26`, `12 March 2026`, `March 12, 2026`, `12MAR2026`. What is said relative to today is no date of a sheet. */
function readNamed(input: string): string | null {
  const dayFirst = /^(?:[a-z]+,? )?(\d{1,2})[-/. ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})$/i.exec(input)
  if (dayFirst) return parseDay(`${dayFirst[1]} ${dayFirst[2]} ${fullYear(dayFirst[3]!)}`)
  const monthFirst = /^(?:[a-z]+,? )?([a-z]{3,9}) (\d{1,2}),? (\d{4}|\d{2})$/i.exec(input)
  return monthFirst ? parseDay(`${monthFirst[2]} ${monthFirst[1]} ${fullYear(monthFirst[3]!)}`) : null
}
