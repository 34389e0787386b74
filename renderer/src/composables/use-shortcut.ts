// A key that works anywhere in the window, except while something is being typed.
import { useEventListener } from '@vueuse/core'

/** Whether the key press goes into a text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

export function useShortcut(key: string, run: () => void) {
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      if (event.key !== key || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      // Before a grid takes the letter for the beginning of a value.
      event.preventDefault()
      event.stopPropagation()
      run()
    },
    { capture: true },
  )
}
