// Typed filters: what each kind lets pass, that they combine, and that no pattern can be made to run long.
import { describe, expect, it } from 'vitest'
import type { GridColumn } from '../../../renderer/src/grid/columns/columns.ts'
import { dayMatcher, type DayRange } from '../../../renderer/src/grid/pipeline/day-range.ts'
import {
  countValues,
  filter,
  ME,
  predicateOf,
  type ColumnFilter,
  type Filter,
} from '../../../renderer/src/grid/pipeline/filters.ts'
import { createPipeline } from '../../../renderer/src/grid/pipeline/pipeline.ts'
import { remember } from '../../../renderer/src/grid/pipeline/remember.ts'
import { expressionFault, fitsWildcard, textMatcher } from '../../../renderer/src/grid/pipeline/text-match.ts'

interface Line {
  id: number
  code: string
  person: number | null
  tags: number[]
  due: string | null
  live: boolean
}
const lines: Line[] = [
  { id: 1, code: 't14.1.1', person: 7, tags: [1, 2], due: '2026-03-10', live: false },
  { id: 2, code: 't14.1.2', person: null, tags: [], due: '2026-03-12', live: true },
  { id: 3, code: 'f14.1.1', person: 8, tags: [2], due: null, live: false },
]
const column = (id: string, by: ColumnFilter<Line>): GridColumn<Line> => ({
  id,
  header: id,
  group: 'item',
  width: 100,
  sortKey: () => null,
  text: () => '',
  render: () => null,
  filter: by,
})
const columns = {
  code: column('code', { kind: 'text', text: ({ code }) => code }),
  person: column('person', { kind: 'set', values: ({ person }) => [person], choices: () => [] }),
  tags: column('tags', {
    kind: 'set',
    values: ({ tags }) => (tags.length > 0 ? tags : [null]),
    choices: () => [],
  }),
  due: column('due', { kind: 'day', day: ({ due }) => due }),
  late: column('late', { kind: 'day', day: ({ due }) => due, isOverdue: ({ id }) => id === 3 }),
  live: column('live', { kind: 'flag', flag: ({ live }) => live }),
}
const context = { today: '2026-03-11', me: 7 }
const passing = (name: keyof typeof columns, asked: Filter) => {
  const predicate = predicateOf(columns[name], asked, context)
  return predicate ? lines.filter(predicate).map(({ id }) => id) : null
}

describe('filters by kind', () => {
  it.each<[string, keyof typeof columns, Filter, number[]]>([
    ['part of the text, in any case', 'code', { kind: 'text', text: 'T14', expression: false }, [1, 2]],
    ['the whole text with wildcards', 'code', { kind: 'text', text: '?14.1.1', expression: false }, [1, 3]],
    ['a wildcard is not a part', 'code', { kind: 'text', text: '14*', expression: false }, []],
    ['one of a set', 'person', { kind: 'set', values: [8] }, [3]],
    ['whoever looks', 'person', { kind: 'set', values: [ME] }, [1]],
    ['nobody', 'person', { kind: 'set', values: [null, 8] }, [2, 3]],
    ['any of many values of a row', 'tags', { kind: 'set', values: [2] }, [1, 3]],
    ['no value at all', 'tags', { kind: 'set', values: [null] }, [2]],
    ['yes', 'live', { kind: 'flag', flag: true }, [2]],
    ['no', 'live', { kind: 'flag', flag: false }, [1, 3]],
    ['days before today', 'due', { kind: 'day', range: { is: 'overdue' } }, [1]],
    ['what the column itself calls overdue', 'late', { kind: 'day', range: { is: 'overdue' } }, [3]],
  ])('%s', (_name, by, asked, expected) => {
    expect(passing(by, asked)).toEqual(expected)
  })

  it('a filter of another kind than the column asks nothing', () => {
    expect(passing('code', { kind: 'flag', flag: true })).toBeNull()
  })

  it('combine: every column must let the row pass', () => {
    const filters = [
      predicateOf(columns.tags, { kind: 'set', values: [2] }, context),
      predicateOf(columns.code, { kind: 'text', text: 't*', expression: false }, context),
    ].map((predicate) => remember(predicate!))
    const rows = createPipeline<Line>()({ rows: lines, filters, columns: [], sorting: [] })
    expect(rows.map(({ id }) => id)).toEqual([1])
  })

  it('count each value of a set', () => {
    expect([...countValues(columns.tags, lines)]).toEqual([
      [1, 1],
      [2, 2],
      [null, 1],
    ])
  })
})

describe('ranges of days', () => {
  const days = ['2026-03-08', '2026-03-09', '2026-03-11', '2026-03-15', '2026-03-16', '2026-03-18', null]
  it.each<[DayRange, (string | null)[]]>([
    [{ is: 'today' }, ['2026-03-11']],
    [{ is: 'this_week' }, ['2026-03-09', '2026-03-11', '2026-03-15']],
    [{ is: 'next', days: 7 }, ['2026-03-11', '2026-03-15', '2026-03-16', '2026-03-18']],
    [{ is: 'last', days: 2 }, ['2026-03-09', '2026-03-11']],
    [{ is: 'between', from: '2026-03-15', to: null }, ['2026-03-15', '2026-03-16', '2026-03-18']],
    [{ is: 'between', from: null, to: '2026-03-08' }, ['2026-03-08']],
    [{ is: 'empty' }, [null]],
    [{ is: 'present' }, days.slice(0, -1)],
  ])('%j', (range, expected) => {
    expect(days.filter(dayMatcher(range, '2026-03-11'))).toEqual(expected)
  })
})

describe('patterns', () => {
  it.each([
    ['t14.2.9', 't14.*', true],
    ['t14.2.9', 't14.?.9', true],
    ['t14.2.9', '*2*9', true],
    ['t14.2.9', 't14', false],
    ['t14.2.9', '*8', false],
    ['', '*', true],
    ['abc', '**c', true],
  ])('%s fits %s: %s', (text, pattern, expected) => {
    expect(fitsWildcard(text, pattern)).toBe(expected)
  })

  it('an expression is fetched when it is asked for, and then told apart from what is none', async () => {
    expect(await expressionFault('t14\\.[12]')).toBeNull()
    expect(await expressionFault('t14.[')).toMatch(/\]/)
    const matches = textMatcher('^T14\\.(1|2)$', true)
    expect(['t14.1', 't14.3'].map(matches)).toEqual([true, false])
    expect(textMatcher('t14.[', true)('t14.[')).toBe(false)
  })

  it('what would bring other engines to a halt is answered at once', async () => {
    await expressionFault('x')
    const started = performance.now()
    expect(textMatcher('^(a+)+$', true)(`${'a'.repeat(2_000)}b`)).toBe(false)
    expect(fitsWildcard('a'.repeat(5_000), `${'*a'.repeat(40)}b`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

it('what is kept of a filter is checked when it is read', () => {
  expect(filter.safeParse({ kind: 'set', values: [] }).success).toBe(false)
  expect(filter.safeParse({ kind: 'day', range: { is: 'next' } }).success).toBe(false)
  expect(filter.safeParse({ kind: 'set', values: [null, 3, '@me'] }).success).toBe(true)
})
