// What another machine reaches without signing in: the public routes and nothing else, from the live route table. What it
// reads there names no person, folder or version of ours.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { networkClient, type NetworkClient } from '../helpers/network-client.ts'
import { bearer, OWNER_PASSWORD } from '../helpers/people.ts'
import { examplePath, recordRoutes, type RegisteredRoute } from '../helpers/route-table.ts'

const ADDRESS = '127.0.0.2'
const SECRET = 'launch-secret-of-a-surface-0123456789abcdef'
/** Public on the machine itself, and over the network for those who are signed in. */
const HERE_ONLY = /^\/(docs(\/|$)|openapi\.json$)/
const registered = recordRoutes()
let host: Host
let client: NetworkClient
let routes: RegisteredRoute[]

beforeAll(async () => {
  host = await startHost({ open: false, launchSecret: SECRET, hosting: { port: 0, addresses: [ADDRESS] } })
  // Now: the description of the interface, once asked for, is made by registering them all again.
  routes = registered.filter(({ url }) => !url.endsWith('/ws/studies') && !url.startsWith('/assets/'))
  const { port, fingerprint } = host.server.hosting()
  client = networkClient(ADDRESS, port, fingerprint!)
})
afterAll(() => host.close())

test.each([
  ['nobody', {}],
  ["the bearer of this machine's window secret", bearer(SECRET)],
])('%s reaches exactly the public routes', { timeout: 60_000 }, async (_who, headers) => {
  expect(routes.length).toBeGreaterThan(100)
  const others: string[] = []
  for (const { method, url, policy } of routes) {
    const body = method === 'GET' || method === 'HEAD' ? undefined : {}
    const { status } = await client.api(method, `=${examplePath(url)}`, body, headers)
    const isOpen = policy === 'public' && !HERE_ONLY.test(url)
    if (isOpen !== (status !== 401)) others.push(`${method} ${url} ${status}`)
  }
  expect(others).toEqual([])
})

test('how to call it is told on the machine itself, and over the network to those who are signed in', async () => {
  const signedIn = await client.api('POST', '/auth/login', { username: 'owner', password: OWNER_PASSWORD })
  const as = bearer(signedIn.body.access_token as string)
  for (const path of ['=/docs', '=/openapi.json']) {
    expect((await host.api('GET', path)).status, path).toBe(200)
    expect((await client.api('GET', path)).status, path).toBe(401)
    expect((await client.api('GET', path, undefined, as)).status, path).toBe(200)
  }
})

test('a socket without a token is told nothing', async () => {
  const socket = await client.feed('A'.repeat(43)).catch((error: Error) => error.message)
  expect(socket).toContain('401')
})

test('what is read there names no person, folder or version', async () => {
  for (const path of ['=/health', '/hello', '/nothing', '/studies', '/hosting']) {
    const text = JSON.stringify((await client.api('GET', path)).body)
    expect(text).not.toContain('owner')
    expect(text).not.toContain(host.directory)
    expect(text).not.toMatch(/\d+\.\d+\.\d+/)
  }
})
