// Keys pressed between asking for the palette and its line having the focus: they are meant for the line, and the table
// behind must not take them for a value. Kept in the order they came, Enter included.
import { useEventListener } from '@vueuse/core'
import { usePalette } from './use-palette.ts'

const isText = (event: KeyboardEvent) =>
  (event.key.length === 1 || event.key === 'Backspace') && !event.ctrlKey && !event.metaKey && !event.altKey

/** Hears the keys for the palette until its line can. Used once, by the frame. */
export function useTypedAhead(): void {
  const palette = usePalette()
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      if (palette.shown !== 'palette' || palette.isListening || event.isComposing) return
      if (event.key === 'Escape') palette.close()
      else if (event.key === 'Enter') palette.ahead.enter = true
      else if (!isText(event)) return
      else if (event.key === 'Backspace') palette.ahead.text = palette.ahead.text.slice(0, -1)
      else if (!palette.ahead.enter) palette.ahead.text += event.key
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    { capture: true },
  )
}
