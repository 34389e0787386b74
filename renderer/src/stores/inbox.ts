// What others did that concerns this person, as the host told it: the newest entries, how many are unread, and which came
// while the window was there. Asked for again whenever the host says that there is something new.
import { createEventHook } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { z } from 'zod'
import { inboxPage, type InboxEntry, type InboxPage } from '../../../shared/actions/inbox.ts'
import { ApiError, sentenceOf } from '../api/api-error.ts'
import { useSession } from './session.ts'

const PAGE = 100
const counted = z.object({ unread: z.number().int() })

export type InboxState = 'none' | 'loading' | 'ready' | 'failed'

export const useInbox = defineStore('inbox', () => {
  const session = useSession()
  const state = ref<InboxState>('none')
  const failure = ref('')
  const entries = shallowRef<readonly InboxEntry[]>([])
  const unread = ref(0)
  const next = ref<number | null>(null)
  const news = createEventHook<readonly InboxEntry[]>()
  let asking: AbortController | null = null
  let again = false
  let reading = false

  const ask = async (signal: AbortSignal, place = '') =>
    (await session.client.get(`/inbox?limit=${PAGE}${place}`, inboxPage, { signal })).data

  function take(page: InboxPage) {
    const known = new Set(entries.value.map(({ id }) => id))
    const oldest = page.entries.at(-1)?.id ?? 0
    const isFirst = state.value !== 'ready'
    const fresh = isFirst ? [] : page.entries.filter(({ id, read }) => !known.has(id) && !read)
    // What was read further down stays; where the page does not reach what was known, the list begins anew.
    const reaches = page.next === null || entries.value.some(({ id }) => id >= oldest)
    const older = reaches && page.next !== null ? entries.value.filter(({ id }) => id < oldest) : []
    entries.value = [...page.entries, ...older]
    if (older.length === 0) next.value = page.next
    unread.value = page.unread
    state.value = 'ready'
    if (fresh.length > 0) void news.trigger(fresh)
  }

  /** Asks once more when it is called while it asks. Never throws: failure is a state with a sentence. */
  async function refresh() {
    if (asking) {
      again = true
      return
    }
    const { signal } = (asking = new AbortController())
    if (state.value !== 'ready') state.value = 'loading'
    try {
      do {
        again = false
        take(await ask(signal))
      } while (again)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      // While there is something to show, a broken line is said elsewhere.
      if (state.value !== 'ready') {
        failure.value = sentenceOf(error)
        state.value = 'failed'
      }
    } finally {
      if (asking?.signal === signal) asking = null
    }
  }

  /** Reads on where the list ends. */
  async function readOn() {
    if (next.value === null || reading) return
    reading = true
    try {
      const page = await ask(new AbortController().signal, `&before=${next.value}`)
      entries.value = [...entries.value, ...page.entries]
      next.value = page.next
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      failure.value = sentenceOf(error)
    } finally {
      reading = false
    }
  }

  function show(ids: ReadonlySet<number>, read: boolean) {
    entries.value = entries.value.map((entry) =>
      ids.has(entry.id) && entry.read !== read ? { ...entry, read } : entry,
    )
  }
  /** Marks entries, here at once. A refusal leaves them as the host has them. */
  async function mark(path: string, body: object, ids: ReadonlySet<number>, read: boolean) {
    show(ids, read)
    if (session.readOnlyCopy) return
    try {
      unread.value = (await session.client.post(path, counted, body)).data.unread
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      await refresh()
    }
  }
  const markRead = (ids: readonly number[]) => mark('/inbox/read', { ids }, new Set(ids), true)
  const markUnread = (ids: readonly number[]) => mark('/inbox/unread', { ids }, new Set(ids), false)
  function markAllRead() {
    const through = entries.value[0]?.id ?? 0
    return mark('/inbox/read', { through }, new Set(entries.value.map(({ id }) => id)), true)
  }

  return {
    state,
    failure,
    entries,
    unread,
    hasMore: computed(() => next.value !== null),
    /** Entries that came while the window was there. */
    onNews: news.on,
    refresh,
    readOn,
    markRead,
    markUnread,
    markAllRead,
    end() {
      asking?.abort()
      asking = null
      entries.value = []
      unread.value = 0
      next.value = null
      state.value = 'none'
    },
  }
})
