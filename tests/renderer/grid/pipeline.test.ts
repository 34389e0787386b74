// What the person asked to see: quick words, predicates that are asked once per row, and order by several columns.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { GridColumn } from '../../../renderer/src/grid/columns/columns.ts'
import { naturalKey } from '../../../shared/domain/natural-order.ts'
import { containsWords, createPipeline } from '../../../renderer/src/grid/pipeline/pipeline.ts'
import { remember, tally } from '../../../renderer/src/grid/pipeline/remember.ts'
import { setSorting, toggleSorting, type Sorting } from '../../../renderer/src/grid/pipeline/sorting.ts'

interface Line {
  code: string
  due: string | null
}
const lines: Line[] = [
  { code: 't14.1.10', due: '2026-03-01' },
  { code: 't14.1.2', due: null },
  { code: 'f14.1.1', due: '2026-01-01' },
  { code: 't14.1.3', due: '2026-03-01' },
]
const sortKey = vi.fn((line: Line) => naturalKey(line.code))
const column = (id: 'code' | 'due'): GridColumn<Line> => ({
  id,
  header: id,
  group: 'item',
  width: 100,
  sortKey: (line) => (id === 'code' ? sortKey(line) : line.due),
  text: (line) => line[id] ?? '',
  render: () => null,
})
const columns = [column('code'), column('due')]
const run = (words: string, sorting: Sorting[] = []) => {
  const predicate = containsWords<Line>(words, (line) => line.code)
  const filters = predicate ? [remember(predicate)] : []
  return createPipeline<Line>()({ rows: lines, filters, columns, sorting }).map(({ code }) => code)
}
const by = (id: string, descending = false): Sorting => ({ column: id, descending })

describe('row pipeline', () => {
  it('keeps the given array when nothing is asked', () => {
    expect(createPipeline<Line>()({ rows: lines, filters: [], columns, sorting: [] })).toBe(lines)
    expect(containsWords('  ', () => '')).toBeNull()
  })

  it('wants every word of the filter, in any case and order', () => {
    expect(run('14.1 T')).toEqual(['t14.1.10', 't14.1.2', 't14.1.3'])
    expect(run('14.1.1 f')).toEqual(['f14.1.1'])
    expect(run('nothing')).toEqual([])
  })

  it('sorts both ways, rows without a value last in either', () => {
    expect(run('', [by('code')])).toEqual(['f14.1.1', 't14.1.2', 't14.1.3', 't14.1.10'])
    expect(run('', [by('due')])).toEqual(['f14.1.1', 't14.1.10', 't14.1.3', 't14.1.2'])
    expect(run('', [by('due', true)])).toEqual(['t14.1.10', 't14.1.3', 'f14.1.1', 't14.1.2'])
  })

  it('sorts by the second column where the first is equal', () => {
    expect(run('', [by('due', true), by('code')])).toEqual(['t14.1.3', 't14.1.10', 'f14.1.1', 't14.1.2'])
    expect(run('', [by('due', true), by('code', true)])).toEqual(['t14.1.10', 't14.1.3', 'f14.1.1', 't14.1.2'])
  })

  it('passes over columns that are not there, and leaves its input alone', () => {
    const before = [...lines]
    expect(run('', [by('gone')])).toEqual(lines.map(({ code }) => code))
    run('', [by('code')])
    expect(lines).toEqual(before)
  })

  it('asks each row once: after one change, one question is new', () => {
    const asks = vi.fn((line: Line) => line.due !== null)
    const filters = [remember(asks)]
    const pipeline = createPipeline<Line>()
    const ask = (rows: Line[]) => pipeline({ rows, filters, columns, sorting: [by('code')] }).map(({ code }) => code)
    ask(lines)
    sortKey.mockClear()
    asks.mockClear()
    expect(ask([{ code: 't14.1.11', due: '2026-03-01' }, ...lines.slice(1)])).toEqual([
      'f14.1.1',
      't14.1.3',
      't14.1.11',
    ])
    expect(asks).toHaveBeenCalledTimes(1)
    expect(sortKey).toHaveBeenCalledTimes(1)
  })

  it('over any course of changes gives what a new pipeline gives', () => {
    const change = fc.record({
      at: fc.nat(20),
      due: fc.option(fc.constantFrom('2026-01-01', '2026-02-02', '2026-03-03')),
      code: fc.constantFrom('a', 'b', 'c'),
      how: fc.constantFrom('set', 'add', 'drop'),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const filters = [remember((line: Line) => line.code !== 'c')]
        const sorting = [by('due', true), by('code')]
        const lasting = createPipeline<Line>()
        let rows: Line[] = lines
        for (const { at, due, code, how } of changes) {
          const place = at % (rows.length + 1)
          if (how === 'drop') rows = rows.toSpliced(place, 1)
          else rows = rows.toSpliced(place, how === 'set' ? 1 : 0, { due, code })
          const fresh = createPipeline<Line>()({
            rows,
            filters: [(list) => list.map((line) => line.code !== 'c')],
            columns: [column('code'), column('due')],
            sorting,
          })
          expect(lasting({ rows, filters, columns, sorting })).toEqual(fresh)
        }
      }),
    )
  })
})

describe('order by headings', () => {
  it('goes upwards, downwards, and back to the order of the list', () => {
    const once = toggleSorting([], 'a', false)
    const twice = toggleSorting(once, 'a', false)
    expect([once, twice, toggleSorting(twice, 'a', false)]).toEqual([[by('a')], [by('a', true)], []])
  })

  it('without Shift one column replaces all, with Shift it counts after them', () => {
    expect(toggleSorting([by('a'), by('b')], 'c', false)).toEqual([by('c')])
    expect(toggleSorting([by('a')], 'b', true)).toEqual([by('a'), by('b')])
    expect(toggleSorting([by('a'), by('b')], 'a', true)).toEqual([by('a', true), by('b')])
    expect(toggleSorting([by('a', true), by('b')], 'a', true)).toEqual([by('b')])
  })

  it('by the menu sets a direction where the column stands', () => {
    expect(setSorting([by('a'), by('b')], by('a', true), true)).toEqual([by('a', true), by('b')])
    expect(setSorting([by('a'), by('b')], by('b', true), false)).toEqual([by('b', true)])
  })
})

describe('tally', () => {
  it('counts what asking every row counts, whichever rows change, come and go', () => {
    const number = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(fc.array(fc.array(number, { maxLength: 5 }), { maxLength: 8 }), (lists) => {
        const isEven = (each: number) => each % 2 === 0
        const count = tally(isEven)
        for (const list of lists) expect(count(list)).toBe(list.filter(isEven).length)
      }),
    )
  })

  it('asks only about rows that have changed', () => {
    const asked = vi.fn((line: Line) => line.due !== null)
    const count = tally(asked)
    expect(count(lines)).toBe(3)
    asked.mockClear()
    expect(count(lines.with(0, { code: 't', due: null }))).toBe(2)
    expect(asked).toHaveBeenCalledTimes(2)
  })
})
