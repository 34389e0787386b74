// Tracker rows as they will be once the host agrees, shown meanwhile over those it has. A row that has since become newer
// is shown as it is.
import { shallowRef } from 'vue'
import type { Tracker } from '../../../../../shared/entities/tracker.ts'
import type { RowTable } from '../../../stores/row-table.ts'

export function usePendingRows() {
  const pending = shallowRef<ReadonlyMap<number, Tracker>>(new Map())

  return {
    /** The rows with what is on its way; the same table when nothing is. */
    over(trackers: RowTable<Tracker>): RowTable<Tracker> {
      if (pending.value.size === 0) return trackers
      return trackers.with(
        [...pending.value.values()].filter(({ id, version }) => trackers.get(id)?.version === version),
      )
    },
    show(rows: readonly Tracker[]) {
      pending.value = new Map([...pending.value, ...rows.map((row) => [row.id, row] as const)])
    },
    forget(ids: readonly number[]) {
      const next = new Map(pending.value)
      for (const id of ids) next.delete(id)
      pending.value = next
    },
  }
}
export type PendingRows = ReturnType<typeof usePendingRows>
