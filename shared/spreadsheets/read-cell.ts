// What one cell means in a column. Whatever is not certain is a question or a problem: a cell is never read as something
// that it may not be.
import { choiceOf, normalWord, type SheetColumn, type SheetValue } from './columns.ts'
import { cellText, isDay, isFaulty, type SheetCell } from './sheet.ts'
import { DAYS_TO_1904, readWrittenDay, type DayOrder } from './written-day.ts'

export type CellReading =
  | { kind: 'value'; value: SheetValue }
  /** A sentence for the person who brought the file. */
  | { kind: 'problem'; message: string }
  /** Day and month could be either way round. */
  | { kind: 'day-order' }
  /** A word that stands for none of the choices. */
  | { kind: 'unknown'; word: string }

export interface ReadingContext {
  dayOrder: DayOrder | null
  since1904: boolean
  /** What the person said that words of a column stand for, by column and normalised word. */
  answers: Readonly<Record<string, Readonly<Record<string, string | number | null>>>>
}

const value = (read: SheetValue): CellReading => ({ kind: 'value', value: read })
const problem = (message: string): CellReading => ({ kind: 'problem', message })

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'oui', 'si', '✓', 'done'])
const NO = new Set(['no', 'n', 'false', '0', '', '-', 'nein', 'non'])
/** Days that a tracker can be about, as serial numbers: 1954 to 2119. Other numbers in a column of days are a mistake. */
const SERIALS = { first: 20_000, last: 80_000 }
const NOTHING = new Set(['', 'n/a', 'na', 'tbd', 'tbc', '-', '--', 'none', 'not applicable'])

/** Reads a cell that is not blank. Values of `text` columns may be longer than the field takes; the host says so. */
export function readCell(column: SheetColumn, cell: SheetCell, context: ReadingContext): CellReading {
  if (isFaulty(cell)) return problem(`${column.header} is ${cell.fault}. Correct the cell, or paste its value.`)
  const text = cellText(cell)
  switch (column.kind) {
    case 'text':
      return value(text)
    case 'texts':
    case 'tags':
      return value(partsOf(text, column.kind))
    case 'person':
      return NOTHING.has(text.toLowerCase()) ? value(null) : value(text)
    case 'whole':
      return /^[+-]?\d+(\.0+)?$/.test(text)
        ? value(Number(text))
        : problem(`${column.header} is '${text}', which is not a whole number.`)
    case 'flag':
      return readFlag(column, text)
    case 'choice':
      return readChoice(column, text, context)
    case 'day':
      return readDay(column, cell, text, context)
  }
}

/** Footnotes may hold commas, so only semicolons and line breaks part them; tags are short and may be parted by commas. */
const partsOf = (text: string, kind: 'texts' | 'tags') => [
  ...new Set(
    text
      .split(kind === 'tags' ? /[;,\n]/ : /[;\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

function readFlag(column: SheetColumn, text: string): CellReading {
  const word = text.toLowerCase()
  if (YES.has(word)) return value(true)
  if (NO.has(word)) return value(false)
  return problem(`${column.header} is '${text}'. Write yes or no.`)
}

function readChoice(column: SheetColumn, text: string, { answers }: ReadingContext): CellReading {
  const choice = choiceOf(column.choices ?? [], text)
  if (choice) return value(choice.value)
  const answer = answers[column.key]?.[normalWord(text)]
  if (answer !== undefined) return value(answer)
  return NOTHING.has(text.toLowerCase()) ? value(null) : { kind: 'unknown', word: text }
}

function readDay(column: SheetColumn, cell: SheetCell, text: string, context: ReadingContext): CellReading {
  if (isDay(cell)) return value(cell.day)
  if (NOTHING.has(text.toLowerCase())) return value(null)
  const serial = typeof cell === 'number' ? cell + (context.since1904 ? DAYS_TO_1904 : 0) : undefined
  if (serial !== undefined && (serial < SERIALS.first || serial > SERIALS.last)) {
    return problem(`${column.header} is the number ${text}, which is not a date. Format the cell as a date.`)
  }
  const read = readWrittenDay(serial === undefined ? { text } : { text, serial }, context.dayOrder)
  if (read.kind === 'day') return value(read.day)
  if (read.kind === 'ambiguous') return { kind: 'day-order' }
  return problem(`${column.header} is '${text}', which is not a date. Write it as YYYY-MM-DD.`)
}
