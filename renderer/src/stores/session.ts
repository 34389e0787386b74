// Who sits at this window, and the client that speaks for them. The window of a workspace on this machine is signed in by
// its shell; a browser and a window that joined somebody else's host by name and password, unless the host is open.
import { createEventHook } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef } from 'vue'
import { z } from 'zod'
import type { Refusal } from '../../../shared/desktop.ts'
import { BEARER_PROTOCOL_PREFIX, FEED_PROTOCOL } from '../../../shared/events.ts'
import { ApiError } from '../api/api-error.ts'
import { createClient, type Written } from '../api/client.ts'
import { isDesktop, locateHost, ownHost, ShellRefusal, type Host } from '../api/host.ts'
import { hello, person, renewed, signedIn, type Person } from '../api/shapes.ts'
import { tokenStore, type Tokens } from '../api/tokens.ts'
import { i18n } from '../i18n/index.ts'
import { steadyFields } from './steady.ts'

/**
 * `no-place`: a desktop window that shows nothing yet. `refused`: the shell does not let the window at its place.
 * `new-password`: signed in with a password that somebody else set, which is replaced before anything else.
 */
export type SessionState = 'unknown' | 'no-place' | 'refused' | 'signed-out' | 'new-password' | 'signed-in'

export const useSession = defineStore('session', () => {
  const state = ref<SessionState>('unknown')
  const refusal = shallowRef<Refusal | null>(null)
  const user = shallowRef<Person | null>(null)
  const host = shallowRef<Host>(ownHost())
  const open = ref(false)
  const readOnlyCopy = ref(false)
  /** True when a session that worked has ended: the sign-in screen then says so. */
  const expired = ref(false)
  let tokens: Tokens | null = null
  let protocol: string | number | null = null

  const kept = () => tokenStore(host.value.place?.id ?? null)
  /** The shell has signed this window in: there is no name and password. */
  const byShell = computed(() => host.value.token !== null)

  /** Every write of this window that changed something. */
  const written = createEventHook<Written>()
  /** How many of its writes are on their way. */
  const pendingWrites = ref(0)
  const client = markRaw(
    createClient({
      onPending: (count) => (pendingWrites.value = count),
      onWritten: (write) => void written.trigger(write),
      baseUrl: () => host.value.base_url,
      token: () => host.value.token ?? tokens?.access_token ?? null,
      renew,
    }),
  )
  /** Without a session: for signing in, and for renewing, whose own answer of 401 must not ask for a renewal. */
  const bare = markRaw(
    createClient({
      baseUrl: () => host.value.base_url,
      token: () => null,
      renew: () => Promise.resolve(false),
    }),
  )

  function drop() {
    tokens = null
    kept().forget()
    expired.value = state.value === 'signed-in'
    state.value = 'signed-out'
  }

  function take(fresh: Tokens) {
    tokens = fresh
    kept().keep(fresh)
  }

  /** Gets a new access token: from the shell, or with the refresh token. */
  async function renew(): Promise<boolean> {
    if (byShell.value) {
      const held = host.value.token
      host.value = await locateHost()
      return host.value.token !== held
    }
    if (!tokens) {
      if (!open.value) drop()
      return false
    }
    const { refresh_token } = tokens
    try {
      const { data } = await bare.post('/auth/refresh', renewed, { refresh_token })
      take({ access_token: data.access_token, refresh_token: data.refresh_token ?? refresh_token })
      return true
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) drop()
      return false
    }
  }

  /** Who it is now: a role may have changed since. */
  async function readPerson() {
    const { data } = await client.get('/auth/me', person)
    user.value = steadyFields(user.value, data)
    return data
  }
  async function loadPerson() {
    const data = await readPerson()
    expired.value = false
    state.value = data.must_change_password ? 'new-password' : 'signed-in'
  }

  /** What the host says of itself; one that has come back as another version is not written to. Throws ShellRefusal. */
  async function greet() {
    const { data } = await bare.get('/hello', hello)
    protocol ??= data.protocol
    if (data.protocol !== protocol) {
      throw new ShellRefusal({ code: 'version', detail: i18n.global.t('connection.otherVersion') })
    }
    open.value = data.open
    readOnlyCopy.value = data.read_only
  }

  /** Finds the host and, where a session exists, the person. Throws ApiError when the host cannot be reached. */
  async function begin() {
    refusal.value = null
    try {
      host.value = await locateHost()
    } catch (error) {
      if (!(error instanceof ShellRefusal)) throw error
      refusal.value = error.refusal
      state.value = error.refusal.code === 'no_place' ? 'no-place' : 'refused'
      return
    }
    await greet()
    tokens = byShell.value ? null : kept().read()
    if (!byShell.value && !open.value && !tokens) {
      state.value = 'signed-out'
      return
    }
    try {
      await loadPerson()
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      state.value = 'signed-out'
    }
  }

  /** Throws ApiError with the host's sentence when name or password are refused. */
  async function signIn(username: string, password: string) {
    const { data } = await bare.post('/auth/login', signedIn, { username, password })
    take({ access_token: data.access_token, refresh_token: data.refresh_token })
    await loadPerson()
  }

  /** Throws ApiError with the host's sentence, e.g. when the current password is wrong. */
  async function changePassword(current_password: string, new_password: string) {
    const body = { current_password, new_password, confirm_password: new_password }
    await client.post('/auth/change-password', z.unknown(), body)
    await loadPerson()
  }
  /** Throws ApiError when it is not the person's password. */
  const unlock = async (password: string) => void (await client.post('/auth/unlock', z.unknown(), { password }))

  async function signOut() {
    await client.post('/auth/logout', z.unknown())
    user.value = null
    drop()
    expired.value = false
  }

  /** Where the feed is and what to offer it; makes sure first that host and session still hold. */
  async function feedAddress() {
    if (isDesktop()) host.value = await locateHost()
    await greet()
    await readPerson()
    const token = host.value.token ?? tokens?.access_token
    const protocols = token ? [FEED_PROTOCOL, BEARER_PROTOCOL_PREFIX + token] : [FEED_PROTOCOL]
    return { base_url: host.value.base_url, protocols }
  }

  return {
    state,
    refusal,
    user,
    open,
    expired,
    client,
    onWritten: written.on,
    pendingWrites,
    bare,
    place: computed(() => host.value.place),
    invitation: computed(() => host.value.invitation),
    /** The workspace is a copy opened for reading: nobody can write here, whatever their role. */
    readOnlyCopy,
    /** Signing out has a meaning only where somebody signed in by hand. */
    canSignOut: computed(() => !byShell.value && !open.value),
    isAdmin: computed(() => user.value?.role === 'ADMIN'),
    /** Whether this person may change what administrators do; a copy opened for reading is changed by nobody. */
    canManage: computed(() => user.value?.role === 'ADMIN' && !readOnlyCopy.value),
    /** By role; whether anything can be written right now is `canWrite` of the connection. */
    canEdit: computed(() => user.value !== null && user.value.role !== 'VIEWER'),
    begin,
    signIn,
    signOut,
    changePassword,
    unlock,
    feedAddress,
  }
})
