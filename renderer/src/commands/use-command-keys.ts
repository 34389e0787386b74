// Listens for the keys of all commands, once for the window, before a grid takes a letter for the beginning of a value.
// Within a dialog only undo is heard: what lies behind it is out of reach.
import { useEventListener } from '@vueuse/core'
import { isTyping } from '../composables/use-shortcut.ts'
import { commandFor, useCommands } from './commands.ts'

export function useCommandKeys(): void {
  const store = useCommands()
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      if (event.isComposing) return
      const command = commandFor(event, store.commands, isTyping(event))
      if (!command || (isInDialog(event) && command.key !== 'undo' && command.key !== 'redo')) return
      event.preventDefault()
      event.stopPropagation()
      // A key that is held down asks once: undo would run on after it was let go.
      if (!command.isIdle && !event.repeat) command.run()
    },
    { capture: true },
  )
}

const isInDialog = ({ target }: Event) =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null
