// The rows of a sheet below its heading, each cell read by its column. Words that could not be read and dates that could be
// either way round are collected, so that each is asked once for the whole file.
import { normalWord, type SheetColumn, type SheetValue } from './columns.ts'
import type { Mapping } from './guess.ts'
import { readCell, type ReadingContext } from './read-cell.ts'
import { cellText, isBlank, type Sheet, type SheetCell } from './sheet.ts'

export interface ReadRow {
  /** As spreadsheets show it, from 1. */
  number: number
  /** Of the columns that are taken: null for a blank cell. */
  values: Record<string, SheetValue>
  problems: string[]
}

export interface Questions {
  /** Columns with dates that could be either way round, with some of them. */
  day_orders: { column: string; samples: string[] }[]
  /** Words of a column that stand for none of its choices, with how many rows have them. */
  words: { column: string; word: string; rows: number }[]
}

export interface ReadSheet {
  rows: ReadRow[]
  questions: Questions
  /** How the dates of a column were read where the file itself shows it: some can only be one way round. */
  day_order_found: 'day-month' | 'month-day' | null
}

const SAMPLES = 5

/** Whether a cell holds just what it held when the file was exported. */
export type Untouched = (cells: readonly SheetCell[], column: string, cell: SheetCell) => boolean

/**
 * @param headerRow from 0
 * @param isUntouched such cells are left out of the row where they cannot be read: nobody said anything about them
 */
export function readRows(
  sheet: Pick<Sheet, 'rows'>,
  columns: readonly SheetColumn[],
  headerRow: number,
  mapping: Mapping,
  context: ReadingContext,
  isUntouched: Untouched = () => false,
): ReadSheet {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const taken = Object.entries(mapping).flatMap(([index, key]) => {
    const column = byKey.get(key)
    return column && !column.isReadOnly ? [{ index: Number(index), column }] : []
  })
  const found = context.dayOrder ?? orderShown(sheet.rows.slice(headerRow + 1), taken)
  const withOrder = { ...context, dayOrder: found }
  const rows: ReadRow[] = []
  const ambiguous = new Map<string, string[]>()
  const words = new Map<string, { column: string; word: string; rows: number }>()

  for (let index = headerRow + 1; index < sheet.rows.length; index += 1) {
    const cells = sheet.rows[index]!
    if (taken.every((each) => isBlank(cells[each.index]))) continue
    const row: ReadRow = { number: index + 1, values: {}, problems: [] }
    for (const { index: position, column } of taken) readInto(row, column, cells, cells[position] ?? null)
    for (const { column } of taken) {
      if (column.isRequired && row.values[column.key] == null && row.problems.length === 0) {
        row.problems.push(`${column.header} is empty.`)
      }
    }
    rows.push(row)
  }
  return {
    rows,
    questions: {
      day_orders: [...ambiguous].map(([column, samples]) => ({ column, samples })),
      words: [...words.values()],
    },
    day_order_found: context.dayOrder === null ? found : null,
  }

  function readInto(row: ReadRow, column: SheetColumn, cells: readonly SheetCell[], cell: SheetCell): void {
    if (isBlank(cell)) {
      row.values[column.key] = null
      return
    }
    const reading = readCell(column, cell, withOrder)
    if (reading.kind === 'value') {
      row.values[column.key] = reading.value
    } else if (isUntouched(cells, column.key, cell)) {
      return
    } else if (reading.kind === 'problem') {
      row.problems.push(reading.message)
    } else if (reading.kind === 'day-order') {
      const samples = ambiguous.get(column.key) ?? []
      if (samples.length < SAMPLES && !samples.includes(cellText(cell))) samples.push(cellText(cell))
      ambiguous.set(column.key, samples)
      row.problems.push(
        `${column.header} '${cellText(cell)}' could be two days. Say whether the day or the month is first.`,
      )
    } else {
      const key = `${column.key}:${normalWord(reading.word)}`
      const seen = words.get(key) ?? { column: column.key, word: reading.word, rows: 0 }
      seen.rows += 1
      words.set(key, seen)
      row.problems.push(`${column.header} '${reading.word}' is none of ${choicesOf(column)}.`)
    }
  }
}

const choicesOf = (column: SheetColumn) => (column.choices ?? []).map(({ label }) => label).join(', ')

/** One order for the file, where its dates prove one and none proves the other: 25/03/2026 has its day first. */
function orderShown(rows: readonly SheetCell[][], taken: readonly { index: number; column: SheetColumn }[]) {
  const proved = new Set<'day-month' | 'month-day'>()
  for (const { index, column } of taken) {
    if (column.kind !== 'day') continue
    for (const cells of rows) {
      const numbers =
        typeof cells[index] === 'string' ? /^\s*(\d{1,2})[-/](\d{1,2})[-/]\d{2,4}/.exec(cells[index]) : null
      if (!numbers) continue
      if (Number(numbers[1]) > 12) proved.add('day-month')
      if (Number(numbers[2]) > 12) proved.add('month-day')
    }
  }
  return proved.size === 1 ? [...proved][0]! : null
}
