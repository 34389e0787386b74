// Columns as the person has set them, over columns as they are declared.
import { describe, expect, it } from 'vitest'
import {
  withMoved,
  withPinned,
  withShown,
  withStep,
  withWidth,
} from '../../../renderer/src/grid/columns/column-layout.ts'
import { buildColumnModel, orderedColumns, type ColumnLayout } from '../../../renderer/src/grid/columns/column-model.ts'
import type { GridColumn } from '../../../renderer/src/grid/columns/columns.ts'
import { headerAction } from '../../../renderer/src/grid/columns/header-keys.ts'

const column = (id: string, group: string, fields: Partial<GridColumn<never>> = {}): GridColumn<never> => ({
  id,
  header: id,
  group,
  width: 100,
  sortKey: () => null,
  text: () => '',
  render: () => null,
  ...fields,
})
const columns = [
  column('code', 'item', { pinned: true, fixed: true }),
  column('title', 'item', { flexible: true }),
  column('kind', 'item', { initiallyHidden: true }),
  column('who', 'work'),
  column('when', 'work'),
]
const groups = [
  { id: 'item', header: 'Item' },
  { id: 'work', header: 'Work' },
]
const model = (layout: ColumnLayout) => buildColumnModel(columns, groups, layout)
const ids = (layout: ColumnLayout) => model(layout).columns.map(({ id }) => id)

describe('column model', () => {
  it('without a layout is as declared', () => {
    const { template, totalWidth, pinnedWidth, groups: spans } = model({})
    expect(ids({})).toEqual(['code', 'title', 'who', 'when'])
    expect(template).toBe('100px minmax(100px, 1fr) 100px 100px')
    expect([totalWidth, pinnedWidth]).toEqual([400, 100])
    expect(spans.map(({ group, span, start, pinned }) => [group.id, span, start, pinned])).toEqual([
      ['item', 1, 0, true],
      ['item', 1, 1, false],
      ['work', 2, 2, false],
    ])
  })

  it('hides, shows and never loses what a row is known by', () => {
    expect(ids(withShown(columns, {}, 'who', false))).toEqual(['code', 'title', 'when'])
    expect(ids(withShown(columns, {}, 'kind', true))).toEqual(['code', 'title', 'kind', 'who', 'when'])
    expect(ids({ hidden: ['code'] })).toContain('code')
  })

  it('moves a column, and by steps past hidden ones', () => {
    expect(ids(withMoved(columns, {}, 'when', 'title'))).toEqual(['code', 'when', 'title', 'who'])
    expect(ids(withStep(columns, {}, 'title', 1))).toEqual(['code', 'who', 'title', 'when'])
    expect(withStep(columns, {}, 'title', -1)).toEqual({})
  })

  it('pins in front, each behind the one before, with the width it says', () => {
    const { columns: placed, template, pinnedWidth } = model(withPinned(columns, {}, 'title', true))
    expect(placed.map(({ id, left, pinned }) => [id, left, pinned]).slice(0, 3)).toEqual([
      ['code', 0, true],
      ['title', 100, true],
      ['who', 200, false],
    ])
    expect(template).toBe('100px 100px 100px 100px')
    expect(pinnedWidth).toBe(200)
    expect(ids(withPinned(columns, {}, 'code', false))[0]).toBe('code')
  })

  it('keeps widths within bounds, and a sized column no longer takes what is left over', () => {
    expect(model(withWidth({}, 'title', 5_000)).columns[1]).toMatchObject({ width: 900, flexible: false })
    expect(model(withWidth({}, 'title', 1)).columns[1]?.width).toBe(44)
  })

  it('a column that a layout does not know stands behind its neighbour; one that is gone is passed over', () => {
    const layout = { order: ['code', 'gone', 'when', 'title'] }
    expect(orderedColumns(columns, layout).map(({ id }) => id)).toEqual(['code', 'when', 'title', 'kind', 'who'])
  })
})

describe('keys on a heading', () => {
  const key = (name: string, modifiers: Partial<Pick<KeyboardEvent, 'altKey' | 'shiftKey' | 'ctrlKey'>> = {}) =>
    headerAction({ key: name, altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, ...modifiers })
  it.each([
    [key('Enter'), { do: 'sort', add: false }],
    [key('Enter', { shiftKey: true }), { do: 'sort', add: true }],
    [key(' '), { do: 'menu' }],
    [key('ArrowDown', { altKey: true }), { do: 'menu' }],
    [key('ArrowRight', { altKey: true }), { do: 'move', step: 1 }],
    [key('ArrowLeft', { shiftKey: true }), { do: 'resize', by: -16 }],
    [key('F2'), { do: 'fit' }],
    [key('ArrowRight'), null],
    [key('ArrowDown'), null],
    [key('Enter', { ctrlKey: true }), null],
  ])('%#', (action, expected) => {
    expect(action).toEqual(expected)
  })
})
