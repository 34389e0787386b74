// A card carried by the pointer: begins after a few pixels, so that a click stays a click, and tells over which column it
// is. A finger scrolls instead.
import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'

/** Pixels before a press is a drag, and how near the edge the board begins to move along. */
const BEGINS_AFTER = 5
const EDGE = 48
const EDGE_STEP = 14

export interface Ghost<Row> {
  row: Row
  left: number
  top: number
  width: number
}

export interface CardDragOptions<Row> {
  /** The element that scrolls sideways. */
  scroller: () => HTMLElement | null
  /** @returns whether the row can be carried */
  begin: (row: Row) => boolean
  /** The column under the pointer, by the `data-status` of its element; null beside them. */
  over: (status: string | null) => void
  drop: () => void
  cancel: () => void
}

export function useCardDrag<Row>({ scroller, begin, over, drop, cancel }: CardDragOptions<Row>) {
  const ghost = shallowRef<Ghost<Row> | null>(null)
  let pressed: { row: Row; x: number; y: number; dx: number; dy: number; width: number } | null = null

  function onPointerDown(event: PointerEvent, row: Row) {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const box = (event.currentTarget as Element).getBoundingClientRect()
    const { clientX: x, clientY: y } = event
    pressed = { row, x, y, dx: x - box.left, dy: y - box.top, width: box.width }
  }
  function end(finish: () => void) {
    const wasCarrying = ghost.value !== null
    pressed = null
    ghost.value = null
    if (wasCarrying) finish()
  }
  function scrollAlong(x: number) {
    const board = scroller()
    if (!board) return
    const { left, right } = board.getBoundingClientRect()
    if (x > right - EDGE) board.scrollLeft += EDGE_STEP
    else if (x < left + EDGE) board.scrollLeft -= EDGE_STEP
  }

  useEventListener(window, 'pointermove', ({ clientX: x, clientY: y }: PointerEvent) => {
    if (!pressed) return
    if (!ghost.value) {
      if (Math.hypot(x - pressed.x, y - pressed.y) < BEGINS_AFTER) return
      if (!begin(pressed.row)) return void (pressed = null)
    }
    ghost.value = { row: pressed.row, left: x - pressed.dx, top: y - pressed.dy, width: pressed.width }
    scrollAlong(x)
    over(document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-status]')?.dataset.status ?? null)
  })
  useEventListener(window, 'pointerup', () => end(drop))
  useEventListener(window, 'pointercancel', () => end(cancel))
  useEventListener(window, 'blur', () => end(cancel))
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !ghost.value) return
      event.stopPropagation()
      end(cancel)
    },
    { capture: true },
  )
  return { ghost, onPointerDown }
}
