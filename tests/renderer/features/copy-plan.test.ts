// What a copy would do, before it is done.
import { expect, test } from 'vitest'
import { compareItems, type Comparable } from '../../../renderer/src/features/items/copy-plan.ts'

const item = (id: number, item_code: string, title: string, item_subtype = 'Table'): Comparable => ({
  id,
  item_type: item_subtype === 'SDTM' ? 'Dataset' : 'TLF',
  item_subtype,
  item_code,
  title,
})

test('tells new ones, those that are there, and those under another title', () => {
  const source = [item(1, 't10', 'Ten'), item(2, 't2', 'Two'), item(3, 't3', 'Three'), item(4, 'AE', 'Events', 'SDTM')]
  const target = [item(11, 't2', 'Two'), item(12, 't3', 'Drei'), item(13, 't99', 'Only here')]
  const { lines, extra } = compareItems(source, target)
  expect(lines.map(({ source: { item_code }, tab, state, theirs }) => [item_code, tab, state, theirs])).toEqual([
    ['AE', 'SDTM', 'new', ''],
    ['t2', 'TLF', 'there', 'Two'],
    ['t3', 'TLF', 'differs', 'Drei'],
    ['t10', 'TLF', 'new', ''],
  ])
  expect(extra.map(({ item_code }) => item_code)).toEqual(['t99'])
})

test('a code of another kind is another item', () => {
  const { lines, extra } = compareItems([item(1, 'x1', 'One', 'Listing')], [item(2, 'x1', 'One', 'Table')])
  expect(lines[0]?.state).toBe('new')
  expect(extra).toHaveLength(1)
})
