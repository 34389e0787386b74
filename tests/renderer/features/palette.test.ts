// How well a line of the palette fits what was typed, and how the groups stand.
import { describe, expect, test } from 'vitest'
import { placeOf } from '../../../renderer/src/features/palette/hit-entry.ts'
import {
  comparableOf,
  queryOf,
  scoreOf,
  sectionsOf,
  type Entry,
  type EntryGroup,
} from '../../../renderer/src/features/palette/entries.ts'
import type { SearchHit } from '../../../shared/actions/search.ts'
import { excerptOf } from '../../../shared/domain/excerpt.ts'

const entry = (group: EntryGroup, title: string, detail = '', words = ''): Entry => ({
  key: `${group}-${title}`,
  group,
  title,
  detail,
  words,
  icon: '',
  run: () => undefined,
})
const score = (title: string, text: string, detail = '') => scoreOf(comparableOf({ title, detail }), queryOf(text))

describe('a score', () => {
  test.each([
    ['t_14.1.2', 'T14.1.2', 't_14.1.20'],
    ['AE', 'ae', 'AESOC'],
    ['Dark colours', 'dark', 'Go dark'],
    ['New study', 'stu', 'Unstuck'],
    ['Dark colours', 'drkc', 'Settings'],
    ['Évaluation', 'eval', 'Revaluation'],
  ])('of %s for “%s” is above that of %s', (better, text, worse) =>
    expect(score(better, text)).toBeGreaterThan(score(worse, text)),
  )
  test('every word has to be there, wherever it is', () => {
    expect(score('t_14.1.2', 'demo 14.1', 'Demographics')).toBeGreaterThan(0)
    expect(score('t_14.1.2', 'demo 14.9', 'Demographics')).toBe(0)
    expect(score('Settings', 'xyz')).toBe(0)
  })
})

test('the best group stands first, what is many is cut, what was asked for is marked', () => {
  const many = Array.from({ length: 20 }, (_, n) => entry('items', `ae_${n}`, 'Adverse Events'))
  const entries = [entry('commands', 'Undo: adae to Completed'), ...many, entry('efforts', 'AE')]
  const sections = sectionsOf(
    entries.map((each) => [each, comparableOf(each)] as const),
    'ae',
  )
  expect(sections.map(({ group }) => group)).toEqual(['efforts', 'items', 'commands'])
  expect(sections[1]!.lines).toHaveLength(8)
  expect(sections[1]!.lines[0]!.title).toEqual([
    { text: 'ae', hit: true },
    { text: '_0', hit: false },
  ])
})
test('scattered letters are taken for an answer only where nothing better fits', () => {
  const entries = [entry('people', 'Rita Almeida'), entry('commands', 'Tracker: Import a spreadsheet…')]
  const found = (text: string) =>
    sectionsOf(
      entries.map((each) => [each, comparableOf(each)] as const),
      text,
    ).flatMap(({ lines }) => lines.map(({ entry: { title } }) => title))
  expect(found('rita')).toEqual(['Rita Almeida'])
  expect(found('rimp')).toEqual(['Tracker: Import a spreadsheet…'])
})

test('without a query everything stays in its order', () => {
  const entries = [entry('screens', 'B'), entry('commands', 'Z'), entry('commands', 'A')]
  const sections = sectionsOf(
    entries.map((each) => [each, comparableOf(each)] as const),
    ' ',
  )
  expect(sections.map(({ group, lines }) => [group, lines.map((line) => line.entry.title)])).toEqual([
    ['commands', ['Z', 'A']],
    ['screens', ['B']],
  ])
})

test('marks keep the text as it is, accents written apart and astral letters included', () => {
  for (const text of ['De\u0301mographie', '𝒜dverse 𝒜e', 'İstanbul ß', '👩‍👩‍👧 ae', 'a'.repeat(500)]) {
    const pieces = excerptOf(text, ['demo', 'ae', 'a', 'istan'])
    expect(
      pieces
        .map((piece) => piece.text)
        .join('')
        .replaceAll('…', ''),
    ).toBe(
      text.slice(
        0,
        pieces
          .map((piece) => piece.text)
          .join('')
          .replaceAll('…', '').length,
      ),
    )
  }
  expect(excerptOf('De\u0301mographie', ['demo'])[0]).toEqual({ text: 'De\u0301mo', hit: true })
})

test.each([
  [
    { kind: 'studies', id: 3 },
    { name: 'studies', query: { show: 'study-3' } },
  ],
  [
    { kind: 'text_elements', id: 4, type: 'footnote' },
    { name: 'texts', params: { type: 'footnote' }, query: { text: '4' } },
  ],
  [
    { kind: 'users', id: 5 },
    { name: 'work', query: { person: '5' } },
  ],
  [
    { kind: 'package_items', id: 6, package_id: 2 },
    { name: 'packages', params: { id: 2 }, query: { item: '6' } },
  ],
  [
    { kind: 'reporting_efforts', id: 7, reporting_effort_id: 7 },
    { name: 'effort', params: { id: 7, tab: 'TLF' } },
  ],
  [
    {
      kind: 'tracker_comments',
      id: 8,
      type: 'programming',
      item_type: 'Dataset',
      item_subtype: 'ADaM',
      reporting_effort_id: 7,
      item_id: 9,
    },
    { name: 'effort', params: { id: 7, tab: 'ADaM' }, query: { item: '9', comment: '8' } },
  ],
] as [Partial<SearchHit>, object][])('%j is opened at its place', (hit, place) => {
  const none = {
    type: null,
    item_type: null,
    item_subtype: null,
    reporting_effort_id: null,
    package_id: null,
    item_id: null,
  }
  expect(placeOf({ name: [], excerpt: [], path: [], ...none, ...hit } as SearchHit, 'TLF')).toEqual(place)
})
