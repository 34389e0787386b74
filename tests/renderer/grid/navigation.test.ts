// Where a key leads the active cell, and where editing goes on: never out of the grid.
import { describe, expect, it } from 'vitest'
import { moveByKey, nextEditable } from '../../../renderer/src/grid/selection/navigation.ts'

const extent = { rows: 100, columns: 5, page: 20 }
const move = (row: number, column: number, key: string, far = false) => moveByKey({ row, column }, key, far, extent)

describe('moving the active cell', () => {
  it.each([
    ['ArrowDown', false, 11, 2],
    ['ArrowUp', false, 9, 2],
    ['ArrowLeft', false, 10, 1],
    ['ArrowRight', false, 10, 3],
    ['Home', false, 10, 0],
    ['End', false, 10, 4],
    ['PageDown', false, 30, 2],
    ['PageUp', false, 0, 2],
    ['Home', true, 0, 0],
    ['End', true, 99, 4],
    ['ArrowDown', true, 99, 2],
    ['ArrowUp', true, 0, 2],
  ])('%s, far %s', (key, far, row, column) => expect(move(10, 2, key, far)).toEqual({ row, column }))

  it('reaches the header above the first row and stops at every edge', () => {
    expect(move(0, 0, 'ArrowUp')).toEqual({ row: -1, column: 0 })
    expect(move(-1, 0, 'ArrowUp')).toEqual({ row: -1, column: 0 })
    expect(move(99, 4, 'ArrowDown')).toEqual({ row: 99, column: 4 })
    expect(move(99, 4, 'ArrowRight')).toEqual({ row: 99, column: 4 })
    expect(move(5, 0, 'ArrowLeft')).toEqual({ row: 5, column: 0 })
  })

  it('leaves other keys alone', () => expect(move(1, 1, 'a')).toBeNull())
})

describe('the next cell to edit', () => {
  const editable = (column: number) => column === 1 || column === 3
  it('goes on in the row, then in the next one', () => {
    expect(nextEditable({ row: 0, column: 1 }, 1, extent, editable)).toEqual({ row: 0, column: 3 })
    expect(nextEditable({ row: 0, column: 3 }, 1, extent, editable)).toEqual({ row: 1, column: 1 })
    expect(nextEditable({ row: 1, column: 1 }, -1, extent, editable)).toEqual({ row: 0, column: 3 })
  })
  it('ends with the table', () => {
    expect(nextEditable({ row: 99, column: 3 }, 1, extent, editable)).toBeNull()
    expect(nextEditable({ row: 0, column: 1 }, -1, extent, editable)).toBeNull()
    expect(nextEditable({ row: 0, column: 0 }, 1, extent, () => false)).toBeNull()
  })
})
