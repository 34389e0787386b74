// A key that works anywhere in the window, except while something is being typed.
import { useEventListener } from '@vueuse/core'

/** Whether the key press goes into a text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

export function useShortcut(key: string, run: () => void) {
  onKey((event) => event.key === key && !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey, run)
}

/** What leads to the field that narrows a screen: `/`, and Ctrl+F or Cmd+F, which finds in rows that are not drawn too. */
export function useFind(run: () => void) {
  useShortcut('/', run)
  onKey(
    (event) => event.key.toLowerCase() === 'f' && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey,
    run,
  )
}

function onKey(isMeant: (event: KeyboardEvent) => boolean, run: () => void) {
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      if (!isMeant(event)) return
      // Before a grid takes the letter for the beginning of a value.
      event.preventDefault()
      event.stopPropagation()
      run()
    },
    { capture: true },
  )
}
