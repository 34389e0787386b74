import { describe, expect, it } from 'vitest'
import type { GridColumn } from '../../../renderer/src/grid/columns.ts'
import { naturalKey } from '../../../renderer/src/grid/natural-order.ts'
import { runPipeline, sortRows } from '../../../renderer/src/grid/pipeline.ts'

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
const column = (id: 'code' | 'due'): GridColumn<Line> => ({
  id,
  header: id,
  group: 'item',
  width: 100,
  sortKey: (line) => (id === 'code' ? naturalKey(line.code) : line.due),
  text: (line) => line[id] ?? '',
  render: () => null,
})
const run = (filter: string, sorting: { column: string; descending: boolean } | null) =>
  runPipeline({
    rows: lines,
    searchText: (line) => line.code,
    filter,
    columns: [column('code'), column('due')],
    sorting,
  }).map(({ code }) => code)

describe('row pipeline', () => {
  it('keeps the given order and array without filter and sorting', () => {
    const input = { rows: lines, searchText: () => '', filter: '  ', columns: [], sorting: null }
    expect(runPipeline(input)).toBe(lines)
  })

  it('wants every word of the filter, in any case and order', () => {
    expect(run('14.1 T', null)).toEqual(['t14.1.10', 't14.1.2', 't14.1.3'])
    expect(run('14.1.1 f', null)).toEqual(['f14.1.1'])
    expect(run('nothing', null)).toEqual([])
  })

  it('sorts both ways, rows without a value last in either', () => {
    expect(run('', { column: 'code', descending: false })).toEqual(['f14.1.1', 't14.1.2', 't14.1.3', 't14.1.10'])
    expect(run('', { column: 'due', descending: false })).toEqual(['f14.1.1', 't14.1.10', 't14.1.3', 't14.1.2'])
    expect(run('', { column: 'due', descending: true })).toEqual(['t14.1.10', 't14.1.3', 'f14.1.1', 't14.1.2'])
  })

  it('keeps the order of equal rows and leaves its input alone', () => {
    const before = [...lines]
    expect(sortRows(lines, () => 1, true)).toEqual(before)
    expect(lines).toEqual(before)
  })
})
