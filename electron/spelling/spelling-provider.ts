// Runs before each page: lets Chromium ask the shell about words where the system has no checker that could be asked.
import { ipcRenderer, webFrame } from 'electron'
import { SPELLING_CHANNEL } from '../../shared/desktop-channels.ts'
import { canBeWalked, wordsToCheck } from './spelling-rules.ts'

/** Makes Chromium mark what the shell does not know; what it marks is also what its context menu is asked about. */
export function installSpellingProvider(): void {
  if (process.platform !== 'linux') return
  addEventListener('focusin', ({ target }) => guard(target), { capture: true })
  // Before it is known what the text will be nothing is checked; once it is known, what can be is.
  addEventListener('beforeinput', ({ target }) => guard(target, false), { capture: true })
  addEventListener('input', ({ target }) => guard(target), { capture: true })
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

/** A field of the page that asks for no checking itself is left as it is. */
const checked = new WeakSet<HTMLElement>()

function guard(field: EventTarget | null, isKnown = true): void {
  if (!(field instanceof HTMLElement)) return
  if (field.spellcheck) checked.add(field)
  if (checked.has(field)) field.spellcheck = isKnown && canBeWalked(textOf(field))
}

const textInFocus = () => textOf(document.activeElement)

function textOf(element: Element | null): string {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) return element.value
  return element?.textContent ?? ''
}
