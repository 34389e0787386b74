// A window that has not looked at a tracker before begins with the person's default view.
import { onMounted } from 'vue'
import type { TrackerTab } from '../tracker-row.ts'
import { useSavedViews } from './use-saved-views.ts'
import type { ViewStateStore } from './use-view-state.ts'
import { readState } from './view-state.ts'

export function useDefaultView(view: ViewStateStore, chooseTab: (tab: TrackerTab) => unknown) {
  const saved = useSavedViews()
  onMounted(() => {
    const row = view.isFirst ? saved.get(saved.defaultId.value) : undefined
    const held = row && readState(row.state)
    if (!row || !held) return
    view.show(row.id, held.state)
    if (held.tab) chooseTab(held.tab)
  })
}
