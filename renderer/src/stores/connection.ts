// What the window knows about its line to the host, said truthfully: `live` only when nothing is missing, otherwise
// since when, and when the next try comes. Without a line nothing can be written, so nothing offers to be.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Refusal } from '../../../shared/desktop.ts'
import { FAREWELL_HOSTING_STOPPED } from '../../../shared/domain/hosting.ts'
import type { FeedStatus } from '../api/feed.ts'
import { ShellRefusal } from '../api/host.ts'
import { useSession } from './session.ts'

/** `refused`: the host is not the one that was agreed on, or of another version; the window does not try again. */
export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'refused'

/** Failed tries after which the window says that it is offline. */
const OFFLINE_AFTER = 3

export const useConnection = defineStore('connection', () => {
  const session = useSession()
  const status = shallowRef<FeedStatus>({ state: 'stopped' })
  /** Has ever been live in this window. */
  const wasLive = ref(false)
  const onLine = ref(navigator.onLine)
  const failures = ref(0)
  /** When anything was last heard from the host, and when the last change came; epoch milliseconds. */
  const heardAt = ref<number | null>(null)
  const changedAt = ref<number | null>(null)
  /** Since when the line is broken; null while it holds. */
  const lostAt = ref<number | null>(null)
  /** The host took leave because its owner stopped sharing it. */
  const hostingStopped = ref(false)

  window.addEventListener('online', () => (onLine.value = true))
  window.addEventListener('offline', () => (onLine.value = false))

  const refusal = computed<Refusal | null>(() =>
    status.value.state === 'refused' && status.value.reason instanceof ShellRefusal
      ? status.value.reason.refusal
      : null,
  )
  const state = computed<ConnectionState>(() => {
    if (status.value.state === 'live') return 'live'
    if (status.value.state === 'refused') return 'refused'
    if (!onLine.value || failures.value >= OFFLINE_AFTER) return 'offline'
    return wasLive.value ? 'reconnecting' : 'connecting'
  })
  /** When the next try to connect comes, or null while one is under way. */
  const retryAt = computed(() => (status.value.state === 'waiting' ? status.value.retry_at : null))
  const hasLine = computed(() => status.value.state === 'live' || status.value.state === 'catching-up')
  /** Whether this person can write here and now: role, line and workspace allow it. */
  const canWrite = computed(() => session.canEdit && !session.readOnlyCopy && hasLine.value)

  function setStatus(next: FeedStatus) {
    status.value = next
    if (next.state === 'waiting') failures.value = next.attempt
    if (next.state === 'live') {
      failures.value = 0
      wasLive.value = true
      lostAt.value = null
      hostingStopped.value = false
    } else if (wasLive.value && !hasLine.value) lostAt.value ??= Date.now()
  }

  /**
   * What a host said when it took leave holds until it is there again: tries that fail meanwhile end with words of their own.
   * @param reason the text with which the host ended the connection
   */
  function setFarewell(reason: string) {
    if (reason === FAREWELL_HOSTING_STOPPED) hostingStopped.value = true
  }

  return {
    state,
    refusal,
    retryAt,
    heardAt,
    changedAt,
    lostAt,
    hostingStopped,
    canWrite,
    setStatus,
    setFarewell,
  }
})
