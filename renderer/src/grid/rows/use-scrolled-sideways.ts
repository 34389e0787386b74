// Whether the grid is scrolled sideways. Read before any other listener of the same event has changed the rows: read later, it
// would have them laid out twice in each frame.
import { useEventListener } from '@vueuse/core'
import { ref, type Ref } from 'vue'

export function useScrolledSideways(scroller: Ref<HTMLElement | null>): Ref<boolean> {
  const isScrolled = ref(false)
  const read = () => (isScrolled.value = (scroller.value?.scrollLeft ?? 0) > 0)
  useEventListener(scroller, 'scroll', read, { capture: true, passive: true })
  return isScrolled
}
