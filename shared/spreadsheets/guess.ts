// Which row is the heading and which column is what, guessed from the names that people use. A guess is shown and can be
// changed; nothing is taken because of one.
import { normalWord, type SheetColumn } from './columns.ts'
import { readCell } from './read-cell.ts'
import { cellText, isBlank, type Sheet, type SheetCell } from './sheet.ts'

/** Rows above the heading that files have: a title, who made it, a blank one. */
const ROWS_ABOVE = 25

/** Key of each column of a sheet by its index from 0; columns that are not taken are left out. */
export type Mapping = Record<number, string>

export interface Guess {
  /** Of the heading, from 0. */
  header_row: number
  mapping: Mapping
}

/**
 * The heading is the row in which the most columns are recognised; at equal numbers the first.
 * @param isOurs the file was exported from here: its columns are what they are called, whatever is below
 */
export function guessColumns(sheet: Pick<Sheet, 'rows'>, columns: readonly SheetColumn[], isOurs = false): Guess {
  let best: Guess = { header_row: firstFilled(sheet), mapping: {} }
  sheet.rows.slice(0, ROWS_ABOVE).forEach((row, header_row) => {
    const mapping = mapRow(row, columns)
    if (Object.keys(mapping).length > Object.keys(best.mapping).length) best = { header_row, mapping }
  })
  if (isOurs) return best
  const below = sheet.rows.slice(best.header_row + 1)
  const fitting = Object.entries(best.mapping).filter(([index, key]) => {
    const column = columns.find((each) => each.key === key)!
    return fits(
      column,
      below.map((row) => row[Number(index)] ?? null),
    )
  })
  return { ...best, mapping: Object.fromEntries(fitting) }
}

const NO_ANSWERS = { dayOrder: null, since1904: false, answers: {} }
/** Cells that decide whether a column holds what its heading says. */
const SAMPLE = 50

/** Whether the words below a heading can be what it names: 'Category' may head kinds of output, or chapters of a report. */
function fits(column: SheetColumn, cells: readonly SheetCell[]): boolean {
  if (column.kind !== 'choice') return true
  const filled = cells.filter((cell) => !isBlank(cell)).slice(0, SAMPLE)
  const isKnown = (cell: SheetCell) => readCell(column, cell, NO_ANSWERS).kind === 'value'
  return filled.length === 0 || filled.some(isKnown)
}

/** The columns of a heading. A column is taken once: by its own heading rather than by another name, else by the first. */
export function mapRow(row: readonly SheetCell[], columns: readonly SheetColumn[]): Mapping {
  const words = row.map((cell) => normalWord(cellText(cell)))
  const mapping: Mapping = {}
  const taken = new Set<string>()
  const take = (matches: (column: SheetColumn, word: string) => boolean) => {
    words.forEach((word, index) => {
      if (word === '' || mapping[index] !== undefined) return
      const column = columns.find((each) => !taken.has(each.key) && matches(each, word))
      if (!column) return
      mapping[index] = column.key
      taken.add(column.key)
    })
  }
  take((column, word) => normalWord(column.header) === word || normalWord(column.key) === word)
  take((column, word) => column.aliases.some((alias) => normalWord(alias) === word))
  return mapping
}

const firstFilled = ({ rows }: Pick<Sheet, 'rows'>) =>
  Math.max(
    0,
    rows.findIndex((row) => row.length > 0),
  )
