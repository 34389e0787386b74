// The panel beside the tracker: whether it stands open, how wide, on which page, and which row it speaks of: the one whose
// cell was last active.
import { useEventListener, useLocalStorage } from '@vueuse/core'
import { computed, ref } from 'vue'
import { placeKey } from '../../../stores/preferences.ts'
import type { TrackerRow } from '../tracker-row.ts'

export const pages = ['item', 'history', 'comments'] as const
export type Page = (typeof pages)[number]
export const WIDTH = { min: 280, max: 640, standard: 348 }

export function useDetailsPanel(rows: () => ReadonlyMap<number, TrackerRow>) {
  const shown = useLocalStorage(placeKey('details-shown'), false)
  const width = useLocalStorage(placeKey('details-width'), WIDTH.standard)
  const kept = useLocalStorage<string>(placeKey('details-page'), 'item')
  const rowId = ref<number | null>(null)

  const toggle = () => (shown.value = !shown.value)
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'i' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    toggle()
  })

  return {
    shown,
    toggle,
    width: computed({
      get: () => Math.min(WIDTH.max, Math.max(WIDTH.min, width.value)),
      set: (value) => (width.value = Math.round(Math.min(WIDTH.max, Math.max(WIDTH.min, value)))),
    }),
    page: computed<Page>({
      get: () => pages.find((page) => page === kept.value) ?? 'item',
      set: (page) => (kept.value = page),
    }),
    row: computed(() => (rowId.value === null ? undefined : rows().get(rowId.value))),
    /** The active cell went to this row; where it left the rows, the panel stays with the last. */
    follow(id: number | null) {
      if (id !== null) rowId.value = id
    },
  }
}
export type DetailsPanelState = ReturnType<typeof useDetailsPanel>
