// Which words are worth asking a dictionary about. Names of outputs, datasets and variables are no words: t_14_1_1, ADSL,
// CRF2 are never marked. Free of Electron, because the script before each page needs it as well.

/** Longest text that is looked through for codes, in characters; a field holds less than that. */
const LONGEST = 20_000
/** Longer than any word; asking for what is near it would take long. */
const LONGEST_WORD = 40

/** True for what cannot be a word: with a digit or an underscore, all in capitals, of one letter, or endless. */
export function isCode(word: string): boolean {
  return word.length < 2 || word.length > LONGEST_WORD || /[\d_]/.test(word) || word === word.toUpperCase()
}

/**
 * The words of `words` to look up. Chromium takes a code apart before it asks (`t_demog` arrives as `t` and `demog`), so what
 * stands in `text` only as a part of codes is left out too.
 * @param text of the field that is being written in
 */
export function wordsToCheck(words: readonly string[], text: string): string[] {
  const candidates = words.filter((word) => !isCode(word))
  if (candidates.length === 0) return []
  const tokens = text.slice(0, LONGEST).split(/[\s,;:()"/]+/)
  const codes = tokens.filter((token) => isCode(withoutEnd(token)))
  const plain = tokens.filter((token) => !isCode(withoutEnd(token)))
  const isPartOfCodes = (word: string) => holds(codes, word) && !holds(plain, word)
  return candidates.filter((word) => !isPartOfCodes(word))
}

const withoutEnd = (token: string) => token.replace(/[.!?']+$/, '')
const holds = (tokens: readonly string[], word: string) => tokens.some((token) => token.includes(word))

/**
 * Whether a text may be given to Chromium's walk over words at all. With a provider of ours it never ends in a piece that begins
 * with anything but a letter, and the window stands still (Electron 45.4.1; once mended in electron/electron#45001). Pieces
 * are lines and sentences.
 */
export const canBeWalked = (text: string): boolean => !/(?:^|\n|[.!?:;]\s)(?!\p{L})[\s\S]/u.test(text)
