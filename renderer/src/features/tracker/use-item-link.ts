// Leads to the row of one item: from a link that names it (`?item=12`, with `&comment=34` to what was said of it), once the row is
// there, and after a dialog about it.
import { nextTick, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

interface Grid {
  show: (cells: { row: number; column: string }[]) => void
  focus: () => void
}

export function useItemLink(grid: () => Grid | null, isReady: () => boolean, showComment: (id: number) => void) {
  const route = useRoute()
  const router = useRouter()

  function show(row: number) {
    grid()?.show([{ row, column: 'code' }])
    grid()?.focus()
  }
  watch(
    () => [route.query.item, isReady() && grid() !== null] as const,
    async ([item, ready]) => {
      if (typeof item !== 'string' || !ready) return
      const comment = Number(route.query.comment)
      void router.replace({ query: {} })
      // A table that is new takes its beginning into sight by itself first.
      await nextTick()
      show(Number(item))
      if (comment > 0) showComment(comment)
    },
    { flush: 'post', immediate: true },
  )
  return { afterItem: (id: number | null) => (id === null ? grid()?.focus() : show(id)) }
}
