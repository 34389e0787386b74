// One drag of the pointer over the grid. Held beyond an edge it scrolls, faster the farther out, until let go; Esc gives up.
import { onScopeDispose, type Ref } from 'vue'
import { HEADER_HEIGHT } from '../rows/use-virtual-rows.ts'

export interface Drag {
  /** Where the pointer is, in pixels of the window; called again when the grid has scrolled under it. */
  move: (x: number, y: number) => void
  end?: () => void
  cancel?: () => void
}

/** Part of the distance beyond the edge that is scrolled each frame. */
const SPEED = 0.3
const beyond = (at: number, low: number, high: number) => (at < low ? at - low : at > high ? at - high : 0)

export function useDrag(scroller: Ref<HTMLElement | null>) {
  let stop: (() => void) | null = null

  function begin(event: PointerEvent, { move, end, cancel }: Drag) {
    stop?.()
    const listening = new AbortController()
    const { signal } = listening
    let { clientX: x, clientY: y } = event
    let frame = 0

    function scrollOn() {
      frame = 0
      const element = scroller.value
      if (!element) return
      const box = element.getBoundingClientRect()
      const down = beyond(y, box.top + HEADER_HEIGHT, box.bottom)
      const across = beyond(x, box.left, box.right)
      if (down === 0 && across === 0) return
      element.scrollBy(Math.trunc(across * SPEED), Math.trunc(down * SPEED))
      move(x, y)
      frame = requestAnimationFrame(scrollOn)
    }
    function finish(how: (() => void) | undefined) {
      stop?.()
      how?.()
    }
    stop = () => {
      cancelAnimationFrame(frame)
      listening.abort()
      stop = null
    }
    window.addEventListener(
      'pointermove',
      (moved) => {
        x = moved.clientX
        y = moved.clientY
        move(x, y)
        if (frame === 0) frame = requestAnimationFrame(scrollOn)
      },
      { signal },
    )
    window.addEventListener('pointerup', () => finish(end), { signal })
    window.addEventListener('pointercancel', () => finish(cancel), { signal })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && finish(cancel), { signal })
  }

  onScopeDispose(() => stop?.())
  return { begin }
}
