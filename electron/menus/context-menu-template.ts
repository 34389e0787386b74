// The menu of the right mouse button as data: only what can be done with what was clicked on, so it may be empty.
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

export type Clicked = Pick<
  ContextMenuParams,
  'misspelledWord' | 'isEditable' | 'linkURL' | 'selectionText' | 'editFlags' | 'x' | 'y'
>

export interface ContextActions {
  replace(word: string): void
  copyText(text: string): void
  /** Undefined where developer tools are off. */
  inspect: ((x: number, y: number) => void) | undefined
}

type Item = MenuItemConstructorOptions

/** @param suggestions for the misspelt word, best first */
export function contextMenuTemplate(clicked: Clicked, suggestions: readonly string[], act: ContextActions): Item[] {
  const groups = [spelling(clicked, suggestions, act), editing(clicked), link(clicked, act), developing(clicked, act)]
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' } as const, ...group]))
}

function spelling({ misspelledWord }: Clicked, suggestions: readonly string[], act: ContextActions): Item[] {
  if (misspelledWord === '') return []
  if (suggestions.length === 0) return [{ label: 'No suggestions', enabled: false }]
  return suggestions.map((word) => ({ label: word, click: () => act.replace(word) }))
}

function editing({ isEditable, selectionText, editFlags }: Clicked): Item[] {
  if (isEditable) {
    return [
      { role: 'undo', enabled: editFlags.canUndo },
      { role: 'redo', enabled: editFlags.canRedo },
      { type: 'separator' },
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ]
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy' }]
}

/** The address of a screen of ours is of no use elsewhere; that of a page outside is. */
function link({ linkURL }: Clicked, act: ContextActions): Item[] {
  if (!/^(https?|mailto):/i.test(linkURL)) return []
  return [{ label: 'Copy Link Address', click: () => act.copyText(linkURL) }]
}

function developing({ x, y }: Clicked, { inspect }: ContextActions): Item[] {
  return inspect ? [{ label: 'Inspect Element', click: () => inspect(x, y) }] : []
}
