// Spell checking that asks nobody: macOS and Windows have a checker of their own; on Linux, where Chromium would fetch a
// dictionary, a thread of ours knows the words, and is started by the first one.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Session } from 'electron'
import { app } from 'electron'
import type { SpellingQuestion, SpellingReply } from './spelling-thread.ts'

/** True where the system checks; also for the windows' `spellcheck` preference. */
export const systemChecks = process.platform === 'darwin' || process.platform === 'win32'

export interface Spelling {
  /** Those of the words that are not known; none while checking is off. */
  unknown(words: readonly string[]): Promise<readonly string[]>
  /** What may have been meant, best first. */
  suggest(word: string): Promise<readonly string[]>
}

type Unnumbered<Question> = Question extends unknown ? Omit<Question, 'id'> : never

/** @param isOn whether the person wants words checked */
export function createSpelling(isOn: () => boolean): Spelling {
  const ask = inThread()
  return {
    unknown: async (words) => (isOn() && words.length > 0 ? ask({ kind: 'unknown', words }) : []),
    suggest: async (word) => (isOn() && !systemChecks ? ask({ kind: 'suggest', word }) : []),
  }
}

/** Where no dictionary is: one that Windows lacks is asked for here, and is not found without anything leaving the machine. */
const NOWHERE = 'pearl://app/no-dictionaries/'

/** Turns the system's own checker on or off for a session; Chromium's own, which downloads, is never on. */
export function checkBySystem(session: Session, isOn: boolean): void {
  session.setSpellCheckerDictionaryDownloadURL(NOWHERE)
  if (process.platform === 'win32') session.setSpellCheckerLanguages(isOn ? systemLanguages(session) : [])
  session.setSpellCheckerEnabled(systemChecks && isOn)
}

function systemLanguages(session: Session): string[] {
  const known = session.availableSpellCheckerLanguages
  const fitting = (language: string) =>
    known.find((name) => name === language) ?? known.find((name) => name === language.split('-')[0])
  return [...new Set(app.getPreferredSystemLanguages().flatMap((language) => fitting(language) ?? []))]
}

/** @returns asks the thread, which is started by the first question and, when it failed, again by the next */
function inThread(): (question: Unnumbered<SpellingQuestion>) => Promise<readonly string[]> {
  let thread: Worker | undefined
  let lastId = 0
  const waiting = new Map<number, (words: readonly string[]) => void>()

  function start(): Worker {
    const worker = new Worker(path.join(import.meta.dirname, 'spelling-thread.js'), { name: 'spelling' })
    worker.unref()
    worker.on('message', ({ id, words }: SpellingReply) => {
      waiting.get(id)?.(words)
      waiting.delete(id)
    })
    // Without a checker no word is marked; what is written is not affected.
    worker.on('error', (error: Error) => console.error(`Spelling is not checked: ${error.message}`))
    worker.on('exit', () => {
      thread = undefined
      for (const answer of waiting.values()) answer([])
      waiting.clear()
    })
    return worker
  }

  return (question) =>
    new Promise((resolve) => {
      thread ??= start()
      const id = ++lastId
      waiting.set(id, resolve)
      thread.postMessage({ ...question, id })
    })
}
