// What stands on the screen stays: remote changes patch in place until the person acts.
import { describe, expect, it } from 'vitest'
import { computed, ref, shallowRef } from 'vue'
import { mergeOrder, useHeldRows } from '../../../renderer/src/grid/pipeline/held-order.ts'

const existing =
  (...ids: number[]) =>
  (id: number) =>
    ids.includes(id)

describe('merging what is shown with what is wanted', () => {
  it('changes nothing when only places differ', () => {
    const held = [1, 2, 3]
    expect(mergeOrder(held, [3, 2, 1], existing(1, 2, 3))).toBe(held)
  })

  it('keeps rows that left the filter, drops rows that are gone', () => {
    expect(mergeOrder([1, 2, 3], [1], existing(1, 3))).toEqual([1, 3])
  })

  it('puts new rows after their neighbour, in their order', () => {
    expect(mergeOrder([1, 3], [9, 1, 2, 8, 3, 4], existing(1, 2, 3, 4, 8, 9))).toEqual([9, 1, 2, 8, 3, 4])
  })
})

describe('held rows', () => {
  interface Line {
    id: number
    rank: number
  }
  function setUp() {
    const lines = shallowRef<Line[]>([
      { id: 1, rank: 1 },
      { id: 2, rank: 2 },
      { id: 3, rank: 3 },
    ])
    const limit = ref(10)
    const all = computed(() => new Map(lines.value.map((line) => [line.id, line])))
    const wanted = computed(() =>
      lines.value.filter(({ rank }) => rank <= limit.value).toSorted((a, b) => a.rank - b.rank),
    )
    const held = useHeldRows(
      () => wanted.value,
      () => all.value,
      (line) => line.id,
      () => limit.value,
    )
    return { lines, limit, held, ids: () => held.rows.value.map(({ id }) => id) }
  }

  it('patches a row in its place and says how many are displaced', () => {
    const { lines, held, ids } = setUp()
    lines.value = lines.value.map((line) => (line.id === 1 ? { id: 1, rank: 9 } : line))
    expect(ids()).toEqual([1, 2, 3])
    expect(held.rows.value[0]).toEqual({ id: 1, rank: 9 })
    expect(held.displaced.value).toBeGreaterThan(0)
    held.settle()
    expect(ids()).toEqual([2, 3, 1])
    expect(held.displaced.value).toBe(0)
  })

  it('keeps a row that left the filter until the person acts', () => {
    const { lines, limit, ids } = setUp()
    limit.value = 3
    lines.value = lines.value.map((line) => (line.id === 2 ? { id: 2, rank: 50 } : line))
    expect(ids()).toEqual([1, 2, 3])
    limit.value = 4
    expect(ids()).toEqual([1, 3])
  })

  it('drops a deleted row and takes up a new one', () => {
    const { lines, ids } = setUp()
    lines.value = [...lines.value.filter(({ id }) => id !== 1), { id: 7, rank: 2.5 }]
    expect(ids()).toEqual([2, 7, 3])
  })
})
