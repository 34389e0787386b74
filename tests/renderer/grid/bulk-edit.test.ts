// One request about many cells: what of it can be done, what is so already, and what cannot be and why.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clearCells, fillCells, pasteArea, pasteBlock, setColumn } from '../../../renderer/src/grid/bulk/bulk-edit.ts'
import { textOf } from '../../../renderer/src/grid/clipboard/cell-text.ts'
import type { CellOption, GridColumn } from '../../../renderer/src/grid/columns/columns.ts'
import { asPasted } from '../../../renderer/src/grid/clipboard/pasted-cell.ts'

interface Line {
  id: number
  code: string
  person: number | null
  status: string
  due: string | null
  tags: string | null
}
const people: CellOption[] = [
  { value: null, label: 'Unassigned' },
  { value: 1, label: 'Ann Lee', aliases: ['ann'] },
  { value: 2, label: 'Bob Ray', aliases: ['bob'] },
  { value: 3, label: 'Sam Oak', aliases: ['sam.a'] },
  { value: 4, label: 'Sam Oak', aliases: ['sam.b'] },
]
const statuses: CellOption[] = [
  { value: 'not_started', label: 'Not started' },
  { value: 'done', label: 'Completed' },
]
const tags: CellOption[] = [
  { value: 7, label: 'Topline' },
  { value: 3, label: 'Batch 1' },
]
const blank = { header: '', group: 'g', width: 80, sortKey: () => null, render: () => null }
const columns: GridColumn<Line>[] = [
  { ...blank, id: 'code', text: (row) => row.code },
  {
    ...blank,
    id: 'person',
    text: (row) => String(row.person ?? ''),
    editor: {
      kind: 'option',
      value: (row) => row.person,
      options: (row) =>
        people.map((each) => (row.id === 12 && each.value === 2 ? { ...each, refusal: 'checks it' } : each)),
      clearable: true,
    },
  },
  {
    ...blank,
    id: 'status',
    text: (row) => row.status,
    editor: { kind: 'option', value: (row) => row.status, options: () => statuses, clearable: false },
  },
  {
    ...blank,
    id: 'due',
    text: (row) => row.due ?? '',
    editor: { kind: 'day', value: (row) => row.due, clearable: true },
  },
  {
    ...blank,
    id: 'tags',
    text: (row) => row.tags ?? '',
    editor: { kind: 'set', value: (row) => row.tags, options: () => tags, clearable: true },
  },
]
const lines = [10, 11, 12, 13].map((id): Line => ({
  id,
  code: `T${id}`,
  person: null,
  status: 'not_started',
  due: null,
  tags: null,
}))
const ids = lines.map(({ id }) => id)
const columnIds = columns.map(({ id }) => id)
const target = {
  rowById: (id: number) => lines.find((line) => line.id === id),
  columnOf: (id: string) => columns.find((column) => column.id === id),
}
const place = (rows: number[], selected: string[]) => ({
  selected: { rows, columns: selected },
  rows: ids,
  columns: columnIds,
})
const values = (edits: { row: number; column: string; value: unknown }[]) =>
  edits.map(({ row, column, value }) => [row, column, value])
const paste = (texts: string[][], rows: number[], selected: string[], order: 'day-month' | null = null) =>
  pasteBlock(target, asPasted(texts), place(rows, selected), order)

describe('pasting', () => {
  test('values are found by label, by other names and by wire value, whatever their case', () => {
    const bulk = paste(
      [
        ['ann', 'COMPLETED', '2026-03-12'],
        ['Bob  Ray', 'done', ''],
      ],
      [10],
      ['person'],
    )
    expect(values(bulk.edits)).toEqual([
      [10, 'person', 1],
      [10, 'status', 'done'],
      [10, 'due', '2026-03-12'],
      [11, 'person', 2],
      [11, 'status', 'done'],
    ])
    expect(bulk.unchanged).toBe(1)
  })

  test('what cannot be is left out, each cell with its reason', () => {
    const bulk = paste(
      [
        ['T1', 'nobody', 'later', 'soon'],
        ['T11', 'Sam Oak', '', ''],
        ['T12', 'bob', 'Completed', ''],
      ],
      [10],
      ['code'],
    )
    expect(bulk.problems.map(({ row, column, problem }) => [row, column, problem])).toEqual([
      [10, 'code', 'read-only'],
      [10, 'person', 'unknown'],
      [10, 'status', 'unknown'],
      [10, 'due', 'unknown'],
      [11, 'person', 'several'],
      [11, 'status', 'needed'],
      [12, 'person', 'refused'],
    ])
    expect(values(bulk.edits)).toEqual([[12, 'status', 'done']])
  })

  test('one value fills the selection; a block that fits a whole number of times is repeated', () => {
    expect(values(paste([['ann']], ids, ['person']).edits)).toHaveLength(4)
    expect(values(paste([['ann'], ['bob']], [10, 11, 12, 13], ['person']).edits)).toEqual([
      [10, 'person', 1],
      [11, 'person', 2],
      [12, 'person', 1].slice(0, 3),
      [13, 'person', 2],
    ])
  })

  test('what stands out over the end is said', () => {
    expect(paste([['ann'], ['bob'], ['ann']], [12], ['person']).cutOff).toEqual({ rows: 1, columns: 0 })
  })

  test('dates that could be either way round wait for the answer', () => {
    const texts = [['03/04/2026'], ['25/03/2026']]
    expect(paste(texts, [10], ['due']).ambiguous).toBe(1)
    expect(values(paste(texts, [10], ['due'], 'day-month').edits)).toEqual([
      [10, 'due', '2026-04-03'],
      [11, 'due', '2026-03-25'],
    ])
  })

  test('tags by name, in any order', () => {
    expect(values(paste([['topline; batch 1']], [10], ['tags']).edits)).toEqual([[10, 'tags', '3,7']])
    expect(paste([['topline; other']], [10], ['tags']).problems).toMatchObject([{ problem: 'unknown' }])
  })

  test('a block of any size over any selection touches each cell of its area once', () => {
    const size = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(
        size,
        size,
        fc.subarray(ids, { minLength: 1 }),
        fc.subarray(columnIds, { minLength: 1 }),
        (height, width, rows, selected) => {
          const area = pasteArea(height, width, place(rows, selected))
          expect(new Set(area.rows).size).toBe(area.rows.length)
          if (rows.length % height === 0 && selected.length % width === 0) expect(area.rows).toEqual(rows)
          else {
            expect(area.rows.length + area.cutOff.rows).toBe(height)
            expect(area.columns.length + area.cutOff.columns).toBe(width)
            expect(area.rows[0]).toBe(rows[0])
          }
        },
      ),
    )
  })

  test('what is copied can be pasted again and changes nothing', () => {
    const anyLine = fc.record({
      id: fc.constant(10),
      code: fc.constant('T10'),
      person: fc.constantFrom(null, 1, 2),
      status: fc.constantFrom('not_started', 'done'),
      due: fc.constantFrom(null, '2026-03-12', '2031-12-01'),
      tags: fc.constantFrom(null, '3', '3,7'),
    })
    fc.assert(
      fc.property(anyLine, (line) => {
        const own = { ...target, rowById: () => line }
        const tabbed = [columns.slice(1, 4).map((column) => textOf(column, line))]
        const bulk = pasteBlock(own, asPasted(tabbed), place([10], ['person']), null)
        expect([bulk.edits, bulk.problems]).toEqual([[], []])
      }),
    )
  })
})

describe('filling, clearing and setting', () => {
  test('the cells of the first rows are repeated', () => {
    const filled = {
      ...target,
      rowById: (id: number) => (id === 10 ? { ...lines[0]!, person: 2, due: '2026-01-01' } : target.rowById(id)),
    }
    const bulk = fillCells(filled, [10], [11, 12], ['code', 'person', 'due'])
    expect(values(bulk.edits)).toEqual([
      [11, 'person', 2],
      [11, 'due', '2026-01-01'],
      [12, 'due', '2026-01-01'],
    ])
    expect(bulk.problems).toMatchObject([{ row: 12, column: 'person', problem: 'refused', refusal: 'checks it' }])
  })

  test('only what may be empty is emptied; alone, the others say why not', () => {
    const held = { ...target, rowById: (id: number) => ({ ...target.rowById(id)!, person: 1 }) }
    const both = ['person', 'status'].map((column) => ({ row: 10, column }))
    expect(values(clearCells(held, both).edits)).toEqual([[10, 'person', null]])
    expect(clearCells(held, both).problems).toEqual([])
    expect(clearCells(held, [{ row: 10, column: 'status' }]).problems).toMatchObject([{ problem: 'needed' }])
    expect(clearCells(held, [{ row: 10, column: 'code' }]).problems).toMatchObject([{ problem: 'read-only' }])
  })

  test('one value on many rows', () => {
    const bulk = setColumn(target, ids, 'person', 2, people[2])
    expect(bulk.edits).toHaveLength(3)
    expect(bulk.problems).toMatchObject([{ row: 12, text: 'Bob Ray' }])
  })
})
