// How close rows stand: a preference of this computer, as an attribute of the document that the tokens follow. What counts
// in pixels reads the token, so that its value is written in one place.
import { createSharedComposable, useLocalStorage } from '@vueuse/core'
import { computed, watch } from 'vue'

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

export const useDensity = createSharedComposable(() => {
  const kept = useLocalStorage<Density>('pearl.density', 'comfortable')
  const density = computed<Density>({
    get: () => (kept.value === 'compact' ? 'compact' : 'comfortable'),
    set: (value) => (kept.value = value),
  })
  const root = document.documentElement
  watch(density, (value) => (root.dataset.density = value), { immediate: true, flush: 'sync' })
  /** Of a table, in pixels. */
  const rowHeight = computed(() => {
    void density.value
    return Number.parseInt(getComputedStyle(root).getPropertyValue('--row-height'), 10)
  })
  return { density, rowHeight }
})
