// A line of the palette and how well it fits what was typed. Pure.
import { excerptOf, type Piece } from '../../../../shared/domain/excerpt.ts'
import { fold, runsOf, squeeze } from '../../../../shared/domain/search-text.ts'
import type { Chord } from '../../commands/keys.ts'

/** In the order in which groups stand when nothing was typed. */
export const entryGroups = [
  'recent',
  'commands',
  'screens',
  'efforts',
  'items',
  'views',
  'people',
  'library',
  'found',
  'keys',
] as const
export type EntryGroup = (typeof entryGroups)[number]

export interface Entry {
  /** Names the thing across sources and over time. */
  key: string
  group: EntryGroup
  title: string
  /** Where it stands or what it is. */
  detail?: string
  icon: string
  /** Other words by which it is looked for. */
  words?: string
  chord?: Chord
  /** The address it leads to, when it leads to one; made when it is chosen, since ten thousand are not made for one. */
  to?: () => string
  run: () => void
}
export interface Line {
  entry: Entry
  title: readonly Piece[]
  detail: readonly Piece[]
}
export interface Section {
  group: EntryGroup
  lines: Line[]
}

/** Lines of a group that are shown while there are others, and of all of them. */
const SHOWN = 6
const SHOWN_OF: Partial<Record<EntryGroup, number>> = { items: 8, found: 20, commands: 8, keys: 5 }

export interface Query {
  whole: string
  words: readonly string[]
  squeezed: string
}
export const queryOf = (text: string): Query => ({
  whole: fold(text.trim()),
  words: fold(text).split(/\s+/).filter(Boolean),
  squeezed: squeeze(text),
})

/** What an entry is compared by; made once for each. */
export interface Comparable {
  title: string
  squeezed: string
  all: string
}
export function comparableOf({
  title,
  detail = '',
  words = '',
}: Pick<Entry, 'title' | 'detail' | 'words'>): Comparable {
  const folded = fold(title)
  return { title: folded, squeezed: squeeze(title), all: ` ${folded} ${fold(detail)} ${fold(words)}` }
}

/** Letters in order, with others between them: `stdm` finds `Set to dark mode`. */
function isWithin(letters: string, text: string): boolean {
  let at = -1
  for (const letter of letters) if ((at = text.indexOf(letter, at + 1)) < 0) return false
  return true
}

/** What only has the letters, scattered. */
const SCATTERED = 20

/** How well it fits, from 0 (not at all) to 100 (the very name). */
export function scoreOf(comparable: Comparable, { whole, words, squeezed }: Query): number {
  const { title, squeezed: name, all } = comparable
  if (title === whole) return 100
  if (squeezed !== '' && name === squeezed) return 98
  if (title.startsWith(whole)) return 90
  if (squeezed !== '' && name.startsWith(squeezed)) return 84
  if (words.every((word) => beginsWord(all, word))) return words.every((word) => title.includes(word)) ? 75 : 60
  if (words.every((word) => all.includes(word))) return 40
  return whole.length >= 3 && words.length === 1 && isWithin(whole, title) ? SCATTERED : 0
}
function beginsWord(all: string, word: string): boolean {
  for (let at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(all[at - 1] ?? ' ')) return true
  }
  return false
}

/** What fits, the best group and within it the best line first; scattered letters count only where no word fits, since they
 *  are in most sentences. Without a query everything fits, in its own order. */
export function sectionsOf(entries: Iterable<readonly [Entry, Comparable]>, text: string): Section[] {
  const query = queryOf(text)
  const scored: { entry: Entry; score: number }[] = []
  for (const [entry, comparable] of entries) {
    const score = query.whole === '' ? 1 : scoreOf(comparable, query)
    if (score > 0) scored.push({ entry, score })
  }
  // Ties keep the order of their source.
  scored.sort((a, b) => b.score - a.score)
  const fitting = (scored[0]?.score ?? 0) > SCATTERED ? scored.filter(({ score }) => score > SCATTERED) : scored
  const groups = new Map<EntryGroup, { best: number; entries: Entry[] }>()
  for (const { entry, score } of fitting) {
    const group = groups.get(entry.group) ?? { best: score, entries: [] }
    groups.set(entry.group, group)
    if (group.entries.length < (SHOWN_OF[entry.group] ?? SHOWN)) group.entries.push(entry)
  }
  const marks = runsOf(fold(text))
  const order = ([group, { best }]: readonly [EntryGroup, { best: number }]) =>
    [-best, entryGroups.indexOf(group)] as const
  return [...groups]
    .sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1])
    .map(([group, found]) => ({ group, lines: found.entries.map((entry) => lineOf(entry, marks)) }))
}
const lineOf = (entry: Entry, marks: readonly string[]): Line => ({
  entry,
  title: excerptOf(entry.title, marks, true),
  detail: excerptOf(entry.detail ?? '', marks, true),
})
