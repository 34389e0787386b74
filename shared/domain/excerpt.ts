// The part of a text that shows why it was found, cut into pieces of which those that were asked for are marked. Pure; text
// stays text, so nothing in it can become markup.
import { fold } from './search-text.ts'

/** A piece of text; `hit` when it is what was asked for. */
export interface Piece {
  text: string
  hit: boolean
}

/** Characters shown of a text, and of those before the first mark. */
const SHOWN = 160
const BEFORE = 40

/** Beginnings of words that were asked for, as ranges of `text`. */
function rangesOf(text: string, marks: readonly string[]): [number, number][] {
  const ranges: [number, number][] = []
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = match[0]
    const folded = fold(word)
    const mark = marks.filter((each) => folded.startsWith(each)).sort((a, b) => b.length - a.length)[0]
    if (mark === undefined) continue
    // Folding keeps the number of characters but for accents written apart, which belong to the letter before.
    let end = 0
    for (let seen = 0; end < word.length && seen < mark.length;) {
      const character = String.fromCodePoint(word.codePointAt(end)!)
      end += character.length
      seen += fold(character).length
    }
    while (end < word.length && /\p{M}/u.test(word[end]!)) end += 1
    ranges.push([match.index, match.index + end])
  }
  return ranges
}

/** @param whole keep the text from its beginning, as a name is */
export function excerptOf(text: string, marks: readonly string[], whole = false): Piece[] {
  if (text === '') return []
  const ranges = rangesOf(text.slice(0, 20_000), marks)
  const first = ranges[0]?.[0] ?? 0
  const from = whole || first <= SHOWN - BEFORE ? 0 : wordStart(text, first - BEFORE)
  const to = text.length <= from + SHOWN ? text.length : wordStart(text, from + SHOWN)
  const pieces: Piece[] = []
  const add = (piece: string, hit: boolean) => piece !== '' && pieces.push({ text: piece, hit })
  let at = from
  for (const [start, end] of ranges) {
    if (start < from || end > to) continue
    add(text.slice(at, start), false)
    add(text.slice(start, end), true)
    at = end
  }
  add(text.slice(at, to), false)
  if (from > 0) pieces.unshift({ text: '…', hit: false })
  if (to < text.length) pieces.push({ text: '…', hit: false })
  return pieces
}

/** The end of the blank before `at` or `at` itself where words are long, never within a character. */
function wordStart(text: string, at: number): number {
  const blank = text.lastIndexOf(' ', at)
  if (blank > at - 24) return blank + 1
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}
