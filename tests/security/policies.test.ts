// Who may call what, proved on the live route table: every route against nobody, each role, and people whose session is
// over. A route added later is tested without a line here; a public one has to be listed.
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installGuards } from '../../server/http/guards.ts'
import { allows } from '../../shared/policy.ts'
import type { UserRole } from '../../shared/entities/user.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, bearer, signInOwner, type Person } from '../helpers/people.ts'
import { examplePath, recordRoutes, type RegisteredRoute } from '../helpers/route-table.ts'

/** The whole surface without a token. */
const PUBLIC = [
  'GET /',
  'GET /api/v1/auth/callback/:provider',
  'GET /api/v1/auth/login/:provider',
  'GET /api/v1/hello',
  'GET /api/v1/ws/studies',
  'GET /docs',
  'GET /docs/start.js',
  'GET /docs/swagger-ui-bundle.js',
  'GET /docs/swagger-ui.css',
  'GET /health',
  'GET /openapi.json',
  'POST /api/v1/auth/access-requests',
  'POST /api/v1/auth/access-requests/status',
  'POST /api/v1/auth/forgot-password',
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/logout',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/reset-password',
]

const registered = recordRoutes()
let host: Host
let owner: Person
const people: Partial<Record<UserRole, Person>> = {}
let routes: RegisteredRoute[]

beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  for (const role of ['VIEWER', 'EDITOR', 'ADMIN'] as const) {
    people[role] = await newPerson(host, owner, role.toLowerCase(), role)
  }
  // Logging out ends the session the other requests need; hosting would open this machine to its network.
  const apart = ['/auth/logout', '/ws/studies', '/hosting/start']
  routes = registered.filter(({ url }) => !apart.some((end) => url.endsWith(end)))
})
afterAll(() => host.close())

const isMade = ({ url }: RegisteredRoute) => url.startsWith('/assets/') || /^\/[\w-]+\.(svg|png|ico)$/.test(url)
const nameOf = ({ method, url }: RegisteredRoute) => `${method} ${url}`

async function statusOf({ method, url }: RegisteredRoute, headers: Record<string, string>): Promise<number> {
  const body = method === 'GET' || method === 'HEAD' ? undefined : {}
  return (await host.api(method, `=${examplePath(url)}`, body, headers)).status
}

/** The routes that answer otherwise than `expected` says, with their status. */
async function exceptions(
  headers: Record<string, string>,
  expected: (route: RegisteredRoute, status: number) => boolean,
) {
  const found: string[] = []
  for (const route of routes) {
    const status = await statusOf(route, headers)
    if (!expected(route, status)) found.push(`${nameOf(route)} ${status}`)
  }
  return found
}

test('every route has a policy', () => {
  expect(registered.length).toBeGreaterThan(100)
  expect(registered.filter(({ policy }) => policy === undefined)).toEqual([])
})

test('a route without a policy cannot be registered', () => {
  const app = Fastify()
  installGuards(app, { authentication: undefined as never, config: undefined as never })
  expect(() => app.get('/forgotten', () => 'open')).toThrow('has no policy')
})

test('exactly these routes are public, besides the files of the window', () => {
  const open = registered.filter((route) => route.policy === 'public' && route.method !== 'HEAD' && !isMade(route))
  expect(open.map(nameOf).sort()).toEqual(PUBLIC)
})

test('whoever is not signed in gets 401 everywhere else', async () => {
  const expected = ({ policy }: RegisteredRoute, status: number) => (policy === 'public') === (status !== 401)
  expect(await exceptions({}, expected)).toEqual([])
})

test('what anybody may read names no person, folder or version of ours', async () => {
  for (const path of ['=/health', '/hello', '/nothing', '/studies']) {
    const { body } = await host.api('GET', path)
    const text = JSON.stringify(body)
    expect(text).not.toContain('owner')
    expect(text).not.toContain(host.directory)
    expect(text).not.toMatch(/\d+\.\d+\.\d+/)
  }
})

test.each(['VIEWER', 'EDITOR', 'ADMIN'] as const)(
  '%s may call what the policies say, and nothing else',
  async (role) => {
    const expected = ({ policy }: RegisteredRoute, status: number) =>
      allows(policy!, role) ? status !== 401 && status !== 403 : status === 403
    expect(await exceptions(people[role]!.as, expected)).toEqual([])
  },
)

test('a refusal is a sentence, with the word that scripts look for', async () => {
  const { status, body } = await host.api('POST', '/studies/', { study_label: 'S' }, people.VIEWER!.as)
  expect(status).toBe(403)
  expect(body).toEqual({
    detail: 'Access denied: your role VIEWER may not do this; it takes ADMIN.',
    code: 'forbidden',
    error: 'permission',
  })
})

test.each([
  [
    'somebody deactivated',
    async (person: Person) => {
      await host.api('PUT', `/users/${person.id}`, { is_active: false }, owner.as)
      return person.as
    },
  ],
  [
    'somebody deleted',
    async (person: Person) => {
      await host.api('DELETE', `/users/${person.id}`, undefined, owner.as)
      return person.as
    },
  ],
  [
    'a session that was ended',
    async (person: Person) => {
      await host.api('POST', '/auth/logout', undefined, person.as)
      return person.as
    },
  ],
  ['a refresh token', (person: Person) => bearer(person.refresh_token)],
  [
    'a token that was replaced',
    async (person: Person) => {
      await host.api('POST', '/auth/refresh', { refresh_token: person.refresh_token })
      return person.as
    },
  ],
  ['a made-up token', () => bearer('A'.repeat(43))],
  ['no bearer token', () => ({ authorization: 'Basic b3duZXI6Y29ycmVjdA==' })],
  ['an empty one', () => ({ authorization: 'Bearer ' })],
])('%s opens nothing', async (name, lose) => {
  const person = await newPerson(host, owner, name.replaceAll(' ', '-'), 'ADMIN')
  const headers = await lose(person)
  const expected = ({ policy }: RegisteredRoute, status: number) => (policy === 'public') === (status !== 401)
  expect(await exceptions(headers, expected)).toEqual([])
})

test('no header, field or parameter makes a viewer more than a viewer', async () => {
  const claims: Record<string, string>[] = [
    { 'x-user-role': 'admin' },
    { 'x-user-role': 'ADMIN' },
    { 'x-user-id': '1' },
    { 'x-user': 'owner' },
    { 'x-username': 'owner' },
    { 'x-remote-user': 'owner' },
    { 'remote-user': 'owner' },
    { 'x-forwarded-user': 'owner' },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-auth-token': owner.token.slice(0, 10) },
    { 'x-http-method-override': 'GET' },
    { 'x-method-override': 'GET' },
    { 'x-original-url': '/health' },
    { 'x-rewrite-url': '/health' },
    { 'x-admin': 'true' },
    { 'x-role': 'ADMIN' },
    { cookie: `access_token=${owner.token}; role=ADMIN` },
    { 'proxy-authorization': `Bearer ${owner.token}` },
  ]
  const asViewer = people.VIEWER!.as
  const fields = { study_label: 'S', role: 'ADMIN', user_id: 1, created_by: 1, is_admin: true }
  const query = '?role=ADMIN&user_id=1&access_token=x&X-User-Role=admin'
  for (const claim of claims) {
    const headers = { ...asViewer, ...claim }
    for (const [method, path] of [
      ['POST', '/studies/'],
      ['DELETE', '/users/1'],
      ['GET', '/audit-trail/'],
    ] as const) {
      const { status } = await host.api(method, path + query, method === 'POST' ? fields : undefined, headers)
      expect(status, `${method} ${path} ${JSON.stringify(claim)}`).toBe(403)
    }
    const { body } = await host.api('GET', '/auth/me', undefined, headers)
    expect(body).toMatchObject({ username: 'viewer', role: 'VIEWER' })
  }
})

test('a token in the address opens nothing', async () => {
  for (const name of ['token', 'access_token', 'authorization']) {
    expect((await host.api('GET', `/studies?${name}=${owner.token}`)).status).toBe(401)
  }
})
