// An answer of the host that cannot be patched row by row: asked for, kept, and asked for again once a burst of changes has
// settled. What is shown stays until the new answer is there.
import { ref, shallowRef } from 'vue'
import type { FrameChange } from '../../../shared/events.ts'
import { sentenceOf } from '../api/api-error.ts'

export type AskedState = 'none' | 'loading' | 'ready' | 'failed'

/** Unless said otherwise: entities that items, their state and their names come from. */
const around = new Set([
  'reporting_effort_item_tracker',
  'reporting_effort_items',
  'tracker_comments',
  'text_elements',
  'reporting_efforts',
  'database_releases',
  'studies',
])

/** What takes the host long is asked less often: of its time a window gets no more than one part in this many. */
const SHARE = 10

export interface AskedOptions<T> {
  ask: (signal: AbortSignal) => Promise<T>
  /** Quiet time after a change before it is asked again, in milliseconds. */
  settle: number
  /** Entities whose changes may show. */
  entities?: ReadonlySet<string>
}

export function createAsked<T>({ ask, settle, entities = around }: AskedOptions<T>) {
  const state = ref<AskedState>('none')
  const failure = ref('')
  const answer = shallowRef<T | null>(null)
  let asking: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** How long the last answer took, in milliseconds. */
  let took = 0

  function rest() {
    asking?.abort()
    clearTimeout(timer)
    timer = undefined
  }
  /** Never throws: failure is a state with a sentence. */
  async function load() {
    rest()
    const { signal } = (asking = new AbortController())
    if (state.value !== 'ready') state.value = 'loading'
    try {
      const begun = performance.now()
      const came = await ask(signal)
      if (signal.aborted) return
      took = performance.now() - begun
      answer.value = came
      state.value = 'ready'
    } catch (error) {
      if (signal.aborted) return
      failure.value = sentenceOf(error)
      state.value = 'failed'
    }
  }
  function close() {
    rest()
    answer.value = null
    state.value = 'none'
  }
  /** Changes of whole transactions: asks again soon if they may show. A stream without a pause does not put it off. */
  function apply(changes: readonly FrameChange[]) {
    if (state.value === 'none' || timer !== undefined || !changes.some(({ entity }) => entities.has(entity))) return
    timer = setTimeout(() => void load(), Math.max(settle, took * SHARE))
  }
  return { state, failure, answer, load, close, apply }
}
