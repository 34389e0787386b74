// What is selected, and that it never covers what is not shown.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addAt,
  axesOf,
  cellsOf,
  covers,
  extendTo,
  extentOf,
  rectangleOf,
  retain,
  selectAt,
  type Axes,
  type Cell,
  type Selection,
} from '../../../renderer/src/grid/selection/selection.ts'

const columns = ['code', 'person', 'status', 'due']
const axes = axesOf([10, 11, 12, 13, 14], columns)
const at = (row: number, column: string): Cell => ({ row, column })

describe('a selection', () => {
  test('reaches from its first cell to the one it is extended to, in every direction', () => {
    const begun = selectAt(axes, at(12, 'status'))!
    expect(extentOf(extendTo(axes, begun, at(10, 'person')))).toEqual({ cells: 6, rows: 3, columns: 2 })
    expect(extentOf(extendTo(axes, begun, at(14, 'due')))).toEqual({ cells: 6, rows: 3, columns: 2 })
    expect(rectangleOf(axes, extendTo(axes, begun, at(10, 'person')))).toEqual({
      rows: [10, 11, 12],
      columns: ['person', 'status'],
    })
  })

  test('of whole rows stays whole while it is extended', () => {
    const rows = extendTo(axes, selectAt(axes, at(11, 'status'), 'rows')!, at(12, 'person'))
    expect(extentOf(rows)).toEqual({ cells: 8, rows: 2, columns: 4 })
    const all = selectAt(axes, at(11, 'status'), 'all')!
    expect(extentOf(all)).toEqual({ cells: 20, rows: 5, columns: 4 })
    const column = selectAt(axes, at(11, 'status'), 'columns')!
    expect(extentOf(column)).toEqual({ cells: 5, rows: 5, columns: 1 })
  })

  test('of several blocks counts every cell once and has a shape only when they make a rectangle', () => {
    const first = extendTo(axes, selectAt(axes, at(10, 'person'))!, at(12, 'status'))
    const overlapping = extendTo(axes, addAt(axes, first, at(12, 'status'))!, at(13, 'due'))
    expect(extentOf(overlapping)).toEqual({ cells: 9, rows: 4, columns: 3 })
    expect(rectangleOf(axes, overlapping)).toBeNull()
    const apart = addAt(axes, selectAt(axes, at(10, 'person')), at(13, 'person'))!
    expect(rectangleOf(axes, apart)).toEqual({ rows: [10, 13], columns: ['person'] })
  })

  test('does not take in a row that appears between two of its rows', () => {
    const selection = extendTo(axes, selectAt(axes, at(10, 'person'))!, at(12, 'person'))
    const more = axesOf([10, 99, 11, 12, 13, 14], columns)
    expect(rectangleOf(more, retain(more, selection)!)!.rows).toEqual([10, 11, 12])
  })

  test('is gone when its first cell is', () => {
    const selection = extendTo(axes, selectAt(axes, at(10, 'person'))!, at(12, 'person'))
    expect(retain(axesOf([11, 12], columns), selection)).toBeNull()
  })
})

const anyCell = fc.record({ row: fc.constantFrom(...axes.rows), column: fc.constantFrom(...columns) })
const whole = fc.constantFrom(null, 'rows' as const, 'columns' as const, 'all' as const)
const anySelection = fc
  .array(fc.record({ from: anyCell, to: anyCell, whole }), { minLength: 1, maxLength: 4 })
  .map((strokes) =>
    strokes.reduce<Selection | null>(
      (selection, stroke) => extendTo(axes, addAt(axes, selection, stroke.from, stroke.whole)!, stroke.to),
      null,
    )!,
  )
const anyAxes: fc.Arbitrary<Axes> = fc
  .record({ rows: fc.subarray([...axes.rows]), columns: fc.subarray(columns) })
  .map(({ rows, columns: shown }) => axesOf(rows, shown))

describe('for every selection', () => {
  test('what it says it covers, what it lists and what it counts are the same', () => {
    fc.assert(
      fc.property(anySelection, (selection) => {
        const listed = cellsOf(axes, selection)
        const covered = axes.rows.flatMap((row) =>
          columns.filter((column) => covers(selection, row, column)).map((column) => ({ row, column })),
        )
        expect(listed).toEqual(covered)
        expect(extentOf(selection).cells).toBe(listed.length)
        const rectangle = rectangleOf(axes, selection)
        if (rectangle) expect(rectangle.rows.length * rectangle.columns.length).toBe(listed.length)
      }),
    )
  })

  test('nothing hidden is covered, and nothing new is', () => {
    fc.assert(
      fc.property(anySelection, anyAxes, (selection, shown) => {
        const left = retain(shown, selection)
        if (!left) return
        for (const { row, column } of cellsOf(axes, left)) {
          expect(shown.rows).toContain(row)
          expect(shown.columns).toContain(column)
          expect(covers(selection, row, column)).toBe(true)
        }
      }),
    )
  })
})
