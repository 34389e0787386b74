// What is going on in a cell besides its value. One state per cell, gone when there is nothing to say.
import type { CellOption, CellValue } from '../columns/columns.ts'

export interface CellConflict {
  /** Who wrote meanwhile and when, and what each side wants the cell to say. */
  sentence: string
  theirs: string
  mine: string
  takeTheirs: () => void
  keepMine: () => void
}

/** Somebody else at this cell. */
export interface CellPeer {
  name: string
  initials: string
  /** Number of the person's colour, from 1. */
  colour: number
  /** Has an editor open there; otherwise only is at the row. */
  editing: boolean
  /** The same in words. */
  sentence: string
}

export type CellState =
  | { kind: 'saving' }
  | { kind: 'saved' }
  | { kind: 'refused'; sentence: string; again: (() => void) | null }
  | { kind: 'conflict'; conflict: CellConflict }
  | { kind: 'peer'; peer: CellPeer }

export type CellStates = ReadonlyMap<string, CellState>
export const cellKey = (row: number, column: string) => `${row}/${column}`

/** What a person asked a cell to become. */
export interface CellEdit {
  row: number
  column: string
  value: CellValue
  /** What the cell held when its editor was opened; absent where there was none. */
  base?: CellValue
  /** Absent when the cell is cleared or a day typed. */
  option?: CellOption | undefined
}

/** What was typed into a cell whose row went away. */
export interface LostText<Row> {
  row: Row
  column: string
  text: string
}
