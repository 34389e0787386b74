// The states of cells, by row, so that only the rows that have any are redrawn when one changes; and those that are told at
// the cell.
import { computed } from 'vue'
import type { CellState, CellStates } from '../editing/cell-state.ts'

export function useRowStates(states: () => CellStates, indexOf: (row: number) => number | undefined) {
  const statesByRow = computed(() => {
    const byRow = new Map<number, Record<string, CellState>>()
    for (const [key, state] of states()) {
      const [row, column] = key.split('/') as [string, string]
      byRow.set(Number(row), { ...byRow.get(Number(row)), [column]: state })
    }
    return byRow
  })
  const notices = computed(() =>
    [...statesByRow.value].flatMap(([row, held]) => {
      const index = indexOf(row)
      if (index === undefined) return []
      return Object.entries(held).flatMap(([column, state]) =>
        state.kind === 'refused' || state.kind === 'conflict' ? [{ row, column, index, state }] : [],
      )
    }),
  )
  return { statesByRow, notices }
}
