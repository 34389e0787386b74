// Runs before each page: lets Chromium ask the shell about words where the system has no checker that could be asked.
import { ipcRenderer, webFrame } from 'electron'
import { SPELLING_CHANNEL } from '../shared/desktop-channels.ts'
import { wordsToCheck } from './spelling-rules.ts'

/** Makes Chromium mark what the shell does not know; what it marks is also what its context menu is asked about. */
export function installSpellingProvider(): void {
  if (process.platform !== 'linux') return
  webFrame.setSpellCheckProvider('en', {
    spellCheck(words, answer) {
      const asked = wordsToCheck(words, textInFocus())
      if (asked.length === 0) return answer([])
      ipcRenderer.invoke(SPELLING_CHANNEL, asked).then(
        (unknown: string[]) => answer(unknown),
        // A shell that cannot be asked, or refuses, marks nothing.
        () => answer([]),
      )
    },
  })
}

function textInFocus(): string {
  const element = document.activeElement
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) return element.value
  return element?.textContent ?? ''
}
