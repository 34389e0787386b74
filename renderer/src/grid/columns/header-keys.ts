// What a key asks of the column whose heading is active.
export type HeaderAction =
  | { do: 'sort'; add: boolean }
  | { do: 'menu' }
  | { do: 'move'; step: 1 | -1 }
  | { do: 'resize'; by: number }
  | { do: 'fit' }

const STEP = 16

/** Enter sorts (Shift adds), Alt+Down or the menu key opens the menu, Alt+arrows move, Shift+arrows size, F2 fits. */
export function headerAction(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): HeaderAction | null {
  if (event.ctrlKey || event.metaKey) return null
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined
  if (step && event.altKey) return { do: 'move', step }
  if (step && event.shiftKey) return { do: 'resize', by: step * STEP }
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return { do: 'menu' }
  if (event.altKey) return event.key === 'ArrowDown' ? { do: 'menu' } : null
  if (event.key === 'Enter') return { do: 'sort', add: event.shiftKey }
  if (event.key === ' ') return { do: 'menu' }
  if (event.key === 'F2') return { do: 'fit' }
  return null
}
