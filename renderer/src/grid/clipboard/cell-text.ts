// The text of a cell for other programs, and back: what a text means in a column, by the labels that the column's editor
// shows or by other names of the same thing. Pure.
import type { CellOption, CellValue, GridColumn } from '../columns/columns.ts'
import type { DayOrder, PastedCell } from './pasted-cell.ts'
import { readWrittenDay } from '../../../../shared/spreadsheets/written-day.ts'

/** What a copied cell says. A day is written as it is on the wire: no spreadsheet mistakes it. */
export function textOf<Row>(column: GridColumn<Row>, row: Row): string {
  const { editor } = column
  if (column.copyText) return column.copyText(row)
  if (!editor) return column.text(row)
  const value = editor.value(row)
  if (value === null) return ''
  if (editor.kind !== 'option') return String(value)
  return editor.options(row).find((option) => option.value === value)?.label ?? column.text(row)
}

export type CellReading =
  | { kind: 'value'; value: CellValue; option?: CellOption }
  /** The cell cannot take it. */
  | { kind: 'problem'; problem: CellProblem; refusal?: string }
  | { kind: 'ambiguous-day' }

/** Why a text is not what the cell can be set to. `refused` comes with the sentence of the option. */
export type CellProblem = 'read-only' | 'unknown' | 'several' | 'needed' | 'refused'

const normal = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
const names = ({ value, label, aliases = [] }: CellOption) => [
  label,
  ...aliases,
  ...(value === null ? [] : [String(value)]),
]

/** Options that go by that name: the exact label wins over another name of something else. */
function named(options: readonly CellOption[], text: string): CellOption[] {
  const wanted = normal(text)
  const byLabel = options.filter(({ label }) => normal(label) === wanted)
  return byLabel.length > 0
    ? byLabel
    : options.filter((option) => names(option).some((name) => normal(name) === wanted))
}

function readOption(options: readonly CellOption[], text: string): CellReading {
  const found = named(options, text)
  const [option] = found
  if (!option) return { kind: 'problem', problem: 'unknown' }
  if (found.length > 1) return { kind: 'problem', problem: 'several' }
  return takeOption(option)
}

function takeOption(option: CellOption): CellReading {
  if (option.refusal === undefined) return { kind: 'value', value: option.value, option }
  return { kind: 'problem', problem: 'refused', refusal: option.refusal }
}

/** A set is written with separators; it is its ids in ascending order, joined by commas. */
function readSet(options: readonly CellOption[], text: string): CellReading {
  const parts = text
    .split(/[;,\n]/)
    .map(normal)
    .filter(Boolean)
  const ids = new Set<number>()
  for (const part of parts) {
    const reading = readOption(options, part)
    if (reading.kind !== 'value') return reading
    ids.add(Number(reading.value))
  }
  return { kind: 'value', value: writeSet(ids) }
}

/** @returns null for the empty set */
export const writeSet = (ids: Iterable<number>): string | null => [...ids].sort((a, b) => a - b).join(',') || null
export const setOf = (value: CellValue): number[] => (value === null ? [] : String(value).split(',').map(Number))

/** What a pasted cell means in that cell. `dayOrder` is the person's answer, where it was asked. */
export function readCellText<Row>(
  { editor }: GridColumn<Row>,
  row: Row,
  cell: PastedCell,
  dayOrder: DayOrder | null,
): CellReading {
  if (!editor) return { kind: 'problem', problem: 'read-only' }
  if (cell.text.trim() === '') return readValue(editor, row, null)
  if (editor.kind === 'option') return readOption(editor.options(row), cell.text)
  if (editor.kind === 'set') return readSet(editor.options(row), cell.text)
  const read = readWrittenDay(cell, dayOrder)
  if (read.kind === 'ambiguous') return { kind: 'ambiguous-day' }
  return read.kind === 'day' ? { kind: 'value', value: read.day } : { kind: 'problem', problem: 'unknown' }
}

/** Whether that cell can be set to a value that another cell of the column has, or emptied. */
export function readValue<Row>(editor: GridColumn<Row>['editor'], row: Row, value: CellValue): CellReading {
  if (!editor) return { kind: 'problem', problem: 'read-only' }
  if (value === null && !editor.clearable) return { kind: 'problem', problem: 'needed' }
  if (editor.kind !== 'option') return { kind: 'value', value }
  const option = editor.options(row).find((each) => each.value === value)
  if (option) return takeOption(option)
  return value === null ? { kind: 'value', value } : { kind: 'problem', problem: 'unknown' }
}
