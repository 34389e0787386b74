// T-DOS-1, T-HTTP-1: clients that begin and never end, and bytes that are no request. Everybody else is answered at once meanwhile;
// what is no request is refused or cut, and the next one is answered.
import { once } from 'node:events'
import Fastify from 'fastify'
import net from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { serverOptions } from '../../server/http/server-options.ts'
import { atBest } from '../helpers/at-best.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { rounds } from '../helpers/soak.ts'

const HALF = 200
const IDLE = 300
/** In a soak it is waited for that each is cut: 15 s for a head, 30 s for a body, and what a sweep takes. */
const WAITS_FOR_END = rounds(0, 1) === 1

let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.close())

function connect(port = host.server.port): net.Socket {
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  return socket
}

test(`${HALF} half-sent requests and ${IDLE} silent connections hold nobody up`, { timeout: 90_000 }, async () => {
  const own = `Host: 127.0.0.1:${host.server.port}\r\n`
  const beginnings = [
    'GET /api/v1/studies HTTP/1.1\r\n',
    `GET /api/v1/studies HTTP/1.1\r\n${own}X-A: b\r\n`,
    `POST /api/v1/studies/ HTTP/1.1\r\n${own}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"study_label"`,
    `POST /api/v1/studies/ HTTP/1.1\r\n${own}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a"`,
  ]
  const sockets = Array.from({ length: HALF + IDLE }, () => connect())
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  sockets.slice(0, HALF).forEach((socket, index) => socket.write(beginnings[index % beginnings.length]!))
  const begun = performance.now()
  const memory = process.memoryUsage().rss
  const ended = Promise.all(
    sockets.slice(0, HALF).map((socket) => new Promise((resolve) => socket.on('close', resolve))),
  )

  let count = 0
  /** The time within which 99 of 100 writes of somebody else are answered, in milliseconds. */
  async function waitOfOthers(): Promise<number> {
    const waits: number[] = []
    for (let turn = 0; turn < 100; turn += 1) {
      const asked = performance.now()
      const { status } = await host.api('POST', '/studies/', { study_label: `Meanwhile ${(count += 1)}` })
      waits.push(performance.now() - asked)
      expect(status).toBeLessThan(300)
    }
    return waits.toSorted((a, b) => a - b)[98]!
  }
  expect(await atBest(200, waitOfOthers, 3)).toBeLessThan(200)
  expect(process.memoryUsage().rss - memory).toBeLessThan(150 * 1024 * 1024)
  if (WAITS_FOR_END) {
    for (const socket of sockets) socket.resume()
    await ended
    expect(performance.now() - begun).toBeLessThan(40_000)
  }
  for (const socket of sockets) socket.destroy()
})

test('a head that does not come is cut before a body that does not, and is told why', async () => {
  // The limits of the server, all of them fifteen times as short.
  const { requestTimeout, http } = serverOptions
  const short = (time: number) => Math.round(time / 15)
  const app = Fastify({
    ...serverOptions,
    requestTimeout: short(requestTimeout),
    http: {
      ...http,
      headersTimeout: short(http.headersTimeout),
      connectionsCheckingInterval: short(http.connectionsCheckingInterval / 5),
    },
  })
  app.post('/', () => 'whole')
  await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as net.AddressInfo

  /** @returns when it was cut, in milliseconds */
  async function begin(bytes: string): Promise<number> {
    const socket = connect(port)
    let answer = ''
    socket.on('data', (data) => (answer += data.toString('latin1')))
    await once(socket, 'connect')
    socket.write(bytes)
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    return performance.now()
  }
  const post = 'POST / HTTP/1.1\r\nHost: x\r\n'
  const [head, body] = await Promise.all([
    begin(post),
    begin(`${post}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{"a"`),
  ])
  expect(body - head).toBeGreaterThan(short(requestTimeout - http.headersTimeout) / 2)
})

/** Every answer on one connection: the status of each, and whether it was cut without one. */
function exchange(bytes: string): Promise<number[]> {
  return new Promise((resolve) => {
    const socket = connect()
    let received = ''
    const finish = () => {
      socket.destroy()
      resolve([...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)))
    }
    socket.setTimeout(1_000, finish)
    socket.on('close', finish)
    socket.on('data', (data) => (received += data.toString('latin1')))
    socket.end(Buffer.from(bytes, 'latin1'))
  })
}

test('what is no request is refused or cut, and never begins a second one', { timeout: 120_000 }, async () => {
  const host_ = `Host: 127.0.0.1:${host.server.port}\r\n`
  const json = 'Content-Type: application/json\r\n'
  const post = `POST /api/v1/studies/ HTTP/1.1\r\n${host_}${json}`
  const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\n${host_}${more}\r\n`
  const smuggled = `GET /api/v1/hello HTTP/1.1\r\n${host_}\r\n`
  const body = '{"study_label":"smuggled"}'
  const refused: string[] = [
    '', '\r\n\r\n', '\0\0\0\0', 'GET\r\n\r\n', 'GET / \r\n\r\n', `GET / HTTP/9.9\r\n${host_}\r\n`, `GET / HTTP/1.1 x\r\n${host_}\r\n`,
    `get / HTTP/1.1\r\n${host_}\r\n`, `FOO / HTTP/1.1\r\n${host_}\r\n`, `GET / http/1.1\r\n${host_}\r\n`,
    `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', `CONNECT evil:80 HTTP/1.1\r\n${host_}\r\n`,
    `TRACE / HTTP/1.1\r\n${host_}\r\n`, get('/', 'X: a\0b\r\n'), get('/', 'X\0: a\r\n'), get('/', ' X: folded\r\n'),
    get('/', 'X : a\r\n'), get('/', ': a\r\n'), get('/', 'no colon\r\n'), get('/', `X: ${'a'.repeat(9_000)}\r\n`),
    get('/', 'X: a\r\n'.repeat(3_000)), `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host_}\r\n`,
    `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\n${body}`, `${post}Content-Length: -1\r\n\r\n${body}`,
    `${post}Content-Length: 1e3\r\n\r\n${body}`, `${post}Content-Length: 0x10\r\n\r\n${body}`, `${post}Content-Length: 5, 5\r\n\r\n${body}`,
    `${post}Content-Length: 99999999999999999999\r\n\r\n${body}`, `${post}Content-Length: +5\r\n\r\n${body}`,
    `${post}Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    `${post}Transfer-Encoding: chunked\r\nContent-Length: 10\r\n\r\n0\r\n\r\n${smuggled}`,
    `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`, `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
    `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`, `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `${post}Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n`, `${post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
    `${post}Transfer-Encoding: chunked\r\n\r\n5;${'x'.repeat(20_000)}\r\nhello\r\n`,
    `GET / HTTP/1.1\r\n\r\n`, `GET / HTTP/1.1\r\n${host_}${host_}\r\n`, `GET http://evil.example/ HTTP/1.1\r\n${host_}\r\n`,
    `GET //evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n`, `OPTIONS * HTTP/1.1\r\n${host_}\r\n`,
  ] // prettier-ignore
  const wrong: string[] = []
  for (const bytes of refused) {
    const statuses = await exchange(bytes)
    const isRefusal = statuses.length <= 1 && statuses.every((status) => status >= 400 && status < 500)
    if (!isRefusal) wrong.push(`${statuses.join()} for ${JSON.stringify(bytes.slice(0, 200))}`)
  }
  expect(wrong).toEqual([])

  const paths = ['/%', '/%00', '/%zz', '/%c0%af', '/%ff', '/api/v1/%2e%2e/%2e%2e/etc/passwd', '/api/v1/..%2f..%2fetc%2fpasswd',
    '/../../etc/passwd', '/..\\..\\x', '/assets/../../package.json', '/assets/%2e%2e%2f%2e%2e%2fpackage.json', '/.git/config',
    '/assets/..%5c..%5cpackage.json', '/api/v1/templates/..%2f..%2fpackage.json', '/api/v1/templates/%00.xlsx',
    '/api/v1/database-backup/download/..%2fpearl.db', '/api/v1/database-backup/download/%2e%2e%2fpearl.db', '/api/v1/database-backup/download/C:%5cx',
    '/api/v1/database-backup/download/pearl.db::$DATA', '/api/v1/database-backup/download/%00', '/api/v1/reporting-efforts/1/hand-off/..%2f..%2fx'] // prettier-ignore
  for (const path of paths) {
    const [status = 400] = await exchange(get(path))
    if (status < 400 || status >= 500) wrong.push(`${status} for ${path}`)
  }
  expect(wrong).toEqual([])

  // Many on one connection are answered one by one.
  expect(await exchange(smuggled.repeat(101))).toEqual(Array.from({ length: 101 }, () => 200))
  expect((await host.api('GET', '/studies?limit=1')).status).toBe(200)
  const { body: studies } = await host.api('GET', '/studies?limit=1000')
  expect(JSON.stringify(studies)).not.toContain('smuggled')
})
