// The pointer on a heading: pulling its edge sizes the column, pulling the heading moves it. A pull shorter than a few
// pixels is a click. Esc gives up.
import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'

const SLACK = 5

export interface HeaderPointerOptions {
  /** The heading below that point of the window, or null. */
  columnAt: (x: number) => string | null
  onMove: (column: string, target: string) => void
  onResize: (column: string, width: number) => void
}

type Pull =
  | { kind: 'size'; column: string; from: number; width: number }
  | { kind: 'move'; column: string; from: number; target: string | null; begun: boolean }

export function useHeaderPointer({ columnAt, onMove, onResize }: HeaderPointerOptions) {
  const pull = shallowRef<Pull | null>(null)
  let wasPulled = false

  useEventListener(window, 'pointermove', (event: PointerEvent) => {
    const held = pull.value
    if (!held) return
    const by = event.clientX - held.from
    if (held.kind === 'size') onResize(held.column, held.width + by)
    else if (held.begun || Math.abs(by) > SLACK) {
      wasPulled = true
      pull.value = { ...held, begun: true, target: columnAt(event.clientX) }
    }
  })
  useEventListener(window, 'pointerup', () => {
    const held = pull.value
    pull.value = null
    if (held?.kind === 'move' && held.begun && held.target && held.target !== held.column)
      onMove(held.column, held.target)
  })
  const giveUp = () => (pull.value = null)
  useEventListener(window, 'pointercancel', giveUp)
  useEventListener(window, 'keydown', (event: KeyboardEvent) => event.key === 'Escape' && giveUp())

  return {
    pull,
    startSize(event: PointerEvent, column: string, width: number) {
      if (event.button === 0) pull.value = { kind: 'size', column, from: event.clientX, width }
    },
    startMove(event: PointerEvent, column: string) {
      wasPulled = false
      if (event.button === 0) pull.value = { kind: 'move', column, from: event.clientX, target: null, begun: false }
    },
    /** Whether the click that follows belongs to a pull. */
    isPulled: () => wasPulled,
  }
}
