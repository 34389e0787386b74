// What was done lately, in the effort that is looked at or anywhere: the lines read so far, newest first. What comes meanwhile
// is put on top by itself.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { activityPage, type ActivityLine, type ActivityPage } from '../../../shared/actions/activity.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { ApiError, sentenceOf } from '../api/api-error.ts'
import { useSession } from './session.ts'

/** Quiet time after a change before the host is asked what is new, in milliseconds. */
const SETTLE_MS = 400
/** More than this at once, and the list is read anew. */
const PAGE = 100

/** A list knows its rows by `id`. */
export interface Line extends ActivityLine {
  id: number
}
export type ActivityState = 'none' | 'loading' | 'ready' | 'failed'

export const useActivity = defineStore('activity', () => {
  const session = useSession()
  const state = ref<ActivityState>('none')
  const failure = ref('')
  const lines = shallowRef<readonly Line[]>([])
  /** The newest entry of the log that was looked at. */
  const head = ref(0)
  const next = ref<number | null>(null)
  let effortId: number | null = null
  let asking: AbortController | null = null
  let reading = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(place: { before?: number; since?: number }, signal: AbortSignal): Promise<ActivityPage> {
    const query = new URLSearchParams({ limit: String(PAGE) })
    for (const [name, value] of Object.entries({ ...place, effort_id: effortId })) {
      if (value !== null) query.set(name, String(value))
    }
    return (await session.client.get(`/activity?${query.toString()}`, activityPage, { signal })).data
  }
  const toLines = (page: ActivityPage): Line[] => page.lines.map((line) => ({ ...line, id: line.seq }))

  /** Reads from the newest on. Never throws: failure is a state with a sentence. */
  async function open(effort: number | null) {
    if (effort !== effortId) lines.value = []
    close()
    effortId = effort
    state.value = 'loading'
    const { signal } = (asking = new AbortController())
    try {
      const page = await ask({}, signal)
      lines.value = toLines(page)
      next.value = page.next
      head.value = page.head
      state.value = 'ready'
    } catch (error) {
      if (signal.aborted) return
      failure.value = sentenceOf(error)
      state.value = 'failed'
    }
  }
  async function readOn() {
    if (next.value === null || reading || !asking) return
    reading = true
    const { signal } = asking
    try {
      const page = await ask({ before: next.value }, signal)
      lines.value = [...lines.value, ...toLines(page)]
      next.value = page.next
    } catch (error) {
      if (!signal.aborted && !(error instanceof ApiError)) throw error
    } finally {
      if (asking?.signal === signal) reading = false
    }
  }
  async function lookForNewer() {
    timer = undefined
    if (!asking) return
    const { signal } = asking
    try {
      const page = await ask({ since: head.value }, signal)
      if (page.next !== null) return void (await open(effortId))
      lines.value = [...toLines(page), ...lines.value]
      head.value = page.head
    } catch (error) {
      // The line is broken, which is said elsewhere.
      if (!signal.aborted && !(error instanceof ApiError)) throw error
    }
  }
  function close() {
    asking?.abort()
    asking = null
    reading = false
    clearTimeout(timer)
    timer = undefined
    state.value = 'none'
  }
  function apply(changes: readonly FrameChange[]) {
    if (state.value !== 'ready' || changes.length === 0 || timer !== undefined) return
    timer = setTimeout(() => void lookForNewer(), SETTLE_MS)
  }
  const reload = async () => void (state.value !== 'none' && (await open(effortId)))

  return {
    state,
    failure,
    lines,
    head,
    hasMore: computed(() => next.value !== null),
    open,
    readOn,
    close,
    apply,
    reload,
  }
})
