// The merge rule: the higher version wins, a deleted row comes back only with a version beyond the deleted one, what did not
// change keeps its identity.
import { describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { createCollection } from '../../../renderer/src/stores/collection.ts'

interface Thing {
  id: number
  version: number
  name: string
}
const thing = (id: number, version: number, name = `${id}.${version}`): Thing => ({ id, version, name })

describe('collection', () => {
  it('replaces a row only by a higher version, in whatever order rows arrive', () => {
    const things = createCollection<Thing>()
    things.merge([thing(1, 3)])
    expect(things.apply([{ id: 1, row: thing(1, 2) }])).toBe(false)
    expect(things.apply([{ id: 1, row: thing(1, 3, 'same version') }])).toBe(false)
    expect(things.get(1)?.name).toBe('1.3')
    expect(things.apply([{ id: 1, row: thing(1, 4) }])).toBe(true)
    expect(things.get(1)?.name).toBe('1.4')
  })

  it('remembers what was deleted, also when the row was never seen', () => {
    const things = createCollection<Thing>()
    things.merge([thing(1, 1)])
    things.apply([
      { id: 1, row: null },
      { id: 2, row: null },
    ])
    expect(things.merge([thing(1, 1), thing(2, 9)])).toBe(false)
    expect(things.rows.size).toBe(0)
  })

  it('takes a row back that was created again, and no older state of it, in whatever order they arrive', () => {
    const things = createCollection<Thing>()
    things.merge([thing(1, 3)])
    things.apply([{ id: 1, row: null, version: 4 }])
    expect(things.merge([thing(1, 4)])).toBe(false)
    expect(things.merge([thing(1, 5)])).toBe(true)
    // The deletion is told late, once more.
    expect(things.apply([{ id: 1, row: null, version: 4 }])).toBe(false)
    expect(things.get(1)?.version).toBe(5)
    things.apply([{ id: 1, row: null, version: 5 }])
    expect(things.merge([thing(1, 5)])).toBe(false)
  })

  it('creates and deletes within one batch', () => {
    const things = createCollection<Thing>()
    things.apply([
      { id: 5, row: thing(5, 1) },
      { id: 5, row: null },
    ])
    expect(things.get(5)).toBeUndefined()
  })

  it('starts over with replaceAll: lower versions and deleted ids count again', () => {
    const things = createCollection<Thing>()
    things.merge([thing(1, 9)])
    things.apply([{ id: 2, row: null }])
    things.replaceAll([thing(1, 1), thing(2, 1)])
    expect([...things.rows.values()].map(({ name }) => name)).toEqual(['1.1', '2.1'])
  })

  it('keeps the identity of rows that did not change, and tells dependents once a batch', () => {
    const things = createCollection<Thing>()
    things.merge([thing(1, 1), thing(2, 1)])
    const untouched = things.get(2)
    let runs = 0
    const names = computed(() => {
      runs += 1
      return [...things.rows.values()].map(({ name }) => name)
    })
    expect(names.value).toHaveLength(2)
    things.apply([
      { id: 1, row: thing(1, 2) },
      { id: 3, row: thing(3, 1) },
    ])
    expect(names.value).toEqual(['1.2', '2.1', '3.1'])
    expect(runs).toBe(2)
    expect(things.get(2)).toBe(untouched)
    things.apply([{ id: 1, row: thing(1, 1) }])
    expect(names.value).toHaveLength(3)
    expect(runs).toBe(2)
  })
})
