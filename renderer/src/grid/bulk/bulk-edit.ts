// What a person asked of many cells at once, and which of it can be asked of the host. Pure: filling, clearing, pasting and
// setting all become one list of cells to set and one of cells that cannot be, each with its reason.
import type { CellEdit } from '../editing/cell-state.ts'
import { readCellText, readValue, type CellProblem, type CellReading } from '../clipboard/cell-text.ts'
import type { CellOption, CellValue, GridColumn } from '../columns/columns.ts'
import type { DayOrder, PastedBlock } from '../clipboard/pasted-cell.ts'
import type { Rectangle } from '../selection/selection.ts'

export type BulkKind = 'paste' | 'cut' | 'fill' | 'clear' | 'set'

export interface ProblemCell {
  row: number
  column: string
  problem: CellProblem
  /** What was to be put there. */
  text: string
  /** With `refused`: why. */
  refusal?: string
}

export interface BulkEdit {
  kind: BulkKind
  /** Cells that get a value they do not have. */
  edits: CellEdit[]
  /** Cells that have their value already. */
  unchanged: number
  problems: ProblemCell[]
  /** Rows and columns of a pasted block that stood out over the end of the table. */
  cutOff: { rows: number; columns: number }
}

export interface BulkTarget<Row> {
  rowById: (id: number) => Row | undefined
  columnOf: (id: string) => GridColumn<Row> | undefined
}

const CLEARED: BulkEdit['cutOff'] = { rows: 0, columns: 0 }

/** Sorts readings of cells into edits, cells that stay, and problems. */
function collect<Row>(
  kind: BulkKind,
  { rowById, columnOf }: BulkTarget<Row>,
  cells: Iterable<{
    row: number
    column: string
    text: string
    read: (row: Row, column: GridColumn<Row>) => CellReading
  }>,
): BulkEdit & { ambiguous: number } {
  const bulk = {
    kind,
    edits: [] as CellEdit[],
    unchanged: 0,
    problems: [] as ProblemCell[],
    cutOff: CLEARED,
    ambiguous: 0,
  }
  for (const { row: id, column: columnId, text, read } of cells) {
    const row = rowById(id)
    const column = columnOf(columnId)
    if (row === undefined || !column) continue
    const reading = read(row, column)
    if (reading.kind === 'ambiguous-day') bulk.ambiguous += 1
    else if (reading.kind === 'problem') {
      const { problem, refusal } = reading
      // What cannot be edited and is not asked to change is no problem.
      if (problem === 'read-only' && column.text(row) === text) bulk.unchanged += 1
      else bulk.problems.push({ row: id, column: columnId, problem, text, ...(refusal !== undefined && { refusal }) })
    } else if (column.editor!.value(row) === reading.value) bulk.unchanged += 1
    else bulk.edits.push({ row: id, column: columnId, value: reading.value, option: reading.option })
  }
  return bulk
}

/** One value for the same column of many rows. */
export function setColumn<Row>(
  target: BulkTarget<Row>,
  rows: readonly number[],
  column: string,
  value: CellValue,
  option?: CellOption,
): BulkEdit {
  const text = option?.label ?? String(value ?? '')
  return collect(
    'set',
    target,
    rows.map((row) => ({
      row,
      column,
      text,
      read: (held: Row, { editor }: GridColumn<Row>) => readValue(editor, held, value),
    })),
  )
}

/** Empties the cells that may be empty. Cells that can never be are passed over when others are emptied. */
export function clearCells<Row>(
  target: BulkTarget<Row>,
  cells: readonly { row: number; column: string }[],
  kind: 'clear' | 'cut' = 'clear',
): BulkEdit {
  const clearable = cells.filter(({ column }) => target.columnOf(column)?.editor?.clearable)
  return collect(
    kind,
    target,
    (clearable.length > 0 ? clearable : cells).map((cell) => ({
      ...cell,
      text: '',
      read: (row: Row, { editor }: GridColumn<Row>) => readValue(editor, row, null),
    })),
  )
}

/** Repeats the cells of `source`, which follow each other in every column, over those of `rows`. */
export function fillCells<Row>(
  target: BulkTarget<Row>,
  source: readonly number[],
  rows: readonly number[],
  columns: readonly string[],
): BulkEdit {
  const editable = columns.filter((id) => target.columnOf(id)?.editor)
  return collect(
    'fill',
    target,
    rows.flatMap((row, place) =>
      (editable.length > 0 ? editable : columns).map((column) => {
        const from = target.rowById(source[place % source.length]!)
        const editor = target.columnOf(column)?.editor
        const value = from === undefined || !editor ? null : editor.value(from)
        const text = from === undefined ? '' : (target.columnOf(column)?.text(from) ?? '')
        return { row, column, text, read: (held: Row) => readValue(editor, held, value) }
      }),
    ),
  )
}

export interface PastePlace {
  /** What is selected. */
  selected: Rectangle
  /** Every row and column shown, in order: a block larger than the selection reaches beyond it. */
  rows: readonly number[]
  columns: readonly string[]
}

export interface PasteArea extends Rectangle {
  cutOff: BulkEdit['cutOff']
}

/** Where a block of that size goes: over the whole selection when that holds it a whole number of times, else from its corner. */
export function pasteArea(height: number, width: number, { selected, rows, columns }: PastePlace): PasteArea {
  const repeats = selected.rows.length % height === 0 && selected.columns.length % width === 0
  if (repeats) return { ...selected, cutOff: CLEARED }
  const top = rows.indexOf(selected.rows[0]!)
  const left = columns.indexOf(selected.columns[0]!)
  const area = { rows: rows.slice(top, top + height), columns: columns.slice(left, left + width) }
  return { ...area, cutOff: { rows: height - area.rows.length, columns: width - area.columns.length } }
}

/**
 * Puts a block of texts into cells. `ambiguous` counts the dates whose day and month cannot be told apart: then nothing is
 * to be done before the person has said which is which (`dayOrder`).
 */
export function pasteBlock<Row>(
  target: BulkTarget<Row>,
  block: PastedBlock,
  place: PastePlace,
  dayOrder: DayOrder | null,
): BulkEdit & { ambiguous: number; area: PasteArea } {
  const height = block.length
  const width = block[0]!.length
  const area = pasteArea(height, width, place)
  const bulk = collect(
    'paste',
    target,
    area.rows.flatMap((row, down) =>
      area.columns.map((column, across) => {
        const cell = block[down % height]![across % width]!
        return {
          row,
          column,
          text: cell.text,
          read: (held: Row, of: GridColumn<Row>) => readCellText(of, held, cell, dayOrder),
        }
      }),
    ),
  )
  return { ...bulk, cutOff: area.cutOff, area }
}
