// A newcomer's request for an account: sent once, then asked after until an administrator has decided. The password stays
// in memory alone, so that the window can sign in by itself; after a reload the person signs in by hand.
import { useIntervalFn } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { z } from 'zod'
import { accessStatus, askedForAccess, type askForAccess } from '../../../../shared/actions/hosting.ts'
import { ApiError } from '../../api/api-error.ts'
import { placeKey } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'

const kept = z.object({ request_token: z.string(), username: z.string(), asked_at: z.number() })
type Kept = z.infer<typeof kept>
export type AccessState = 'none' | 'waiting' | 'approved' | 'refused' | 'gone'

const ASK_EVERY_MS = 3_000

export function useAccessRequest() {
  const session = useSession()
  const key = placeKey('access-request')
  const request = shallowRef(readKept())
  const state = ref<AccessState>(request.value ? 'waiting' : 'none')
  const unreachable = ref(false)
  let password = ''

  function readKept(): Kept | null {
    const parsed = kept.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  }

  /** Throws ApiError with the host's sentence. */
  async function ask(form: z.input<typeof askForAccess>) {
    const { data } = await session.bare.post('/auth/access-requests', askedForAccess, form)
    password = form.password
    request.value = { request_token: data.request_token, username: form.username, asked_at: Date.now() }
    sessionStorage.setItem(key, JSON.stringify(request.value))
    state.value = 'waiting'
  }

  function forget() {
    sessionStorage.removeItem(key)
    request.value = null
    password = ''
    state.value = 'none'
  }

  async function signInAsApproved(username: string) {
    sessionStorage.removeItem(key)
    state.value = 'approved'
    if (password !== '') await session.signIn(username, password)
  }

  async function look() {
    if (state.value !== 'waiting' || !request.value) return
    const { request_token, username } = request.value
    try {
      const { data } = await session.bare.post('/auth/access-requests/status', accessStatus, { request_token })
      unreachable.value = false
      if (data.status === 'refused') state.value = 'refused'
      if (data.status === 'approved') await signInAsApproved(username)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status === 404) state.value = 'gone'
      // Anything else may pass: a host that restarts, one that is asked too often.
      else unreachable.value = true
    }
  }
  useIntervalFn(() => void look(), ASK_EVERY_MS, { immediateCallback: true })

  return {
    state,
    unreachable,
    username: computed(() => request.value?.username ?? ''),
    askedAt: computed(() => request.value?.asked_at ?? 0),
    ask,
    forget,
  }
}
export type AccessRequestState = ReturnType<typeof useAccessRequest>
