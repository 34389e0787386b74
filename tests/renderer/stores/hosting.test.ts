// The store of hosting against answers of a host: where it applies, what a signal makes it do, whom it tells of.
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HostingState } from '../../../shared/actions/hosting.ts'
import type { DesktopBridge, Notice, Place } from '../../../shared/desktop.ts'
import { useHosting } from '../../../renderer/src/stores/hosting.ts'
import { useSession } from '../../../renderer/src/stores/session.ts'

const request = (id: number, name: string) => ({
  id,
  username: name.toLowerCase(),
  display_name: name,
  note: '',
  asked_at: '2026-03-12T08:00:00Z',
  address: '192.168.1.60',
})
const stateOf = (patch: Partial<HostingState> = {}): HostingState => ({
  hosting: true,
  obstacles: [],
  port: 8000,
  addresses: [],
  chosen: null,
  listening: [],
  fingerprint: null,
  join_code: null,
  newcomers_may_ask: true,
  discoverable: false,
  connected: [],
  requests: [],
  ...patch,
})
const workspace: Place = {
  kind: 'workspace',
  id: 'w-1',
  name: 'Team',
  directory: '/data',
  read_only: false,
  throw_away: false,
}

let state: HostingState
let asked: string[]
let told: Notice[]

/** A window at that place, signed in by its shell as an administrator. */
async function windowAt(place: Place) {
  const value = { base_url: 'http://127.0.0.1:8100', token: 'secret', place, invitation: null }
  window.pearl = {
    connection: () => Promise.resolve({ ok: true, value }),
    notify: (notice: Notice) => Promise.resolve(void told.push(notice)),
  } as unknown as DesktopBridge
  await useSession().begin()
  expect(useSession().state).toBe('signed-in')
  asked = []
  return { hosting: useHosting() }
}

beforeEach(() => {
  setActivePinia(createPinia())
  state = stateOf()
  asked = []
  told = []
  vi.stubGlobal('fetch', (address: string, { method, body }: { method: string; body: string | null }) => {
    const path = new URL(address).pathname.replace('/api/v1', '')
    asked.push(`${method} ${path}${body ? ` ${body}` : ''}`)
    if (path === '/hello') return Promise.resolve(Response.json({ product: 'PEARL', protocol: 1, open: false }))
    if (path === '/auth/me') return Promise.resolve(Response.json({ id: 1, username: 'ann', role: 'ADMIN' }))
    return Promise.resolve(Response.json(state))
  })
})
afterEach(() => {
  delete window.pearl
  vi.unstubAllGlobals()
})

describe('hosting', () => {
  it('applies to an administrator of a workspace of this machine, and asks nothing elsewhere', async () => {
    const { hosting } = await windowAt(workspace)
    expect(hosting.applies).toBe(true)
    hosting.begin()
    await expect.poll(() => hosting.state).not.toBeNull()
    expect(asked).toEqual(['GET /hosting'])
  })

  it.each<[string, Place]>([
    ['a copy', { ...workspace, read_only: true }],
    ['the demo', { ...workspace, throw_away: true }],
    ['a joined host', { kind: 'joined', id: 'h', name: 'Host', address: '10.0.0.1:8000', fingerprint: 'ab' }],
  ])('does not apply to %s', async (_what, place) => {
    const { hosting } = await windowAt(place)
    hosting.begin()
    hosting.refresh()
    expect(hosting.applies).toBe(false)
    expect(asked).toEqual([])
  })

  it('reads again when the host says so, once more for signals that come meanwhile', async () => {
    const { hosting } = await windowAt(workspace)
    await hosting.load()
    state = stateOf({ connected: [{ user_id: 2, name: 'Bo', address: '10.0.0.2', since: '2026-03-12T08:00:00Z' }] })
    hosting.refresh()
    hosting.refresh()
    hosting.refresh()
    await expect.poll(() => asked).toHaveLength(3)
    expect(hosting.state?.connected).toHaveLength(1)
  })

  it('tells of each new request once, and not of those that were there before', async () => {
    const { hosting } = await windowAt(workspace)
    state = stateOf({ requests: [request(1, 'Old')] })
    await hosting.load()
    expect(told).toEqual([])
    state = stateOf({ requests: [request(1, 'Old'), request(2, 'Tomoko')] })
    await hosting.load()
    await hosting.load()
    expect(told).toMatchObject([{ kind: 'access_requested', title: 'Tomoko asks to join', route: '/hosting' }])
  })

  it('asks the host in the words of the contract, and takes its answer as the state', async () => {
    const { hosting } = await windowAt(workspace)
    state = stateOf({ hosting: false })
    await hosting.start({ port: 8000, addresses: ['10.0.0.1'] })
    expect(hosting.state?.hosting).toBe(false)
    await hosting.approve(request(4, 'Tomoko'), { role: 'EDITOR' })
    await hosting.refuse(request(5, 'Bo'))
    await hosting.change({ discoverable: true })
    expect(asked).toEqual([
      'POST /hosting/start {"port":8000,"addresses":["10.0.0.1"]}',
      'POST /hosting/access-requests/4/approve {"role":"EDITOR"}',
      'POST /hosting/access-requests/5/refuse',
      'PUT /hosting {"discoverable":true}',
    ])
  })
})
