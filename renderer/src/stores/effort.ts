// The open reporting effort: its rows as one snapshot, brought up to date with the changes since, then kept so by the
// feed. Changes that arrive while it loads wait and are merged after it.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { FrameChange } from '../../../shared/events.ts'
import type { TableSnapshot } from '../../../shared/snapshot.ts'
import { sentenceOf } from '../api/api-error.ts'
import { changesSince, effortSnapshot, type Row } from '../api/shapes.ts'
import { collectionOf, useCollections } from './collections.ts'
import { useSession } from './session.ts'

export type EffortState = 'none' | 'loading' | 'ready' | 'failed'

/** The parent whose presence says that a row belongs to the open effort. */
const parents: Record<string, { column: string; collection: string }> = {
  reporting_effort_item_footnotes: { column: 'reporting_effort_item_id', collection: 'reporting_effort_items' },
  reporting_effort_item_acronyms: { column: 'reporting_effort_item_id', collection: 'reporting_effort_items' },
  reporting_effort_item_tracker: { column: 'reporting_effort_item_id', collection: 'reporting_effort_items' },
  tracker_comments: { column: 'tracker_id', collection: 'reporting_effort_item_tracker' },
  tracker_item_tags: { column: 'tracker_id', collection: 'reporting_effort_item_tracker' },
}

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
  const id = ref<number | null>(null)
  const state = ref<EffortState>('none')
  const failure = ref('')
  let loading: AbortController | null = null
  let waiting: FrameChange[] = []
  /** Who last wrote each tracker row, as far as this window has heard. */
  const writers = new Map<number, string>()

  /** Called as soon as a frame arrives, before its transaction is whole: a refused write wants to name the other writer. */
  function noteWriter({ entity, id: rowId, actor }: FrameChange) {
    if (entity === 'reporting_effort_item_tracker') writers.set(rowId, actor.name)
  }

  function belongs({ entity, row }: FrameChange): boolean {
    if (row === null) return true
    const parent = parents[entity]
    if (!parent) return row.reporting_effort_id === id.value
    return collectionOf(collections, parent.collection)?.get(row[parent.column] as number) !== undefined
  }

  function applyNow(changes: FrameChange[]) {
    for (const name of collections.effortNames) {
      const own = changes.filter((change) => change.entity === name && belongs(change))
      collectionOf(collections, name)?.apply(own as unknown as { id: number; row: Row | null }[])
    }
  }

  /** Changes of whole transactions, in order. */
  function apply(changes: FrameChange[]) {
    if (state.value === 'loading') waiting.push(...changes)
    else if (state.value === 'ready') applyNow(changes)
  }

  async function load(effortId: number, signal: AbortSignal): Promise<void> {
    const { data, position } = await session.client.get(`/reporting-efforts/${effortId}/snapshot`, effortSnapshot, {
      signal,
    })
    let since: FrameChange[] = []
    if (position && position.seq > data.seq) {
      const later = (await session.client.get(`/changes?since=${data.seq}`, changesSince, { signal })).data
      if (later.reset || later.epoch !== data.epoch) return load(effortId, signal)
      since = later.frames?.map(({ change }) => change) ?? []
    }
    for (const name of collections.effortNames) {
      const table = data.tables[name]
      collectionOf(collections, name)?.replaceAll(table ? rowsOfTable(table) : [])
    }
    applyNow([...since, ...waiting])
  }

  /** Opens an effort, or loads the open one again. Never throws: failure is a state with a sentence. */
  async function open(effortId: number) {
    loading?.abort()
    const attempt = (loading = new AbortController())
    if (id.value !== effortId) clear()
    id.value = effortId
    state.value = 'loading'
    waiting = []
    try {
      await load(effortId, attempt.signal)
      if (loading === attempt) state.value = 'ready'
    } catch (error) {
      if (loading !== attempt) return
      failure.value = sentenceOf(error)
      state.value = 'failed'
    } finally {
      if (loading === attempt) waiting = []
    }
  }

  function clear() {
    writers.clear()
    for (const name of collections.effortNames) collectionOf(collections, name)?.replaceAll([])
  }

  function close() {
    loading?.abort()
    loading = null
    id.value = null
    state.value = 'none'
    clear()
  }

  return {
    id,
    state,
    failure,
    open,
    close,
    apply,
    noteWriter,
    lastWriter: (trackerId: number) => writers.get(trackerId),
  }
})
