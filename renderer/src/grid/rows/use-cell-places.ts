// Where cells are within the scrolled content, and how to bring them into sight. Columns are measured at their headings,
// which are always in the document; rows have one height.
import { useElementSize } from '@vueuse/core'
import type { Ref } from 'vue'
import type { ColumnModel } from '../columns/column-model.ts'
import { HEADER_HEIGHT } from './use-virtual-rows.ts'

/** Room that what opens at a cell wants, in pixels. */
const EDITOR = { width: 260, height: 290 }
const NOTICE = { width: 312, height: 150 }

export function useCellPlaces<Row>(
  scroller: Ref<HTMLElement | null>,
  model: () => ColumnModel<Row>,
  headingId: (column: string) => string,
  rowHeight: () => number,
) {
  const { width } = useElementSize(scroller)
  const heading = (column: string) => document.getElementById(headingId(column))
  const topOf = (index: number) => HEADER_HEIGHT + index * rowHeight()
  const roomBelow = (index: number) => {
    const element = scroller.value
    return element ? element.scrollTop + element.clientHeight - topOf(index + 1) : 0
  }
  const roomAbove = (index: number) => topOf(index) - HEADER_HEIGHT - (scroller.value?.scrollTop ?? 0)
  /** What stands open at a cell moves along when the window becomes narrower. */
  const rightEdge = () => (scroller.value ? scroller.value.scrollLeft + width.value : 0)

  /** Brings a column into sight; pinned columns cover the left of the scrolled area. */
  function revealColumn(column: string) {
    const element = scroller.value
    const cell = heading(column)
    if (!element || !cell || model().columns.find(({ id }) => id === column)?.pinned) return
    const covered = model().pinnedWidth
    const left = cell.offsetLeft
    const right = left + cell.offsetWidth
    if (left - covered < element.scrollLeft) element.scrollLeft = left - covered
    else if (right > rightEdge()) element.scrollLeft = right - element.clientWidth
  }

  /** Which way an editor opens at that cell now. */
  const editorDirection = (index: number, column: string) => ({
    above: roomBelow(index) < EDITOR.height && roomAbove(index) > EDITOR.height,
    toLeft: rightEdge() - (heading(column)?.offsetLeft ?? 0) < EDITOR.width,
  })

  const cellPlace = (index: number, column: string) => ({
    left: heading(column)?.offsetLeft ?? 0,
    top: topOf(index),
    width: heading(column)?.offsetWidth ?? 0,
  })

  const noticePlace = (index: number, column: string) => ({
    left: Math.max(4, Math.min(heading(column)?.offsetLeft ?? 0, rightEdge() - NOTICE.width)),
    top: topOf(index + 1) + 4,
    above: roomBelow(index) < NOTICE.height && roomAbove(index) > NOTICE.height,
  })

  /** The row shown at that height, in pixels of the window; the first or the last beyond them. */
  function rowIndexAt(y: number, count: number): number {
    const element = scroller.value
    if (!element) return 0
    const within = y - element.getBoundingClientRect().top - HEADER_HEIGHT + element.scrollTop
    return Math.max(0, Math.min(count - 1, Math.floor(within / rowHeight())))
  }
  /** The column there; those that stay in place lie over the others. The nearest beyond them. */
  function columnAt(x: number): string | undefined {
    const { columns } = model()
    const boxes = columns.map((column) => ({ column, box: heading(column.id)?.getBoundingClientRect() }))
    const hit = boxes.find(({ box }) => box && x >= box.left && x < box.right)
    if (hit) return hit.column.id
    const start = boxes[0]?.box?.left ?? 0
    return (x < start ? columns[0] : columns.at(-1))?.id
  }

  return { rowHeight, rowIndexAt, columnAt, revealColumn, editorDirection, cellPlace, noticePlace }
}
