// The effort that the address names, opened for as long as a screen shows it, and remembered as the one to open next time.
import { computed, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useEffort } from '../../stores/effort.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useEffortPath } from '../studies/use-effort-path.ts'
import type { TrackerTab } from './tracker-row.ts'

export function useOpenEffort() {
  const route = useRoute()
  const effort = useEffort()
  const preferences = usePreferences()
  const effortId = computed(() => Number(route.params.id))
  const tab = computed(() => (route.params.tab || 'TLF') as TrackerTab)
  const path = useEffortPath(() => effortId.value)

  watch(effortId, (id) => (effort.id !== id || effort.state === 'none') && void effort.open(id), { immediate: true })
  watch(
    [effortId, tab, path],
    () => {
      if (!path.value) return
      preferences.lastEffort = effortId.value
      preferences.lastTab = tab.value
    },
    { immediate: true },
  )
  return { effortId, tab, path }
}
