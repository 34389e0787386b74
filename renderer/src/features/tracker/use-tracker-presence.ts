// Others in the tracker: says where this window is, and marks the cells where they are. A mark never hides what happens to
// the person's own values.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { cellKey, type CellState, type CellStates } from '../../grid/editing/cell-state.ts'
import { usePresence } from '../../stores/presence.ts'
import { useCellNames } from './cell-names.ts'
import type { TrackerRow } from './tracker-row.ts'

/** Who only is at a row is marked at its first column. */
const ROW_MARK = 'code'

export function useTrackerPresence(effortId: () => number, row: (id: number) => TrackerRow | undefined) {
  const { t } = useI18n()
  const { nameOfCell } = useCellNames()
  const presence = usePresence()
  const at = ref<number | null>(null)
  const field = ref<string | null>(null)

  watch([effortId, at, field], () => presence.moveTo(effortId(), at.value, field.value), { immediate: true })
  onScopeDispose(() => presence.moveTo(null))

  const marks = computed<CellStates>(() => {
    const states = new Map<string, CellState>()
    for (const { name, initials, colour, row: id, field: column } of presence.others) {
      const code = id === null ? undefined : row(id)?.item.item_code
      if (id === null || code === undefined) continue
      const sentence =
        column === null
          ? t('presence.atRow', { name, row: code })
          : t('presence.editing', { name, cell: nameOfCell(column, code) })
      const key = cellKey(id, column ?? ROW_MARK)
      states.set(key, { kind: 'peer', peer: { name, initials, colour, editing: column !== null, sentence } })
    }
    return states
  })

  return {
    marks,
    /** The active cell is in that row now. */
    goTo: (id: number | null) => (at.value = id),
    /** That cell's editor is open; null: none is. */
    edit(cell: { row: number; column: string } | null) {
      if (cell) at.value = cell.row
      field.value = cell?.column ?? null
    },
  }
}

/** One state for each cell: the person's own before that of others. */
export const withPeers = (peers: CellStates, own: CellStates): CellStates =>
  peers.size === 0 ? own : new Map([...peers, ...own])
