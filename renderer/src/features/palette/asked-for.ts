// What a link asks a screen to do when it gets there (`?add=1`, `?show=study-3`). It is done once: the address is then put
// right, so that going back does not do it again.
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Asks the screen to begin something new. */
export const ADD = { add: '1' }

/** @param isReady while false the link waits, e.g. for rows */
export function useAskedFor(name: string, act: (value: string) => void, isReady: () => boolean = () => true): void {
  const route = useRoute()
  const router = useRouter()
  watch(
    () => [route.query[name], isReady()] as const,
    ([value, ready]) => {
      if (typeof value !== 'string' || !ready) return
      const { [name]: _done, ...others } = route.query
      void router.replace({ query: others })
      act(value)
    },
    { flush: 'post', immediate: true },
  )
}
