// Which cell is active, held by row and column id so that neither sorting nor a remote change moves it. When its row
// leaves, the row that took its place becomes active.
import { computed, shallowRef, watch } from 'vue'
import type { CellPosition } from './navigation.ts'

export const HEADER_ROW = -1

export interface ActiveCell {
  /** Row id, or HEADER_ROW. */
  row: number
  column: string
}

export function useActiveCell(ids: () => readonly number[], columns: () => readonly string[]) {
  const active = shallowRef<ActiveCell | null>(null)
  const indexById = computed(() => new Map(ids().map((id, index) => [id, index])))

  const position = computed<CellPosition | null>(() => {
    if (!active.value) return null
    const column = columns().indexOf(active.value.column)
    const row = active.value.row === HEADER_ROW ? HEADER_ROW : indexById.value.get(active.value.row)
    return row === undefined || column < 0 ? null : { row, column }
  })

  function setPosition({ row, column }: CellPosition) {
    const id = row === HEADER_ROW ? HEADER_ROW : ids()[row]
    const columnId = columns()[column]
    active.value = id === undefined || columnId === undefined ? null : { row: id, column: columnId }
  }

  watch(ids, (now, before) => {
    const cell = active.value
    if (!cell || cell.row === HEADER_ROW || indexById.value.has(cell.row)) return
    const place = Math.min(before.indexOf(cell.row), now.length - 1)
    if (place < 0) active.value = null
    else active.value = { row: now[place]!, column: cell.column }
  })
  watch(columns, (now) => {
    if (active.value && !now.includes(active.value.column)) active.value = { row: active.value.row, column: now[0]! }
  })

  return { active, position, indexById, setPosition }
}
