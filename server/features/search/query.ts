// What a person typed, as an expression of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax). Only letters,
// digits and marks of the text get into it, each run of them quoted, so that nothing typed is ever syntax.
import { fold, runsOf, squeeze } from '../../../shared/domain/search-text.ts'

/** Words beyond these narrow nothing further and only cost time. */
const MAX_WORDS = 12
const MAX_TOKEN = 64

export interface Asked {
  /** Finds what has exactly this code. */
  exact: string
  /** Finds what has a code that begins so. */
  begins: string
  /** Finds every word, in any order, the last letters of each still untyped. */
  words: string
  /** Folded runs of letters and digits, to mark in what was found. */
  marks: string[]
  /** One letter or digit: so much is found that weighing it is not worth the time. */
  isBroad: boolean
}

const quoted = (runs: readonly string[]) => `"${runs.join(' ')}"`

/** @returns null when the text holds no letter and no digit */
export function ask(text: string): Asked | null {
  const words = text
    .slice(0, 2000)
    .split(/\s+/u)
    .map((word) => runsOf(word).map((token) => token.slice(0, MAX_TOKEN)))
    .filter((runs) => runs.length > 0)
    .slice(0, MAX_WORDS)
  if (words.length === 0) return null
  const whole = quoted([squeeze(words.flat().join('')).slice(0, 4 * MAX_TOKEN)])
  const each = words.map(
    (runs) => `({code text} : ${quoted(runs)} * OR joined : ${quoted([squeeze(runs.join(''))])} *)`,
  )
  const marks = [...new Set(words.flat().map(fold))].filter((mark) => mark !== '')
  return {
    exact: `joined : ${whole}`,
    begins: `joined : ${whole} *`,
    words: each.join(' AND '),
    marks,
    isBroad: words.length === 1 && words[0]!.join('').length === 1,
  }
}
