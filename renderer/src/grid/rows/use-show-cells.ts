// Shows cells that something happened to: the first comes into sight and becomes active, and all are lit up.
import { nextTick } from 'vue'
import { flash } from './flash.ts'

export interface ShowCellsOptions {
  indexOf: (row: number) => number | undefined
  /** Position of the column among those shown, or -1. */
  columnIndexOf: (column: string) => number
  goTo: (row: number, column: number) => void
  elementOf: (row: number, column: string) => Element | null | undefined
}

export function useShowCells(options: ShowCellsOptions) {
  return async (cells: readonly { row: number; column: string }[]): Promise<void> => {
    const shown = cells.filter(
      ({ row, column }) => options.indexOf(row) !== undefined && options.columnIndexOf(column) >= 0,
    )
    const [first] = shown
    if (!first) return
    options.goTo(options.indexOf(first.row)!, options.columnIndexOf(first.column))
    // Once the rows that came into sight are drawn.
    await nextTick()
    requestAnimationFrame(() => {
      for (const { row, column } of shown) flash(options.elementOf(row, column))
    })
  }
}
