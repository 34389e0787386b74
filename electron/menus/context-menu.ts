// Answers the right mouse button in every page. A grid cell that shows a menu of its own prevents this one.
import { app, BrowserWindow, clipboard, Menu, type ContextMenuParams, type WebContents } from 'electron'
import { contextMenuTemplate, type ContextActions } from './context-menu-template.ts'

/** @param suggest words that may have been meant, best first */
export function installContextMenu(suggest: (word: string) => Promise<readonly string[]>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_clicked, params) => void popUp(contents, params, suggest))
  })
}

async function popUp(
  contents: WebContents,
  params: ContextMenuParams,
  suggest: (word: string) => Promise<readonly string[]>,
): Promise<void> {
  const { misspelledWord, dictionarySuggestions } = params
  // The system's checker has its suggestions ready; ours is asked.
  const suggestions =
    misspelledWord === '' || dictionarySuggestions.length > 0 ? dictionarySuggestions : await suggest(misspelledWord)
  const window = contents.isDestroyed() ? null : BrowserWindow.fromWebContents(contents)
  if (!window) return
  const template = contextMenuTemplate(params, suggestions, actionsOn(contents))
  if (template.length > 0) Menu.buildFromTemplate(template).popup({ window, x: params.x, y: params.y })
}

const actionsOn = (contents: WebContents): ContextActions => ({
  replace: (word) => contents.replaceMisspelling(word),
  copyText: (text) => clipboard.writeText(text),
  inspect: app.isPackaged ? undefined : (x, y) => contents.inspectElement(x, y),
})
