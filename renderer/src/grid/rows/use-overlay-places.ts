// Where what lies over the rows stands: the handle that fills the selection down or up, at the end of its last row, and the
// question about a paste.
import { computed } from 'vue'
import type { Cell, Rectangle } from '../selection/selection.ts'
import type { useCellPlaces } from './use-cell-places.ts'

export interface OverlayOptions {
  /** The cells that would be filled from; null when there is nothing to drag. */
  source: () => Rectangle | null
  question: () => Cell | null
  indexOf: (row: number) => number | undefined
  isPinned: (column: string) => boolean
  places: ReturnType<typeof useCellPlaces>
}

export function useOverlayPlaces({ source, question, indexOf, isPinned, places }: OverlayOptions) {
  const handle = computed(() => {
    const held = source()
    const last = held ? indexOf(held.rows.at(-1)!) : undefined
    const column = held?.columns.at(-1)
    if (last === undefined || column === undefined || isPinned(column)) return null
    const { left, top, width } = places.cellPlace(last, column)
    return { left: left + width, top: top + places.rowHeight() }
  })
  const questionPlace = computed(() => {
    const at = question()
    const index = at ? indexOf(at.row) : undefined
    return at && index !== undefined ? places.noticePlace(index, at.column) : null
  })
  return { handle, questionPlace }
}
