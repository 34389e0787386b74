// What the window knows about its line to the host, said truthfully: `live` only when nothing is missing, otherwise
// since when, and when the next try comes.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { FeedStatus } from '../api/feed.ts'

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline'

/** Failed tries after which the window says that it is offline. */
const OFFLINE_AFTER = 3

export const useConnection = defineStore('connection', () => {
  const status = shallowRef<FeedStatus>({ state: 'stopped' })
  /** Has ever been live in this window. */
  const wasLive = ref(false)
  const onLine = ref(navigator.onLine)
  const failures = ref(0)
  /** When anything was last heard from the host, and when the last change came; epoch milliseconds. */
  const heardAt = ref<number | null>(null)
  const changedAt = ref<number | null>(null)

  window.addEventListener('online', () => (onLine.value = true))
  window.addEventListener('offline', () => (onLine.value = false))

  const state = computed<ConnectionState>(() => {
    if (status.value.state === 'live') return 'live'
    if (!onLine.value || failures.value >= OFFLINE_AFTER) return 'offline'
    return wasLive.value ? 'reconnecting' : 'connecting'
  })
  /** When the next try to connect comes, or null while one is under way. */
  const retryAt = computed(() => (status.value.state === 'waiting' ? status.value.retry_at : null))

  function setStatus(next: FeedStatus) {
    status.value = next
    if (next.state === 'waiting') failures.value = next.attempt
    if (next.state === 'live') {
      failures.value = 0
      wasLive.value = true
    }
  }

  return { state, retryAt, heardAt, changedAt, setStatus }
})
