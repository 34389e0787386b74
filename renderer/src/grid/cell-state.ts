// What is going on in a cell besides its value. One state per cell, gone when there is nothing to say.
import type { CellOption, CellValue } from './columns.ts'

export interface CellConflict {
  /** Who wrote meanwhile, and what each side wants the cell to say. */
  by: string
  theirs: string
  mine: string
  takeTheirs: () => void
  keepMine: () => void
}

export type CellState =
  | { kind: 'saving' }
  | { kind: 'saved' }
  | { kind: 'refused'; sentence: string; again: (() => void) | null }
  | { kind: 'conflict'; conflict: CellConflict }

export type CellStates = ReadonlyMap<string, CellState>
export const cellKey = (row: number, column: string) => `${row}/${column}`

/** What a person asked a cell to become. */
export interface CellEdit {
  row: number
  column: string
  value: CellValue
  /** Absent when the cell is cleared or a day typed. */
  option?: CellOption | undefined
}
