// Which rows are in the document: those in sight and a few around, while it is scrolled mostly ahead of it, and always the
// active one, because assistive technology is pointed at it. What stands in sight stays there when rows are added or removed above.
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/vue-virtual'
import { computed, ref, watch, type Ref } from 'vue'

export const HEADER_HEIGHT = 53
const OVERSCAN = 6
/** Of those just gone out of sight, while it is scrolled: for a hand that turns back. */
const KEPT_BEHIND = 2

export function useVirtualRows(
  scroller: Ref<HTMLElement | null>,
  ids: () => readonly number[],
  alwaysShown: () => number | null,
  /** In pixels; the same for every row. */
  rowHeight: () => number,
) {
  const isScrolling = ref(false)
  /** Most rows that have gone out of sight come back once the scrolling rests; until then they would cost each frame. */
  function isAhead({ startIndex, endIndex }: Range): (index: number) => boolean {
    const direction = isScrolling.value ? virtualizer.value.scrollDirection : null
    if (direction === 'forward') return (index) => index >= startIndex - KEPT_BEHIND
    if (direction === 'backward') return (index) => index <= endIndex + KEPT_BEHIND
    return () => true
  }

  const virtualizer = useVirtualizer(
    computed(() => {
      const list = ids()
      const extra = alwaysShown()
      const height = rowHeight()
      // Asked here, so that the rows are chosen anew when it changes.
      void isScrolling.value
      return {
        count: list.length,
        getScrollElement: () => scroller.value,
        estimateSize: () => height,
        getItemKey: (index: number) => list[index] ?? index,
        overscan: OVERSCAN,
        scrollPaddingStart: HEADER_HEIGHT,
        rangeExtractor(range: Range) {
          const indexes = defaultRangeExtractor(range).filter(isAhead(range))
          if (extra === null || extra >= range.count || indexes.includes(extra)) return indexes
          return extra < indexes[0]! ? [extra, ...indexes] : [...indexes, extra]
        },
      }
    }),
  )

  watch(
    () => virtualizer.value.isScrolling,
    (now) => (isScrolling.value = now),
    { flush: 'sync' },
  )

  function firstInSight(list: readonly number[]): number | undefined {
    return list[Math.floor((scroller.value?.scrollTop ?? 0) / rowHeight())]
  }

  watch(
    ids,
    (now, before) => {
      const element = scroller.value
      const anchor = element && element.scrollTop > 0 ? firstInSight(before) : undefined
      if (!element || anchor === undefined) return
      const place = now.indexOf(anchor)
      const shift = place - before.indexOf(anchor)
      if (place >= 0 && shift !== 0) element.scrollTop += shift * rowHeight()
    },
    { flush: 'post' },
  )

  const rowsInSight = () =>
    Math.max(1, Math.floor(((scroller.value?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight()) - 1)

  /** Brings the row into sight, moving as little as possible. The header covers the top of the scrolled area. */
  function reveal(index: number) {
    const element = scroller.value
    if (!element) return
    const top = index * rowHeight()
    const room = element.clientHeight - HEADER_HEIGHT - rowHeight()
    if (top < element.scrollTop) element.scrollTop = top
    else if (top > element.scrollTop + room) element.scrollTop = top - room
  }

  return { virtualizer, rowsInSight, reveal }
}
