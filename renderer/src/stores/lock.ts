// A window that nobody has touched for a while locks itself: what it shows is hidden until the password is entered again,
// and nothing typed is lost. It is about the room the window stands in; what may be done is decided by the host.
import { useEventListener, useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { rowOf } from '../api/shapes.ts'
import { DEFAULT_IDLE_LOCK, WORKSPACE_ID, type Workspace } from '../../../shared/entities/workspace.ts'
import { useCollections } from './collections.ts'
import { useHosting } from './hosting.ts'
import { placeKey } from './preferences.ts'
import { useSession } from './session.ts'

const CHECK_EVERY_MS = 5_000
const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

export const useLock = defineStore('lock', () => {
  const session = useSession()
  const collections = useCollections()
  const hosting = useHosting()
  const locked = ref(false)
  let lastTouched = Date.now()

  const minutes = computed(() => collections.workspace.get(WORKSPACE_ID)?.idle_lock_minutes ?? DEFAULT_IDLE_LOCK)
  /** Without a password of one's own there is nothing to open it with. */
  const canLock = computed(() => session.state === 'signed-in' && session.user?.has_password === true && !session.open)
  /** Somebody who works alone, in a window that the shell signed in, is not asked; whoever shares the workspace is. */
  const locksItself = computed(
    () => canLock.value && minutes.value > 0 && (session.canSignOut || hosting.state?.hosting === true),
  )

  function lock() {
    if (!canLock.value) return
    locked.value = true
    sessionStorage.setItem(placeKey('locked'), '1')
  }
  function open() {
    locked.value = false
    lastTouched = Date.now()
    sessionStorage.removeItem(placeKey('locked'))
  }
  /** Throws ApiError when it is not the person's password. */
  async function unlock(password: string) {
    await session.unlock(password)
    open()
  }

  /** For everybody. Throws ApiError. */
  async function setMinutes(idle_lock_minutes: number) {
    const body = { idle_lock_minutes, version: collections.workspace.get(WORKSPACE_ID)?.version }
    const { data } = await session.client.put('/workspace', rowOf<Workspace>(), {
      body,
      idempotencyKey: crypto.randomUUID(),
    })
    collections.workspace.merge([data])
  }

  function check() {
    if (!locksItself.value || locked.value) return
    if (Date.now() - lastTouched >= minutes.value * 60_000) lock()
  }
  // A machine that slept has no timers: the first touch after that must not count as life before it is looked at the clock.
  for (const sign of signsOfLife) {
    useEventListener(
      window,
      sign,
      () => {
        check()
        lastTouched = Date.now()
      },
      { capture: true, passive: true },
    )
  }
  useIntervalFn(check, CHECK_EVERY_MS)

  watch(
    () => session.state,
    (state) => {
      lastTouched = Date.now()
      if (state === 'signed-in') locked.value = canLock.value && sessionStorage.getItem(placeKey('locked')) !== null
      else if (state !== 'unknown') open()
    },
    { immediate: true },
  )

  return { locked, minutes, canLock, locksItself, lock, unlock, setMinutes }
})
