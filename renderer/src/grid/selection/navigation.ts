// Where a key moves the active cell. Row -1 is the header. Pure: the grid draws and scrolls.
export interface CellPosition {
  /** From zero; -1 is the header. */
  row: number
  column: number
}
export interface GridExtent {
  rows: number
  columns: number
  /** Rows that fit on the screen. */
  page: number
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/** The position after a key, or null when the key does not move. `far` is Ctrl or Cmd. */
export function moveByKey(from: CellPosition, key: string, far: boolean, extent: GridExtent): CellPosition | null {
  const lastRow = extent.rows - 1
  const lastColumn = extent.columns - 1
  const to = (row: number, column: number): CellPosition => ({
    row: clamp(row, -1, lastRow),
    column: clamp(column, 0, lastColumn),
  })
  switch (key) {
    case 'ArrowUp':
      return to(far ? 0 : from.row - 1, from.column)
    case 'ArrowDown':
      return to(far ? lastRow : from.row + 1, from.column)
    case 'ArrowLeft':
      return to(from.row, far ? 0 : from.column - 1)
    case 'ArrowRight':
      return to(from.row, far ? lastColumn : from.column + 1)
    case 'Home':
      return to(far ? 0 : from.row, 0)
    case 'End':
      return to(far ? lastRow : from.row, lastColumn)
    case 'PageUp':
      return to(Math.max(0, from.row - extent.page), from.column)
    case 'PageDown':
      return to(from.row + extent.page, from.column)
    default:
      return null
  }
}

/** The next cell that can be edited, in reading order; null at the end. */
export function nextEditable(
  from: CellPosition,
  step: 1 | -1,
  extent: GridExtent,
  editable: (column: number) => boolean,
): CellPosition | null {
  let { row, column } = from
  for (;;) {
    column += step
    if (column < 0 || column >= extent.columns) {
      row += step
      column = step === 1 ? 0 : extent.columns - 1
    }
    if (row < 0 || row >= extent.rows) return null
    if (editable(column)) return { row, column }
  }
}
