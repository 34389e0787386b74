// What a key asks of the cells, when the active one is in a row and no editor is open. Moving is navigation.ts's.
import type { Whole } from './selection.ts'

export type GridAction =
  | { do: 'open' }
  | { do: 'type'; text: string }
  | { do: 'clear' }
  | { do: 'select'; whole: Exclude<Whole, null> }
  | { do: 'fill-down' }
  | { do: 'next'; step: 1 | -1 }
  | { do: 'escape' }

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>

export function gridAction({ key, code, altKey, shiftKey, ctrlKey, metaKey }: Keys): GridAction | null {
  const command = ctrlKey || metaKey
  if (altKey) return null
  if (key === ' ' || code === 'Space') {
    if (command && shiftKey) return { do: 'select', whole: 'all' }
    // Where Command and the space bar open the system's search, Control selects the column.
    if (ctrlKey) return { do: 'select', whole: 'columns' }
    return shiftKey ? { do: 'select', whole: 'rows' } : { do: 'open' }
  }
  if (command) {
    const letter = key.toLowerCase()
    if (letter === 'a' && !shiftKey) return { do: 'select', whole: 'all' }
    if (letter === 'd' && !shiftKey) return { do: 'fill-down' }
    return null
  }
  switch (key) {
    case 'Enter':
    case 'F2':
      return { do: 'open' }
    case 'Delete':
    case 'Backspace':
      return { do: 'clear' }
    case 'Escape':
      return { do: 'escape' }
    case 'Tab':
      return { do: 'next', step: shiftKey ? -1 : 1 }
    default:
      return key.length === 1 ? { do: 'type', text: key } : null
  }
}
