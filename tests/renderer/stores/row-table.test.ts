// A table is a map that keeps order: whatever is done to it, it says what a map says; and what it tells of two tables is what
// comparing them row by row tells.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RowTable } from '../../../renderer/src/stores/row-table.ts'

interface Line {
  id: number
  text: string
}
const id = fc.integer({ min: 1, max: 12 })
const line = fc.record({ id, text: fc.string({ maxLength: 2 }) })
const step = fc.record({ rows: fc.array(line, { maxLength: 6 }), removed: fc.uniqueArray(id, { maxLength: 3 }) })

it('says what a map says after any steps, and leaves the tables before as they were', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let table = RowTable.of<Line>([])
      const oracle = new Map<number, Line>()
      for (const { rows, removed } of steps) {
        const before = { table, list: [...table.list] }
        table = table.with(rows, new Set(removed))
        for (const row of rows) oracle.set(row.id, row)
        for (const gone of removed) oracle.delete(gone)
        expect([...table]).toEqual([...oracle])
        expect([...table.keys()]).toEqual([...oracle.keys()])
        expect(table.size).toBe(oracle.size)
        for (let each = 1; each <= 12; each += 1) expect(table.get(each)).toBe(oracle.get(each))
        expect([...before.table.list]).toEqual(before.list)
      }
    }),
  )
})

it('tells which rows are others than before, and null once rows came or went', () => {
  const lines = [1, 2, 3].map((each): Line => ({ id: each, text: 'a' }))
  const before = RowTable.of(lines)
  const other = { id: 2, text: 'b' }
  const now = before.with([other])
  expect(now.changedSince(before)).toEqual([{ now: other, was: lines[1] }])
  expect(now.changedSince(now)).toEqual([])
  // Read anew, in the same order.
  expect(RowTable.of([lines[0]!, other, lines[2]!], before).changedSince(before)).toEqual([
    { now: other, was: lines[1] },
  ])
  expect(before.with([{ id: 4, text: 'a' }]).changedSince(before)).toBeNull()
  expect(before.with([], new Set([1])).changedSince(before)).toBeNull()
  expect(RowTable.of(lines.toReversed(), before).changedSince(before)).toBeNull()
})
