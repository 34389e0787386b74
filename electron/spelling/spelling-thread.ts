// The thread that knows the words: English as written in America and in Britain, and those of the trade. The dictionaries
// (550 kB each) are read when it starts, which is at the first word somebody types.
import nspell from 'nspell'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { tradeWords } from './spelling-words.ts'

/** What is asked of the thread; every question gets one reply of the same `id`. */
export type SpellingQuestion =
  { id: number; kind: 'unknown'; words: readonly string[] } | { id: number; kind: 'suggest'; word: string }
export interface SpellingReply {
  id: number
  /** Those of the words that no dictionary has, or the suggestions, best first. */
  words: string[]
}

const SUGGESTIONS = 5

const folder = path.join(import.meta.dirname, 'dictionaries')
const dictionaries = ['en-us', 'en-gb'].map((name) =>
  nspell(readFileSync(path.join(folder, `${name}.aff`)), readFileSync(path.join(folder, `${name}.dic`))),
)
for (const word of tradeWords) dictionaries[0]!.add(word).add(`${word}s`)

const isKnown = (word: string) => dictionaries.some((dictionary) => dictionary.correct(word))

/** Alternating, so that neither spelling is put last. */
function suggest(word: string): string[] {
  const lists = dictionaries.map((dictionary) => dictionary.suggest(word))
  const longest = Math.max(...lists.map((list) => list.length))
  const merged = Array.from({ length: longest }, (_, rank) => lists.flatMap((list) => list[rank] ?? [])).flat()
  return [...new Set(merged)].slice(0, SUGGESTIONS)
}

parentPort?.on('message', (question: SpellingQuestion) => {
  // Word processors write the apostrophe as a curly one, the dictionaries as a straight one.
  const plain = (word: string) => word.replaceAll('’', "'")
  const words =
    question.kind === 'suggest'
      ? suggest(plain(question.word))
      : [...new Set(question.words)].filter((word) => !isKnown(plain(word)))
  parentPort?.postMessage({ id: question.id, words } satisfies SpellingReply)
})
