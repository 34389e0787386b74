// Who sits at this window, and the client that speaks for them. A desktop window is signed in by its shell; a browser by
// name and password, unless the host is open.
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef } from 'vue'
import { z } from 'zod'
import { BEARER_PROTOCOL_PREFIX, FEED_PROTOCOL } from '../../../shared/events.ts'
import { ApiError } from '../api/api-error.ts'
import { createClient } from '../api/client.ts'
import { isDesktop, locateHost, type Host } from '../api/host.ts'
import { hello, person, renewed, signedIn, type Person } from '../api/shapes.ts'
import { forgetTokens, keepTokens, readTokens, type Tokens } from '../api/tokens.ts'

export type SessionState = 'unknown' | 'signed-out' | 'signed-in'

export const useSession = defineStore('session', () => {
  const state = ref<SessionState>('unknown')
  const user = shallowRef<Person | null>(null)
  const host = shallowRef<Host>({ base_url: location.origin, token: null })
  const open = ref(false)
  /** True when a session that worked has ended: the sign-in screen then says so. */
  const expired = ref(false)
  let tokens: Tokens | null = null

  const client = markRaw(
    createClient({
      baseUrl: () => host.value.base_url,
      token: () => host.value.token ?? tokens?.access_token ?? null,
      renew,
    }),
  )

  function drop() {
    tokens = null
    forgetTokens()
    expired.value = state.value === 'signed-in'
    state.value = 'signed-out'
  }

  /** Gets a new access token: from the shell in a desktop window, with the refresh token in a browser. */
  async function renew(): Promise<boolean> {
    if (isDesktop()) {
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
      // Not through the client: its own answer of 401 would come back here.
      const { data } = await bare.post('/auth/refresh', renewed, { refresh_token })
      tokens = { access_token: data.access_token, refresh_token: data.refresh_token ?? refresh_token }
      keepTokens(tokens)
      return true
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) drop()
      return false
    }
  }
  const bare = createClient({
    baseUrl: () => host.value.base_url,
    token: () => null,
    renew: () => Promise.resolve(false),
  })

  async function loadPerson() {
    const { data } = await client.get('/auth/me', person)
    user.value = data
    expired.value = false
    state.value = 'signed-in'
  }

  /** Finds the host and, where a session exists, the person. Throws ApiError when the host cannot be reached. */
  async function begin() {
    host.value = await locateHost()
    open.value = (await bare.get('/hello', hello)).data.open
    tokens = isDesktop() ? null : readTokens()
    if (!isDesktop() && !open.value && !tokens) {
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
    tokens = { access_token: data.access_token, refresh_token: data.refresh_token }
    keepTokens(tokens)
    await loadPerson()
  }

  async function signOut() {
    await client.post('/auth/logout', z.unknown())
    user.value = null
    drop()
    expired.value = false
  }

  /** Where the feed is and what to offer it; makes sure first that the session still holds. */
  async function feedAddress() {
    if (isDesktop()) host.value = await locateHost()
    await client.get('/auth/me', person)
    const token = host.value.token ?? tokens?.access_token
    const protocols = token ? [FEED_PROTOCOL, BEARER_PROTOCOL_PREFIX + token] : [FEED_PROTOCOL]
    return { base_url: host.value.base_url, protocols }
  }

  return {
    state,
    user,
    open,
    expired,
    client,
    /** Signing out has a meaning only where somebody signed in by hand. */
    canSignOut: computed(() => !isDesktop() && !open.value),
    isAdmin: computed(() => user.value?.role === 'ADMIN'),
    canEdit: computed(() => user.value !== null && user.value.role !== 'VIEWER'),
    begin,
    signIn,
    signOut,
    feedAddress,
  }
})
