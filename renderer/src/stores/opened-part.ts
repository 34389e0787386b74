// A part of the workspace that is held only while it is open: the rows of one effort, or of one package. Changes that arrive
// while it loads wait and are merged after it; rows of others are left out.
import { ref } from 'vue'
import type { FrameChange } from '../../../shared/events.ts'
import { sentenceOf } from '../api/api-error.ts'
import type { Row } from '../api/shapes.ts'
import { collectionOf, type Collections } from './collections.ts'

export type PartState = 'none' | 'loading' | 'ready' | 'failed'

export interface PartOptions {
  /** The collections that it fills, parents before children. */
  names: readonly string[]
  /** Column by which a row without a parent below names the open part. */
  ownerColumn: string
  /** The parent whose presence says that a row belongs to the open part. */
  parents: Readonly<Record<string, { column: string; collection: string }>>
  /** Reads its rows, and the changes made since they were read. Throws ApiError. */
  read: (id: number, signal: AbortSignal) => Promise<{ tables: Record<string, Row[]>; since: FrameChange[] }>
}

export function createOpenedPart(collections: Collections, { names, ownerColumn, parents, read }: PartOptions) {
  const id = ref<number | null>(null)
  const state = ref<PartState>('none')
  const failure = ref('')
  let loading: AbortController | null = null
  let waiting: FrameChange[] = []

  function belongs({ entity, row }: FrameChange): boolean {
    if (row === null) return true
    const parent = parents[entity]
    if (!parent) return row[ownerColumn] === id.value
    return collectionOf(collections, parent.collection)?.get(row[parent.column] as number) !== undefined
  }

  function applyNow(changes: FrameChange[]) {
    for (const name of names) {
      const own = changes.filter((change) => change.entity === name && belongs(change))
      collectionOf(collections, name)?.apply(own as unknown as { id: number; row: Row | null }[])
    }
  }

  /** Changes of whole transactions, in order. */
  function apply(changes: FrameChange[]) {
    if (state.value === 'loading') waiting.push(...changes)
    else if (state.value === 'ready') applyNow(changes)
  }

  function clear() {
    for (const name of names) collectionOf(collections, name)?.replaceAll([])
  }

  /** Opens a part, or loads the open one again. Never throws: failure is a state with a sentence. */
  async function open(wanted: number) {
    loading?.abort()
    const attempt = (loading = new AbortController())
    if (id.value !== wanted) clear()
    id.value = wanted
    state.value = 'loading'
    waiting = []
    try {
      const { tables, since } = await read(wanted, attempt.signal)
      if (loading !== attempt) return
      for (const name of names) collectionOf(collections, name)?.replaceAll(tables[name] ?? [])
      applyNow([...since, ...waiting])
      state.value = 'ready'
    } catch (error) {
      if (loading !== attempt) return
      failure.value = sentenceOf(error)
      state.value = 'failed'
    } finally {
      if (loading === attempt) waiting = []
    }
  }

  function close() {
    loading?.abort()
    loading = null
    id.value = null
    state.value = 'none'
    clear()
  }

  return { id, state, failure, open, close, apply }
}
