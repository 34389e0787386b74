// Joining somebody else's host: the key is proven before anything is sent, a changed one is a hard stop, and the window then
// talks to that host alone, by that key alone.
import { expect, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import type { Answer, Connection } from '../../shared/desktop.ts'
import { contentSecurityPolicy } from '../../shared/page-policy.ts'
import { choose, startOf, test as base } from './desktop.ts'
import { makeIdentity, startTlsHost, type Identity, type TlsHost } from './tls-host.ts'

interface Hosts {
  startHost(identity: Identity, options?: Parameters<typeof startTlsHost>[1]): Promise<TlsHost>
}
const test = base.extend<Hosts>({
  startHost: async ({}, use) => {
    const started: TlsHost[] = []
    await use(async (identity, options) => {
      const host = await startTlsHost(identity, options)
      started.push(host)
      return host
    })
    for (const host of started) await host.close()
  },
})

const connectionOf = (page: Page): Promise<Answer<Connection>> => page.evaluate(() => window.pearl!.connection())
const join = (page: Page, code: string, address?: string): Promise<Answer<null>> =>
  page.evaluate(([code, address]) => window.pearl!.open({ kind: 'join', code: code, address }), [
    code,
    address,
  ] as const)
/** Status of an answer of the host to the page itself, past the shell. */
const ask = (page: Page, address: string) =>
  page.evaluate(
    (address) =>
      fetch(address).then(
        ({ status }) => String(status),
        (error: Error) => error.message,
      ),
    address,
  )

test('a host is joined by its code, and the window talks to it by its key', async ({ launch, startHost, folder }) => {
  const identity = await makeIdentity()
  const host = await startHost(identity)
  const { page, quit } = await launch()
  const { place } = await choose(page, { kind: 'join', code: host.code() })
  const base_url = `https://127.0.0.1:${host.port}`
  expect(place).toMatchObject({
    kind: 'joined',
    address: `127.0.0.1:${host.port}`,
    fingerprint: identity.fingerprint,
  })
  expect(await connectionOf(page)).toEqual({
    ok: true,
    value: { base_url, token: null, place, invitation: '0123abc' },
  })
  expect(await ask(page, `${base_url}/api/v1/hello`)).toBe('200')
  expect(host.received()).toBeGreaterThan(0)
  expect(await ask(page, `https://127.0.0.1:${host.port + 1}/`)).toBe('Failed to fetch')
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
  expect(policy).toBe(contentSecurityPolicy([base_url, base_url.replace('https', 'wss')]))
  await quit()

  const settings = await readFile(path.join(folder, 'profile', 'settings.json'), 'utf8')
  expect(settings).toContain(identity.fingerprint)
  expect(settings).not.toContain('0123abc')
  const again = await launch()
  expect((await startOf(again.page)).place).toEqual(place)
  expect(await connectionOf(again.page)).toMatchObject({ ok: true, value: { base_url, invitation: null } })
  expect(await ask(again.page, `${base_url}/api/v1/hello`)).toBe('200')
})

test('a host with another key gets no byte, and both keys are shown', async ({ launch, startHost }) => {
  const [agreed, met] = await Promise.all([makeIdentity(), makeIdentity()])
  const impostor = await startHost(met)
  const { page } = await launch()
  const answer = await join(page, impostor.code({ fingerprint: agreed.fingerprint }))
  expect(answer).toMatchObject({
    ok: false,
    refusal: {
      code: 'key_changed',
      expected: agreed.fingerprint.slice(0, 26),
      met: met.fingerprint.slice(0, 26),
    },
  })
  expect(impostor.received()).toBe(0)
  expect((await startOf(page)).place).toBeNull()
})

test('one in the middle gets no byte, from the shell or the page; the renewed key needs a new code, in the same run', async ({
  launch,
  startHost,
}) => {
  const [first, second] = await Promise.all([makeIdentity(), makeIdentity()])
  const host = await startHost(first)
  const { page } = await launch()
  await choose(page, { kind: 'join', code: host.code() })
  const hello = `https://127.0.0.1:${host.port}/api/v1/hello`
  expect(await ask(page, hello)).toBe('200')
  await host.close()

  const other = await startHost(second, { port: host.port })
  // The page asks before the shell has looked: Chromium itself does not go on with this key.
  await page.evaluate((address) => {
    Object.assign(globalThis, { reply: 'none' })
    void fetch(address).then(() => Object.assign(globalThis, { reply: 'some' }))
  }, hello)
  await expect.poll(() => other.handshakes()).toBeGreaterThan(0)
  const answer = await connectionOf(page)
  expect(answer).toMatchObject({
    ok: false,
    refusal: { code: 'key_changed', expected: first.fingerprint, met: second.fingerprint },
  })
  expect(await ask(page, hello)).toBe('Failed to fetch')
  const socket = await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const tried = new WebSocket(address)
        tried.onopen = () => resolve('open')
        tried.onerror = () => resolve('refused')
      }),
    hello.replace('https', 'wss'),
  )
  expect(socket).toBe('refused')
  expect(await page.evaluate(() => (globalThis as unknown as { reply: string }).reply)).toBe('none')
  expect(other.received()).toBe(0)

  const { place, recents } = await choose(page, { kind: 'join', code: other.code() })
  expect(place).toMatchObject({ fingerprint: second.fingerprint })
  expect(recents.map(({ place }) => place.kind)).toEqual(['joined'])
  expect(await ask(page, hello)).toBe('200')
})

test("one who relays between the window and the host gets no byte by a key of its own, and reads nothing by the host's", async ({
  launch,
  startHost,
}) => {
  const [agreed, relaying] = await Promise.all([makeIdentity(), makeIdentity()])
  const host = await startHost(agreed)
  // Whatever it decrypts it would hand on to the real host.
  const terminating = await startHost(relaying, { relayTo: host.port })
  const { page } = await launch()
  expect(await join(page, host.code(), `127.0.0.1:${terminating.port}`)).toMatchObject({
    ok: false,
    refusal: { code: 'key_changed', met: relaying.fingerprint.slice(0, 26) },
  })
  expect([terminating.received(), host.received(), host.handshakes()]).toEqual([0, 0, 0])

  // One that passes the encrypted bytes along is a wire and no more.
  const passed: Buffer[] = []
  const wire = createServer((socket) => {
    const onwards = connect(host.port, '127.0.0.1')
    for (const end of [socket, onwards]) end.on('error', () => undefined)
    socket.on('data', (bytes) => passed.push(bytes))
    socket.pipe(onwards).pipe(socket)
  })
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
  const { port } = wire.address() as AddressInfo
  await choose(page, { kind: 'join', code: host.code(), address: `127.0.0.1:${port}` })
  expect(await ask(page, `https://127.0.0.1:${port}/api/v1/hello`)).toBe('200')
  expect(host.received()).toBeGreaterThan(0)
  expect(Buffer.concat(passed).includes('HTTP')).toBe(false)
  wire.close()
})

test('a code that has expired, is mistyped or leads nowhere is refused with a sentence', async ({
  launch,
  startHost,
}) => {
  const identity = await makeIdentity()
  const host = await startHost(identity)
  const { page } = await launch()
  const expired = host.code({ expires_at: new Date(Date.now() - 3_600_000 * 2) })
  expect(await join(page, expired)).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
  const mistyped = host.code().replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
  expect(await join(page, mistyped)).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
  expect(await join(page, host.code(), 'not an address')).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
  expect(host.received()).toBe(0)
  await host.close()
  expect(await join(page, host.code())).toMatchObject({ ok: false, refusal: { code: 'unreachable' } })
})

test('an address typed by hand overrides the one in the code: a name, or an IPv6 address', async ({
  launch,
  startHost,
}) => {
  const identity = await makeIdentity()
  const host = await startHost(identity, { address: '::1' })
  const { page } = await launch()
  expect(await join(page, host.code())).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
  await choose(page, { kind: 'join', code: host.code(), address: '::1' })
  const connection = await connectionOf(page)
  expect(connection).toMatchObject({ ok: true, value: { base_url: `https://[::1]:${host.port}` } })
  expect(await ask(page, `https://[::1]:${host.port}/api/v1/hello`)).toBe('200')

  const named = await startHost(identity)
  await choose(page, { kind: 'join', code: named.code(), address: `localhost:${named.port}` })
  expect(await connectionOf(page)).toMatchObject({
    ok: true,
    value: { base_url: `https://127.0.0.1:${named.port}`, place: { address: `localhost:${named.port}` } },
  })
  expect(await ask(page, `https://127.0.0.1:${named.port}/api/v1/hello`)).toBe('200')
})

test('who must update is said when the protocols differ', async ({ launch, startHost }) => {
  const identity = await makeIdentity()
  const { page } = await launch()
  const newer = await startHost(identity, { protocol: 2 })
  const answer = await join(page, newer.code())
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'version' } })
  expect(answer.ok || answer.refusal.detail).toContain('Update PEARL on this machine')
  const older = await startHost(identity, { protocol: 0 })
  const other = await join(page, older.code())
  expect(other.ok || other.refusal.detail).toContain('Ask its owner to update')
})

test('whoever stays silent is given up within ten seconds, with a sentence: before TLS, after it, or a little at a time', async ({
  launch,
}) => {
  const identity = await makeIdentity()
  const wordless = createServer()
  const afterTls = createTlsServer({ ...identity, minVersion: 'TLSv1.3' })
  // Each piece comes sooner than any patience with a pause would end.
  const trickling = createTlsServer({ ...identity, minVersion: 'TLSv1.3' }, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
    const pieces = setInterval(() => socket.write(' '), 200)
    socket.on('close', () => clearInterval(pieces))
  })
  const { page } = await launch()
  const code = await startTlsHost(identity).then(async (host) => {
    await host.close()
    return host.code()
  })
  const refused = async (server: Server) => {
    const sockets = new Set<Socket>()
    server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)))
    server.on('secureConnection', (socket: TLSSocket) => socket.on('error', () => undefined).resume())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const begun = performance.now()
    const answer = await join(page, code, `127.0.0.1:${port}`)
    const lasted = performance.now() - begun
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'unreachable' } })
    expect(answer.ok || answer.refusal.detail).toContain(
      `127.0.0.1:${port} cannot be reached: it did not answer in time`,
    )
    expect(sockets.size).toBe(1)
    for (const socket of sockets) socket.destroy()
    server.close()
    return lasted
  }
  const times = await Promise.all([wordless, afterTls, trickling].map(refused))
  expect(Math.max(...times)).toBeLessThan(10_000)
})

test('what is sent to a host that only pretends to speak TLS is nothing but a greeting', async ({ launch }) => {
  const { page } = await launch()
  let received = Buffer.alloc(0)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes])
      socket.end('HTTP/1.1 200 OK\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const identity = await makeIdentity()
  const host = await startTlsHost(identity)
  const answer = await join(page, host.code(), `127.0.0.1:${port}`)
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'unreachable' } })
  // A handshake record (RFC 8446, 5.1), and no word of HTTP.
  expect(received[0]).toBe(22)
  expect(received.includes('HTTP')).toBe(false)
  server.close()
  await host.close()
})
