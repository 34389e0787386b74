// What waits for the person after somebody else was first: cells to decide about, and values whose row is gone.
import type { CellConflict } from '../../grid/editing/cell-state.ts'

export interface OpenConflict {
  key: string
  /** Which cell, in words. */
  cell: string
  conflict: CellConflict
}

export interface LostValue {
  id: string
  sentence: string
  value: string
}
