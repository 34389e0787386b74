// What stands on the screen stays where it is: when rows change by themselves, they are patched in place, new ones are
// put beside their neighbour and removed ones leave, but nothing moves or disappears until the person acts.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

export interface HeldRows<Row> {
  rows: ComputedRef<readonly Row[]>
  /** How many rows stand where the filter or the order would no longer put them. */
  displaced: Ref<number>
  /** Those of them that the filter no longer has at all. */
  strays: Ref<ReadonlySet<number>>
  /** Puts everything where it belongs now. */
  settle: () => void
}

const isSameOrder = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length && one.every((id, index) => id === other[index])

/**
 * The ids to show: `held` in its order without what is gone, plus what `wanted` has anew, each after the nearest
 * predecessor that is already there.
 */
export function mergeOrder(
  held: readonly number[],
  wanted: readonly number[],
  exists: (id: number) => boolean,
): number[] {
  if (isSameOrder(held, wanted)) return held as number[]
  const kept = held.filter(exists)
  const present = new Set(kept)
  const after = new Map<number | null, number[]>()
  let predecessor: number | null = null
  for (const id of wanted) {
    if (present.has(id)) predecessor = id
    else after.set(predecessor, [...(after.get(predecessor) ?? []), id])
  }
  if (after.size === 0) return kept.length === held.length ? (held as number[]) : kept
  const merged = [...(after.get(null) ?? [])]
  for (const id of kept) merged.push(id, ...(after.get(id) ?? []))
  return merged
}

const NONE: ReadonlySet<number> = new Set()

/** What is shown though it is not wanted. */
function leftOver(shown: readonly number[], wanted: readonly number[]): ReadonlySet<number> {
  // New rows are always shown: as many as are wanted are the wanted ones.
  if (shown.length === wanted.length) return NONE
  const asked = new Set(wanted)
  return new Set(shown.filter((id) => !asked.has(id)))
}

/** How many places differ between two orders. */
function differences(shown: readonly number[], wanted: readonly number[]): number {
  let count = Math.abs(shown.length - wanted.length)
  for (let index = 0; index < Math.min(shown.length, wanted.length); index += 1) {
    if (shown[index] !== wanted[index]) count += 1
  }
  return count
}

/**
 * `wanted` is what the pipeline says, `all` every row by id, `action` anything that changes when the person asks for a
 * new view (filter, sorting, tab).
 */
export function useHeldRows<Row>(
  wanted: () => readonly Row[],
  all: () => ReadonlyMap<number, Row>,
  idOf: (row: Row) => number,
  action: () => unknown,
): HeldRows<Row> {
  const order = shallowRef<readonly number[]>([])
  const displaced = ref(0)
  const strays = shallowRef(NONE)
  const wantedIds = () => wanted().map(idOf)

  function settle() {
    order.value = wantedIds()
    displaced.value = 0
    strays.value = NONE
  }
  watch(action, settle, { immediate: true, flush: 'sync' })
  watch(
    wanted,
    () => {
      const ids = wantedIds()
      if (order.value.length === 0) return settle()
      order.value = mergeOrder(order.value, ids, (id) => all().has(id))
      if (isSameOrder(order.value, ids)) {
        displaced.value = 0
        strays.value = NONE
        return
      }
      const strange = leftOver(order.value, ids)
      const others = strange.size === 0 ? order.value : order.value.filter((id) => !strange.has(id))
      displaced.value = strange.size + differences(others, ids)
      strays.value = strange
    },
    { flush: 'sync' },
  )
  const rows = computed(() => {
    const byId = all()
    const list: Row[] = []
    for (const id of order.value) {
      const row = byId.get(id)
      if (row !== undefined) list.push(row)
    }
    return list
  })
  return { rows, displaced, strays, settle }
}
