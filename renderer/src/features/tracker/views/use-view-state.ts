// How this window looks at trackers: kept on this machine for each place, over reload and restart, and not shared between
// two windows that stand side by side.
import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'
import { placeKey } from '../../../stores/preferences.ts'
import { emptyState, readState, type ViewState } from './view-state.ts'

interface Kept {
  /** The saved view this began with; null for none. */
  viewId: number | null
  state: ViewState
}

const nothing: Kept = { viewId: null, state: emptyState }

function read(text: string): Kept {
  const held = readState(text)
  if (!held) return nothing
  const { viewId } = JSON.parse(text) as { viewId?: unknown }
  return { viewId: typeof viewId === 'number' ? viewId : null, state: held.state }
}

export function useViewState() {
  const kept = useLocalStorage<Kept>(placeKey('tracker-view'), nothing, {
    shallow: true,
    listenToStorageChanges: false,
    writeDefaults: false,
    serializer: { read, write: ({ viewId, state }) => JSON.stringify({ ...state, viewId }) },
  })
  const isFirst = kept.value === nothing

  const part = <Key extends keyof ViewState>(key: Key) =>
    computed<ViewState[Key]>({
      get: () => kept.value.state[key],
      set: (value) => (kept.value = { ...kept.value, state: { ...kept.value.state, [key]: value } }),
    })

  return {
    /** Nothing was kept: a default view may be shown. */
    isFirst,
    state: computed(() => kept.value.state),
    viewId: computed(() => kept.value.viewId),
    show: (viewId: number | null, state: ViewState) => (kept.value = { viewId, state }),
    layout: part('layout'),
    sorting: part('sorting'),
    filters: part('filters'),
    presets: part('presets'),
    text: part('text'),
  }
}
export type ViewStateStore = ReturnType<typeof useViewState>
