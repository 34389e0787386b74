// The queue of one person over all efforts. Rows that the feed changes are patched in place; when a row may have joined or
// left the queue, or something around a row changed, the queue is asked for again, at most once in a while.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { moveColumns, type Move, type WorkLine } from '../../../shared/actions/work.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { sentenceOf } from '../api/api-error.ts'
import { rowsOf } from '../api/shapes.ts'
import { useSession } from './session.ts'
import { useTrackerMoves } from './tracker-moves.ts'

/** Quiet time after a change before the queue is asked for again, in milliseconds. */
const SETTLE_MS = 250

export type WorkState = 'none' | 'loading' | 'ready' | 'failed'

/** Entities that a line shows something of. */
const around = new Set(['reporting_effort_items', 'tracker_comments', 'text_elements', 'reporting_efforts', 'studies'])

export const useWork = defineStore('work', () => {
  const session = useSession()
  const moves = useTrackerMoves()
  const userId = ref<number | null>(null)
  const state = ref<WorkState>('none')
  const failure = ref('')
  const lines = shallowRef<readonly WorkLine[]>([])
  let asking: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load() {
    asking?.abort()
    const ask = (asking = new AbortController())
    if (state.value !== 'ready') state.value = 'loading'
    try {
      const { signal } = ask
      lines.value = (await session.client.get(`/work?user_id=${userId.value}`, rowsOf<WorkLine>(), { signal })).data
      state.value = 'ready'
    } catch (error) {
      if (ask.signal.aborted) return
      failure.value = sentenceOf(error)
      state.value = 'failed'
    }
  }
  /** Shows the queue of that person. Never throws: failure is a state with a sentence. */
  async function open(id: number) {
    if (id !== userId.value) {
      lines.value = []
      state.value = 'none'
    }
    userId.value = id
    await load()
  }
  function close() {
    asking?.abort()
    clearTimeout(timer)
    userId.value = null
    lines.value = []
    state.value = 'none'
  }
  function loadSoon() {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), SETTLE_MS)
  }

  /** Changes of whole transactions, in order. */
  function apply(changes: readonly FrameChange[]) {
    if (userId.value === null) return
    let next: WorkLine[] | null = null
    for (const { entity, id, row } of changes) {
      if (entity === 'reporting_effort_item_tracker') {
        const held: WorkLine | undefined = (next ?? lines.value).find((line) => line.id === id)
        const stays = row !== null && isMine(row) && row.qc_status !== 'completed'
        if (held && stays && Number(row.version) > held.version)
          next = (next ?? [...lines.value]).map((line) => (line === held ? { ...line, ...row } : line))
        else if (held ? !stays : row !== null && isMine(row)) loadSoon()
      } else if (around.has(entity)) loadSoon()
    }
    if (next) lines.value = next
  }
  const isMine = (row: Record<string, unknown>) =>
    row.production_programmer_id === userId.value || row.qc_programmer_id === userId.value

  /**
   * Does the next thing with a row. A failed QC carries the finding, which becomes a comment in the same transaction.
   * @returns null, or the host's reason why not. Throws ApiError when it cannot be asked.
   */
  async function move(line: WorkLine, kind: Move, step: string, finding?: string): Promise<string | null> {
    const { row, refused } = await moves.move(line, { ...moveColumns[kind], ...(finding && { finding }) }, step)
    if (row) lines.value = lines.value.map((each) => (each.id === line.id ? { ...each, ...(row as object) } : each))
    return refused ?? null
  }

  return { userId, state, failure, lines, open, load, close, apply, move }
})
