// The panel beside the tracker: whether it stands open, how wide, on which page, and which row it speaks of: the one whose
// cell was last active.
import { useLocalStorage } from '@vueuse/core'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useOffer } from '../../../commands/commands.ts'
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
  const sought = ref<number | null>(null)

  const toggle = () => (shown.value = !shown.value)
  function open(page: Page) {
    shown.value = true
    kept.value = page
  }
  const { t } = useI18n()
  useOffer(() => [
    { id: 'details', key: 'details', title: t('commands.details'), icon: 'i-lucide-panel-right', run: toggle },
  ])

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
    /** The comment that is to be found among those of the row; null once it was. */
    sought,
    open,
    showComment(id: number) {
      open('comments')
      sought.value = id
    },
    /** The active cell went to this row; where it left the rows, the panel stays with the last. */
    follow(id: number | null) {
      if (id !== null) rowId.value = id
    },
  }
}
export type DetailsPanelState = ReturnType<typeof useDetailsPanel>
