// One step with one tracker row, outside the grid: a move of the queue, a card put into another column. One write, with the
// version and the values that were seen, which is one step to take back.
import { defineStore } from 'pinia'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import { bulkSetReport, type Row } from '../api/shapes.ts'
import { useCollections } from './collections.ts'
import { useSession } from './session.ts'

/** Columns to set; a finding becomes a comment in the same transaction. */
export type TrackerPatch = Partial<Tracker> & { finding?: string | undefined }

export const useTrackerMoves = defineStore('tracker-moves', () => {
  const collections = useCollections()
  const session = useSession()

  /**
   * @param seen the row as the person saw it; another value there meanwhile is refused
   * @param step what it does, in words that can follow “Undo:”
   * @returns the row as it is now, and the host's reason why it was not changed. Throws ApiError when it cannot be asked.
   */
  async function move(seen: Tracker, patch: TrackerPatch, step: string): Promise<{ row?: Row; refused?: string }> {
    const base = Object.fromEntries(
      Object.keys(patch)
        .filter((column) => column in seen)
        .map((column) => [column, seen[column as keyof Tracker]]),
    )
    const { data } = await session.client.post(
      '/reporting-effort-tracker/bulk-set',
      bulkSetReport,
      { rows: [{ id: seen.id, version: seen.version, base, patch }] },
      { idempotencyKey: crypto.randomUUID(), step },
    )
    const [done] = data.done
    const held = collections.reporting_effort_item_tracker
    if (done && held.get(done.id)) held.merge([{ ...held.get(done.id)!, ...done }])
    const refused = data.refused[0]?.detail
    return { ...(done && { row: done }), ...(refused !== undefined && { refused }) }
  }
  return { move }
})
