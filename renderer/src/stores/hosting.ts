// How this workspace is shared on the network, for its administrators at its own machine. Read when it is first needed and
// again whenever the host says that it changed; what is asked of the host answers with the new state.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { z } from 'zod'
import {
  hostingState,
  type AccessRequest,
  type approveRequest,
  type changeHosting,
  type HostingState,
  type renewJoinCode,
  type startHosting,
} from '../../../shared/actions/hosting.ts'
import { sentenceOf } from '../api/api-error.ts'
import { i18n } from '../i18n/index.ts'
import { useNotices } from './notices.ts'
import { useSession } from './session.ts'

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

export const useHosting = defineStore('hosting', () => {
  const session = useSession()
  const notices = useNotices()
  const state = shallowRef<HostingState | null>(null)
  const failure = ref('')
  let loading: Promise<void> | null = null
  let again = false

  /** Only here has the host an answer: an administrator, at the machine on which the workspace lies. */
  const applies = computed(() => {
    if (!session.isAdmin) return false
    const { place } = session
    if (place) return place.kind === 'workspace' && !place.throw_away && !place.read_only
    return LOOPBACK.test(location.hostname)
  })

  function take(next: HostingState) {
    const known = state.value
    state.value = next
    if (!known) return
    for (const request of newRequests(known, next)) {
      notices.tell({
        kind: 'access_requested',
        title: i18n.global.t('notices.accessRequested', { name: request.display_name }),
        body: request.note || i18n.global.t('notices.accessRequestedText', { username: request.username }),
        route: '/hosting',
      })
    }
  }

  async function read() {
    try {
      take((await session.client.get('/hosting', hostingState)).data)
      failure.value = ''
    } catch (error) {
      failure.value = sentenceOf(error)
    }
  }

  /** Reads the state; asked while it is being read, it is read once more afterwards. */
  function load(): Promise<void> {
    if (loading) {
      again = true
      return loading
    }
    loading = read().finally(() => {
      loading = null
      if (!again) return
      again = false
      return load()
    })
    return loading
  }

  const post = async (path: string, body?: object) =>
    take((await session.client.post(`/hosting${path}`, hostingState, body)).data)

  return {
    state,
    failure,
    applies,
    load,
    /** The window is signed in: a desktop window of the host shows from the start that it hosts. */
    begin: () => (applies.value && session.place ? void load() : undefined),
    end: () => (state.value = null),
    refresh: () => (applies.value ? void load() : undefined),
    // Each throws ApiError with the host's sentence.
    start: (body: z.input<typeof startHosting>) => post('/start', body),
    stop: () => post('/stop'),
    change: async (body: z.input<typeof changeHosting>) =>
      take((await session.client.put('/hosting', hostingState, { body })).data),
    renewIdentity: () => post('/identity'),
    renewCode: (body: z.input<typeof renewJoinCode>) => post('/join-code', body),
    approve: ({ id }: AccessRequest, body: z.input<typeof approveRequest>) =>
      post(`/access-requests/${id}/approve`, body),
    refuse: ({ id }: AccessRequest) => post(`/access-requests/${id}/refuse`),
    setOwnPassword: (new_password: string) => post('/own-password', { new_password }),
  }
})

const newRequests = (known: HostingState, next: HostingState) =>
  next.requests.filter(({ id }) => !known.requests.some((request) => request.id === id))
