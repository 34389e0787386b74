// A key that works anywhere in the window, except while something is being typed.
import { useEventListener } from '@vueuse/core'

export function useShortcut(key: string, run: () => void) {
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      if (event.key !== key || typing || event.ctrlKey || event.metaKey || event.altKey) return
      // Before a grid takes the letter for the beginning of a value.
      event.preventDefault()
      event.stopPropagation()
      run()
    },
    { capture: true },
  )
}
