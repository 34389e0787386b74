// The head of the workspace's history as this window last saw it, kept on this machine. After each connection, and while the
// history grows, the host is asked for it again; an entry that is gone or another one is told to the person, and what was kept
// stays kept until they say otherwise.
import { useIntervalFn, useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import {
  compareHead,
  headToKeep,
  historyHead,
  keptHead,
  type HistoryHead,
  type KeptHead,
} from '../../../shared/history-head.ts'
import { useConnection } from './connection.ts'
import { placeKey } from './preferences.ts'
import { useSession } from './session.ts'

/** How often a growing history is asked about, in milliseconds. */
const ASK_EVERY = 60_000

const serializer = {
  read(text: string): KeptHead | null {
    try {
      return keptHead.parse(JSON.parse(text))
    } catch {
      // Nothing that could be compared: the next head is kept.
      return null
    }
  },
  write: (kept: KeptHead | null) => JSON.stringify(kept),
}

export const useHistoryHead = defineStore('history-head', () => {
  const session = useSession()
  const connection = useConnection()
  const kept = useLocalStorage<KeptHead | null>(placeKey('history-head'), null, { serializer })
  /** What the host says, when it does not go on from what was kept; null otherwise. */
  const altered = shallowRef<HistoryHead | null>(null)
  /** The first entry that does not fit the one before it, as the host found; null as long as none is known. */
  const brokenAt = ref<number | null>(null)
  const seen = ref<number | null>(null)
  const asking = ref(false)
  let isSettled = false
  let askedAt: number | null = null

  async function check() {
    if (asking.value || session.readOnlyCopy) return
    asking.value = true
    askedAt = connection.changedAt
    try {
      const seq = kept.value === null ? '' : `?seq=${kept.value.seq}`
      const { data } = await session.client.get(`/audit-trail/head${seq}`, historyHead)
      isSettled = data.chain.state !== 'checking'
      brokenAt.value = data.chain.broken_at === seen.value ? null : data.chain.broken_at
      const isAltered = kept.value !== null && compareHead(kept.value, data) === 'altered'
      altered.value = isAltered ? data : null
      if (!isAltered) kept.value = headToKeep(kept.value, data)
    } catch {
      // Without an answer nothing is known; the next connection asks again.
    } finally {
      asking.value = false
    }
  }

  /** The person knows why: from now on the history is held against what it is now. */
  function accept() {
    if (altered.value) kept.value = headToKeep(kept.value, altered.value)
    altered.value = null
    seen.value = brokenAt.value ?? seen.value
    brokenAt.value = null
  }

  watch(
    () => connection.state,
    (state) => state === 'live' && void check(),
    { immediate: true },
  )
  useIntervalFn(() => {
    if (connection.state === 'live' && (!isSettled || connection.changedAt !== askedAt)) void check()
  }, ASK_EVERY)

  return { kept, altered, brokenAt, check, accept }
})
