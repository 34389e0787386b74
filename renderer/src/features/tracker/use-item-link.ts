// Leads to the row of one item: from a link that names it (`?item=12`, with `&comment=34` to what was said of it), once the row is
// there, and after a dialog about it. A row that filters hide is what was asked for all the same, so they give way.
import { nextTick, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

interface ItemLinkOptions {
  grid: () => { show: (cells: { row: number; column: string }[]) => void; focus: () => void } | null
  isReady: () => boolean
  /** The row is one of the open list, and filters hide it. */
  isHidden: (row: number) => boolean
  clearFilters: () => void
  showComment: (id: number) => void
}

export function useItemLink({ grid, isReady, isHidden, clearFilters, showComment }: ItemLinkOptions) {
  const route = useRoute()
  const router = useRouter()

  async function show(row: number) {
    if (isHidden(row)) clearFilters()
    // A table that is new takes its beginning into sight by itself first.
    await nextTick()
    grid()?.show([{ row, column: 'code' }])
    grid()?.focus()
  }
  watch(
    () => [route.query.item, isReady()] as const,
    async ([item, ready]) => {
      if (typeof item !== 'string' || !ready) return
      const comment = Number(route.query.comment)
      void router.replace({ query: {} })
      await nextTick()
      await show(Number(item))
      if (comment > 0) showComment(comment)
    },
    { flush: 'post', immediate: true },
  )
  return { afterItem: (id: number | null) => (id === null ? grid()?.focus() : void show(id)) }
}
