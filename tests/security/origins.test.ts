// Other pages: neither requests nor sockets of a page that is not ours are answered, with or without a good token.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APP_ORIGIN } from '../../shared/desktop.ts'
import { FEED_PATH } from '../../shared/events.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'
import { sendRaw, UPGRADE } from '../helpers/raw.ts'

let host: Host
let owner: Person
let revoked: Person
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  revoked = await newPerson(host, owner, 'gone', 'ADMIN')
  await host.api('POST', '/auth/logout', undefined, revoked.as)
})
afterAll(() => host.close())

const own = () => `127.0.0.1:${host.server.port}`
const foreignOrigins = () => [
  'null',
  'https://evil.example',
  'http://localhost:1',
  `http://localhost:${host.server.port}`,
  `https://${own()}`,
  `http://${own()}.evil.example`,
  `http://${own()}/`,
  `HTTP://${own()}`,
  'pearl://app.evil',
  'pearl://app/',
  'pearl://evil',
  'pearl:app',
  'Pearl://app',
  'file://',
  '',
  `http://${own()}, https://evil.example`,
]

test('a socket opens for no other page, whatever its token', async () => {
  const { port } = host.server
  const tokens = [undefined, revoked.token, 'x'.repeat(43), owner.token]
  for (const origin of foreignOrigins()) {
    for (const token of tokens) {
      const protocols = token === undefined ? 'pearl.v1' : `pearl.v1, bearer.${token}`
      const lines = [`Host: ${own()}`, `Origin: ${origin}`, `Sec-WebSocket-Protocol: ${protocols}`, ...UPGRADE]
      expect(await sendRaw(port, [`GET ${FEED_PATH} HTTP/1.1`, ...lines]), `${origin} ${token}`).toBe(403)
    }
  }
})

test('nor for a page of ours with a token that is void', async () => {
  const { port } = host.server
  for (const origin of [`http://${own()}`, APP_ORIGIN]) {
    for (const token of [revoked.token, 'x'.repeat(43), '', 'ü']) {
      const lines = [
        `Host: ${own()}`,
        `Origin: ${origin}`,
        `Sec-WebSocket-Protocol: pearl.v1, bearer.${token}`,
        ...UPGRADE,
      ]
      expect(await sendRaw(port, [`GET ${FEED_PATH} HTTP/1.1`, ...lines])).not.toBe(101)
    }
    const lines = [`Host: ${own()}`, `Origin: ${origin}`, `Sec-WebSocket-Protocol: pearl.v1, bearer.${owner.token}`]
    expect(await sendRaw(port, [`GET ${FEED_PATH} HTTP/1.1`, ...lines, ...UPGRADE])).toBe(101)
  }
})

test('there is no socket anywhere else', async () => {
  const { port } = host.server
  for (const path of ['/', '/api/v1/studies', '/health', '/api/v1/ws', '/api/v1/ws/other', '/ws', '/docs']) {
    const lines = [`Host: ${own()}`, `Authorization: Bearer ${owner.token}`, ...UPGRADE]
    expect(await sendRaw(port, [`GET ${path} HTTP/1.1`, ...lines]), path).toBe(403)
  }
})

test('a request is answered for no other page', async () => {
  const { port } = host.server
  for (const origin of foreignOrigins()) {
    for (const [method, path] of [
      ['GET', '/api/v1/studies'],
      ['GET', '/health'],
      ['OPTIONS', '/api/v1/studies'],
    ]) {
      const lines = [`Host: ${own()}`, `Origin: ${origin}`, `Authorization: Bearer ${owner.token}`]
      expect(await sendRaw(port, [`${method} ${path} HTTP/1.1`, ...lines]), `${method} ${origin}`).toBe(403)
    }
  }
})

test.each([
  ['none', 200],
  ['same-origin', 200],
  ['same-site', 403],
  ['cross-site', 403],
  ['anything', 403],
])('a browser that says %s is answered with %i', async (site, status) => {
  const lines = [`Host: ${own()}`, `Sec-Fetch-Site: ${site}`]
  expect(await sendRaw(host.server.port, ['GET /health HTTP/1.1', ...lines])).toBe(status)
})

describe('the desktop window', () => {
  const asApp = { origin: APP_ORIGIN, 'sec-fetch-site': 'cross-site' }
  const preflight = { ...asApp, 'access-control-request-method': 'PUT' }

  test('gets replies it may read, with the headers it needs', async () => {
    const { status, headers } = await host.api('GET', '/studies', undefined, { ...asApp, ...owner.as })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(APP_ORIGIN)
    expect(headers.get('access-control-expose-headers')).toMatch(/x-feed-epoch, x-feed-seq, ETag/)
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('reads refusals too', async () => {
    const { status, headers } = await host.api('GET', '/studies', undefined, asApp)
    expect(status).toBe(401)
    expect(headers.get('access-control-allow-origin')).toBe(APP_ORIGIN)
  })

  test('may send every verb and header of ours, asked for without a token', async () => {
    const { status, headers } = await host.api('OPTIONS', '/studies/1', undefined, {
      ...preflight,
      'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key',
    })
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-methods')).toContain('DELETE')
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key')
  })

  test('nobody else gets these', async () => {
    const { headers } = await host.api('GET', '/studies', undefined, { origin: host.url, ...owner.as })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

test('every reply, refusals included, tells browsers to keep to themselves', async () => {
  for (const path of ['=/health', '=/nothing', '/studies', '=/docs', '=/']) {
    const { headers } = await host.api('GET', path, undefined, { accept: 'text/html' })
    expect(headers.get('content-security-policy'), path).toContain("default-src 'none'")
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('referrer-policy'), path).toBe('no-referrer')
    expect(headers.get('set-cookie'), path).toBeNull()
  }
})
