// What holds for every endpoint: the shape of errors, content types, both slash forms, limits of size (protocol 2.1).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { examplePath, recordRoutes } from '../helpers/route-table.ts'
import { sendRaw } from '../helpers/raw.ts'

const registered = recordRoutes()
let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.close())

type Call = [method: string, path: string, body?: unknown, headers?: Record<string, string>]
const study = { study_label: 'S' }
const reference = { study_id: 1, database_release_label: 'R' }

test.each<[string, Call, number, unknown]>([
  ['no body', ['POST', '/studies/'], 422, [{ type: 'missing', loc: ['body'] }]],
  ['an empty body', ['POST', '/studies/', ''], 422, [{ type: 'missing', loc: ['body'] }]],
  ['broken JSON', ['POST', '/studies/', '{"study_label":'], 422, [{ type: 'json_invalid', loc: ['body', expect.any(Number)] }]],
  ['a list for an object', ['POST', '/studies/', []], 422, [{ type: 'model_attributes_type', loc: ['body'] }]],
  ['text for an object', ['POST', '/studies/', '"S"'], 422, [{ type: 'model_attributes_type', loc: ['body'] }]],
  ['null for an object', ['POST', '/studies/', 'null'], 422, [{ type: 'missing', loc: ['body'] }]],
  ['a field is missing', ['POST', '/studies/', {}], 422, [{ type: 'missing', loc: ['body', 'study_label'], msg: 'Field required' }]],
  ['text too short', ['POST', '/studies/', { study_label: '' }], 422, [{ type: 'string_too_short', ctx: { min_length: 1 }, input: '' }]],
  ['text too long', ['POST', '/studies/', { study_label: 'x'.repeat(256) }], 422, [{ type: 'string_too_long', ctx: { max_length: 255 } }]],
  ['a number for text', ['POST', '/studies/', { study_label: 5 }], 422, [{ type: 'string_type', input: 5 }]],
  ['text for a number', ['POST', '/database-releases/', { ...reference, study_id: 'one' }], 422, [{ type: 'int_parsing', loc: ['body', 'study_id'] }]],
  ['a day that is none', ['POST', '/database-releases/', { ...reference, database_release_date: '2026-02-30' }], 422, [{ type: 'date_from_datetime_parsing' }]],
  ['an empty day', ['POST', '/database-releases/', { ...reference, database_release_date: '' }], 422, [{ type: 'date_from_datetime_parsing' }]],
  ['a pattern', ['POST', '/tracker-tags/', { name: 't', color: 'blue' }], 422, [{ type: 'string_pattern_mismatch', ctx: { pattern: expect.any(String) } }]],
  ['one of a list', ['POST', '/text-elements/', { type: 'song', label: 'L' }], 422, [{ type: 'enum', ctx: { expected: expect.any(String) } }]],
  ['text for an id in the path', ['GET', '/studies/one'], 422, [{ type: 'int_parsing', loc: ['path', 'study_id'], input: 'one' }]],
  ['text for a number in the query', ['GET', '/studies?skip=x'], 422, [{ type: 'int_parsing', loc: ['query', 'skip'] }]],
  ['a negative number', ['GET', '/studies?limit=-1'], 422, [{ type: 'greater_than_equal', loc: ['query', 'limit'], ctx: { ge: 0 } }]],
  ['an unknown row', ['GET', '/studies/0'], 404, 'Study not found'],
  ['a negative id', ['GET', '/studies/-1'], 404, 'Study not found'],
  ['an id beyond 32 bits', ['GET', '/studies/2147483648'], 404, 'Study not found'],
  ['an unknown path', ['GET', '/nothing'], 404, 'Not Found'],
  ['an unknown path outside', ['GET', '=/api/health'], 404, 'Not Found'],
  ['an unknown verb', ['PATCH', '/studies/1', {}], 405, 'Method Not Allowed'],
  ['an unknown verb of a collection', ['DELETE', '/studies'], 405, 'Method Not Allowed'],
  ['a form', ['POST', '/studies/', 'study_label=S', { 'content-type': 'application/x-www-form-urlencoded' }], 415, 'Send the body as application/json.'],
  ['plain text', ['POST', '/studies/', JSON.stringify(study), { 'content-type': 'text/plain' }], 415, 'Send the body as application/json.'],
  ['something like JSON', ['POST', '/studies/', JSON.stringify(study), { 'content-type': 'application/jsonp' }], 415, 'Send the body as application/json.'],
  ['a key that reaches a prototype', ['POST', '/studies/', '{"study_label":"P","__proto__":{"x":1}}'], 422, [{ type: 'json_invalid' }]],
  ['another that does', ['POST', '/studies/', '{"study_label":"P","constructor":{"prototype":{"x":1}}}'], 422, [{ type: 'json_invalid' }]],
])('%s', async (_name, call, status, detail) => {
  const reply = await host.api(...call)
  expect({ status: reply.status, detail: (reply.body as { detail: unknown }).detail }).toMatchObject({ status, detail })
  expect((reply.body as { code: unknown }).code).toEqual(expect.any(String))
  expect(reply.headers.get('content-type')).toContain('application/json')
}) // prettier-ignore

test('a body without a content type is answered as upstream does', async () => {
  const lines = [`Host: 127.0.0.1:${host.server.port}`, 'Content-Length: 2', '', '{}']
  expect(await sendRaw(host.server.port, ['POST /api/v1/studies/ HTTP/1.1', ...lines])).toBe(422)
})

test('the content type may name its character set', async () => {
  const headers = { 'content-type': 'application/json; charset=UTF-8' }
  expect(await host.api('POST', '/studies/', { study_label: 'Größe' }, headers)).toMatchObject({ status: 201 })
})

test('a body is bounded, and where many rows are sent it may be larger', async () => {
  const filler = (bytes: number) => ({ study_label: 'x', filler: 'x'.repeat(bytes) })
  for (const bytes of [1024 * 1024, 10 * 1024 * 1024]) {
    expect(await host.api('POST', '/studies/', filler(bytes))).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    })
  }
  const { status } = await host.api('POST', '/reporting-effort-items/1/bulk-tlf', filler(2 * 1024 * 1024))
  expect(status).not.toBe(413)
})

test('a header section that is too large is refused in words', async () => {
  const lines = [`Host: 127.0.0.1:${host.server.port}`, `X-Filler: ${'x'.repeat(9000)}`]
  expect(await sendRaw(host.server.port, ['GET /health HTTP/1.1', ...lines])).toBe(431)
})

test('what is no HTTP is refused', async () => {
  expect(await sendRaw(host.server.port, ['HELO pearl'])).toBe(400)
})

test('an address that cannot be read is refused', async () => {
  expect(await host.api('GET', '=/%ff')).toMatchObject({ status: 400, body: { code: 'invalid' } })
})

test('every route is served with and without a slash at the end, and never redirects', async () => {
  const paths = new Set(registered.filter(({ method }) => method === 'GET').map(({ url }) => examplePath(url)))
  for (const path of paths) {
    if (path.includes('.') || path === '/') continue
    const both = await Promise.all(
      [path.replace(/\/$/, ''), `${path.replace(/\/$/, '')}/`].map((form) => host.api('GET', `=${form}`)),
    )
    expect(both[1]!.status, path).toBe(both[0]!.status)
    expect(both[0]!.status, path).not.toBe(307)
  }
})

test('a failure inside tells nothing of the inside', async () => {
  const broken = await startHost()
  await broken.api('POST', '/tracker-tags/', { name: 'T' })
  broken.server.store.db.exec('ALTER TABLE tracker_tags RENAME TO elsewhere')
  const { status, body } = await broken.api('GET', '/tracker-tags/')
  expect(status).toBe(500)
  expect(body).toEqual({
    detail: 'Internal server error',
    code: 'internal',
    path: '/api/v1/tracker-tags/',
    method: 'GET',
  })
  await broken.close()
})

test('a database that does not answer makes the host unhealthy', async () => {
  expect(await host.api('GET', '=/health')).toMatchObject({
    status: 200,
    body: { status: 'healthy', database: 'connected', message: 'Service is running normally' },
  })
  const broken = await startHost()
  broken.server.store.db.exec('ALTER TABLE feed RENAME TO elsewhere')
  expect(await broken.api('GET', '=/health')).toMatchObject({
    status: 503,
    body: { detail: { status: 'unhealthy', database: 'disconnected' } },
  })
  await broken.close()
})

test('the start page is a description for programs', async () => {
  for (const accept of ['application/json', '*/*']) {
    expect((await host.api('GET', '=/', undefined, { accept })).body).toEqual({
      message: 'PEARL Backend API',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      docs: '/docs',
      health: '/health',
    })
  }
})

test('every route of the interface is described, with its summary and its input', async () => {
  const { body } = await host.api('GET', '=/openapi.json')
  const { openapi, paths } = body as { openapi: string; paths: Record<string, Record<string, { summary?: string }>> }
  expect(openapi).toMatch(/^3\.1/)
  const routes = registered.filter(
    ({ url, method }) => url.startsWith('/api/v1/') && method !== 'HEAD' && !url.includes('/ws/'),
  )
  for (const { method, url } of routes) {
    const path = url.replaceAll(/:([a-z_]+)/g, '{$1}')
    expect(paths[path]?.[method.toLowerCase()]?.summary, `${method} ${url}`).toEqual(expect.any(String))
  }
  expect(paths['/api/v1/studies']?.post).toMatchObject({
    requestBody: { content: { 'application/json': { schema: { required: ['study_label'] } } } },
  })
})

test('the page that shows it needs no other host', async () => {
  const { body, headers } = await host.api('GET', '=/docs')
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  const links = [...(body as string).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, link]) => link!)
  expect(links.length).toBe(3)
  for (const link of links) expect((await host.api('GET', `=${link}`)).status, link).toBe(200)
  expect(body).not.toMatch(/https?:\/\//)
})
