// The open reporting effort: its rows as one snapshot, brought up to date with the changes since, then kept so by the feed.
import { defineStore } from 'pinia'
import { markRaw } from 'vue'
import type { FrameChange } from '../../../shared/events.ts'
import type { TableSnapshot } from '../../../shared/snapshot.ts'
import { changesSince, effortSnapshot, type Row } from '../api/shapes.ts'
import { useCollections } from './collections.ts'
import { createOpenedPart } from './opened-part.ts'
import { useSession } from './session.ts'

const ofItem = { column: 'reporting_effort_item_id', collection: 'reporting_effort_items' }
const ofTracker = { column: 'tracker_id', collection: 'reporting_effort_item_tracker' }

/** Rows as objects, from columns of values. */
export function rowsOfTable({ columns, values }: TableSnapshot): Row[] {
  return (values[0] ?? []).map((_, place) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < columns.length; index += 1) row[columns[index]!] = values[index]![place]
    return row as unknown as Row
  })
}

export const useEffort = defineStore('effort', () => {
  const collections = useCollections()
  const session = useSession()
  /** Who last wrote each tracker row, as far as this window has heard. */
  const names = new Map<number, string>()
  /** Not actions of the store, because every frame comes by here. */
  const writers = markRaw({
    /** Called as soon as a frame arrives, before its transaction is whole: a refused write wants to name the other writer. */
    note({ entity, id: rowId, actor }: FrameChange) {
      if (entity === 'reporting_effort_item_tracker') names.set(rowId, actor.name)
    },
    last: (trackerId: number) => names.get(trackerId),
  })

  async function read(
    id: number,
    signal: AbortSignal,
  ): Promise<{ tables: Record<string, Row[]>; since: FrameChange[] }> {
    const { data, position } = await session.client.get(`/reporting-efforts/${id}/snapshot`, effortSnapshot, { signal })
    const tables = Object.fromEntries(Object.entries(data.tables).map(([name, table]) => [name, rowsOfTable(table)]))
    if (!position || position.seq <= data.seq) return { tables, since: [] }
    const later = (await session.client.get(`/changes?since=${data.seq}`, changesSince, { signal })).data
    if (later.reset || later.epoch !== data.epoch) return read(id, signal)
    return { tables, since: later.frames?.map(({ change }) => change) ?? [] }
  }

  const part = createOpenedPart(collections, {
    names: collections.effortNames,
    ownerColumn: 'reporting_effort_id',
    parents: {
      reporting_effort_item_footnotes: ofItem,
      reporting_effort_item_acronyms: ofItem,
      reporting_effort_item_tracker: ofItem,
      tracker_comments: ofTracker,
      tracker_item_tags: ofTracker,
    },
    read,
  })

  function open(id: number) {
    if (part.id.value !== id) names.clear()
    return part.open(id)
  }

  return { ...part, open, writers }
})
