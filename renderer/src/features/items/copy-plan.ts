// What a copy of items into an effort would do, before it is done: which are new there, which are there already, and what
// differs in those. Two items are the same when kind and code are (protocol 2.10). Pure.
import type { ItemType } from '../../../../shared/domain/item-types.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'
import { tabOfItem, type ItemTab } from './item-tabs.ts'

/** An item as far as copying and comparing look at it. */
export interface Comparable {
  id: number
  item_type: ItemType
  item_subtype: string
  item_code: string
  /** Title of an output, label of a dataset. */
  title: string
}

export interface PlanLine {
  source: Comparable
  tab: ItemTab
  /** `new`: it would be added. `there`: it is in the effort already, alike. `differs`: there, under another title. */
  state: 'new' | 'there' | 'differs'
  /** The title it has in the effort. */
  theirs: string
}

export interface Comparison {
  lines: PlanLine[]
  /** In the effort only. */
  extra: Comparable[]
}

const keyOf = ({ item_type, item_subtype, item_code }: Comparable) =>
  JSON.stringify([item_type, item_subtype, item_code])
const inOrder = <T>(rows: readonly T[], code: (row: T) => string): T[] =>
  rows
    .map((row) => ({ row, key: naturalKey(code(row)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)

/** Compares what a source has with what the effort has. */
export function compareItems(source: readonly Comparable[], target: readonly Comparable[]): Comparison {
  const there = new Map(target.map((item) => [keyOf(item), item]))
  const lines = source.map((item): PlanLine => {
    const same = there.get(keyOf(item))
    there.delete(keyOf(item))
    const state = !same ? 'new' : same.title === item.title ? 'there' : 'differs'
    return { source: item, tab: tabOfItem(item), state, theirs: same?.title ?? '' }
  })
  return {
    lines: inOrder(lines, (line) => line.source.item_code),
    extra: inOrder([...there.values()], (item) => item.item_code),
  }
}
