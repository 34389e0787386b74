// A host on the network, from another machine's side: what it lets through, whom it asks, and how it takes leave. The
// other machine is another loopback address; the wire, TLS and the guards are the real ones.
import { statSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decode } from '../../shared/domain/join-code.ts'
import { type HostingState } from '../../shared/actions/hosting.ts'
import { FAREWELL_HOSTING_STOPPED } from '../../shared/domain/hosting.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { listenersOf } from '../helpers/listeners.ts'
import { fingerprintAt, networkClient, type NetworkClient } from '../helpers/network-client.ts'
import { bearer, signInOwner, type Person } from '../helpers/people.ts'

const ADDRESS = '127.0.0.2'
const SECRET = 'launch-secret-of-this-test-0123456789abcdef'
const password = 'correct horse battery'

let host: Host
let owner: Person
let state: HostingState
let client: NetworkClient

beforeAll(async () => {
  host = await startHost({ open: false, launchSecret: SECRET, hosting: { port: 0, addresses: [ADDRESS] } })
  owner = await signInOwner(host)
  state = host.server.hosting()
  client = networkClient(ADDRESS, state.port, state.fingerprint!)
})
afterAll(() => host.close())

const here = (method: string, path: string, body?: unknown) => host.api(method, path, body, owner.as)
const invitation = () => decode(host.server.hosting().join_code!.text).invitation
const newcomer = (username: string) => ({ invitation: invitation(), username, display_name: 'New Comer', password })

describe('the key', () => {
  test('is the one of the join code, and so is the address', async () => {
    const code = decode(state.join_code!.text)
    expect(await fingerprintAt(ADDRESS, state.port)).toBe(state.fingerprint)
    expect(state.fingerprint!.startsWith(code.fingerprint)).toBe(true)
    expect(code).toMatchObject({ address: ADDRESS, port: state.port })
  })

  test('stays the same when hosting ends and begins again, and is readable by its owner only', async () => {
    const before = state.fingerprint
    await here('POST', '/hosting/stop')
    await here('POST', '/hosting/start', { port: state.port, addresses: [ADDRESS] })
    expect(await fingerprintAt(ADDRESS, state.port)).toBe(before)
    expect(statSync(path.join(host.directory, 'host-identity.pem')).mode & 0o777).toBe(0o600)
  })

  test('is not spoken with by older TLS', async () => {
    const failure = await new Promise<string>((resolve) => {
      const socket = tls.connect({ host: ADDRESS, port: state.port, rejectUnauthorized: false, maxVersion: 'TLSv1.2' })
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      socket.once('secureConnect', () => resolve('connected'))
    })
    expect(failure).not.toBe('connected')
  })

  test('plain HTTP is answered with nothing', async () => {
    const received = await new Promise<string>((resolve) => {
      const socket = net.connect(state.port, ADDRESS, () =>
        socket.write('GET /api/v1/hello HTTP/1.1\r\nHost: x\r\n\r\n'),
      )
      let text = ''
      socket.on('data', (data) => (text += data.toString('latin1')))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(text))
    })
    expect(received).not.toContain('PEARL')
    expect(received).not.toContain('HTTP/1.1 200')
  })
})

describe('from another machine', () => {
  test('it is called by its address and port, and by no other name', async () => {
    const port = state.port
    for (const name of [`${ADDRESS}:${port}`]) {
      expect((await client.api('GET', '/hello', undefined, { host: name })).status).toBe(200)
    }
    for (const name of [`localhost:${port}`, `127.0.0.1:${port}`, 'evil.example', ADDRESS, `${ADDRESS}:1`]) {
      expect((await client.api('GET', '/hello', undefined, { host: name })).status, name).toBe(421)
    }
  })

  test('on loopback it is not called by its network address', async () => {
    expect((await host.api('GET', '/hello')).status).toBe(200)
    const { port } = new URL(host.url)
    const status = await new Promise<string>((resolve) => {
      const socket = net.connect(Number(port), '127.0.0.1', () =>
        socket.write(`GET /api/v1/hello HTTP/1.1\r\nHost: ${ADDRESS}:${state.port}\r\nConnection: close\r\n\r\n`),
      )
      socket.once('data', (data) => resolve(data.toString().slice(9, 12)))
    })
    expect(status).toBe('421')
  })

  test('a page of this host may call it, one of another origin may not', async () => {
    const ask = (origin: string) => client.api('GET', '/hello', undefined, { origin })
    expect((await ask(`https://${ADDRESS}:${state.port}`)).status).toBe(200)
    expect((await ask('pearl://app')).status).toBe(200)
    expect((await ask(`http://${ADDRESS}:${state.port}`)).status).toBe(403)
    expect((await ask('https://evil.example')).status).toBe(403)
  })

  test("the window's secret of this machine is good for nothing", async () => {
    expect((await client.api('GET', '/auth/me', undefined, bearer(SECRET))).status).toBe(401)
    expect((await host.api('GET', '/auth/me', undefined, bearer(SECRET))).status).toBe(200)
  })

  test('whoever signs in works as on this machine, but hosting is decided at the host', async () => {
    const signedIn = await client.api('POST', '/auth/login', { username: 'owner', password })
    const headers = bearer(signedIn.body.access_token as string)
    expect((await client.api('GET', '/studies/', undefined, headers)).status).toBe(200)
    expect((await client.api('GET', '/hosting', undefined, headers)).body).toMatchObject({ hosting: true })
    for (const path of ['/hosting/stop', '/hosting/join-code']) {
      const refused = await client.api('POST', path, {}, headers)
      expect(refused.status).toBe(403)
      expect(refused.body.detail).toContain('at the host itself')
    }
  })

  test('sixteen connections of strangers from one address are enough; those who signed in do not count', async () => {
    const sockets: tls.TLSSocket[] = []
    const strangely = { host: ADDRESS, port: state.port, rejectUnauthorized: false }
    const connect = () =>
      new Promise<'open' | 'cut'>((resolve) => {
        // From an address of its own, which is full for a while afterwards.
        const socket = tls.connect({ ...strangely, localAddress: '127.0.0.3' } as tls.ConnectionOptions)
        sockets.push(socket)
        socket.once('error', () => resolve('cut'))
        socket.once('close', () => resolve('cut'))
        // TLS 1.3 is done on the client's side before the host decides: only an answer shows that it was let in.
        socket.once('secureConnect', () =>
          socket.write(`GET /api/v1/hello HTTP/1.1\r\nHost: ${ADDRESS}:${state.port}\r\n\r\n`),
        )
        socket.once('data', () => resolve('open'))
      })
    const fates: string[] = []
    for (let count = 0; count < 18; count += 1) fates.push(await connect())
    for (const socket of sockets) socket.destroy()
    expect(fates.slice(0, 16)).toEqual(Array(16).fill('open'))
    expect(fates.slice(16)).toEqual(['cut', 'cut'])
  })
})

describe('a newcomer', () => {
  test('asks, waits, is let in and signs in', async () => {
    const asked = await client.api('POST', '/auth/access-requests', newcomer('nadia'))
    expect(asked.status).toBe(201)
    const { request_token } = asked.body as { request_token: string }
    const status = async () => (await client.api('POST', '/auth/access-requests/status', { request_token })).body
    expect(await status()).toEqual({ status: 'waiting' })
    expect((await client.api('POST', '/auth/login', { username: 'nadia', password })).status).toBe(401)

    const [request] = host.server.hosting().requests
    expect(request).toMatchObject({ username: 'nadia', display_name: 'New Comer', address: '127.0.0.1' })
    expect(JSON.stringify(host.server.hosting())).not.toContain(password)
    expect((await here('POST', `/hosting/access-requests/${request!.id}/approve`, { role: 'EDITOR' })).status).toBe(200)

    expect(await status()).toEqual({ status: 'approved' })
    const signedIn = await client.api('POST', '/auth/login', { username: 'nadia', password })
    expect(signedIn.body.user).toMatchObject({ username: 'nadia', display_name: 'New Comer', role: 'EDITOR' })
  })

  test('is refused, and told so', async () => {
    const { request_token } = (await client.api('POST', '/auth/access-requests', newcomer('mallory'))).body
    const [request] = host.server.hosting().requests
    expect((await here('POST', `/hosting/access-requests/${request!.id}/refuse`)).status).toBe(200)
    const { body } = await client.api('POST', '/auth/access-requests/status', { request_token })
    expect(body).toEqual({ status: 'refused' })
    expect(host.server.hosting().requests).toEqual([])
  })

  test('does not learn whether a user name exists; the one who approves does', async () => {
    expect((await client.api('POST', '/auth/access-requests', newcomer('owner'))).status).toBe(201)
    const [request] = host.server.hosting().requests
    const refused = await here('POST', `/hosting/access-requests/${request!.id}/approve`, {})
    expect(refused.status).toBe(400)
    expect(refused.body.detail).toContain('user name owner')
    await here('POST', `/hosting/access-requests/${request!.id}/refuse`)
  })

  test('needs the current join code', async () => {
    const old = newcomer('late')
    await here('POST', '/hosting/join-code', {})
    const refused = await client.api('POST', '/auth/access-requests', old)
    expect(refused.status).toBe(403)
    expect(refused.body.detail).toContain('no longer valid')
    expect(invitation()).not.toBe(old.invitation)
  })

  test('cannot ask when the owner wants nobody to', async () => {
    await here('PUT', '/hosting', { newcomers_may_ask: false })
    expect((await client.api('GET', '/hello')).body).toMatchObject({ newcomers_may_ask: false })
    expect((await client.api('POST', '/auth/access-requests', newcomer('eager'))).status).toBe(403)
    await here('PUT', '/hosting', { newcomers_may_ask: true })
  })
})

describe('hosting', () => {
  test('listens on exactly the addresses chosen', () => {
    const own = listenersOf(process.pid)
    expect(own).toEqual([`127.0.0.1:${new URL(host.url).port}`, `${ADDRESS}:${state.port}`].sort())
  })

  test('tells other machines when it ends, cuts them, and goes on for this machine', async () => {
    const { body } = await client.api('POST', '/auth/login', { username: 'owner', password })
    const socket = await client.feed(body.access_token as string)
    const local = await host.feed({ token: owner.token })
    expect(host.server.hosting().connected).toMatchObject([{ name: 'owner', address: expect.any(String) as string }])

    const closed = new Promise<[number, string]>((resolve) =>
      socket.once('close', (code, reason) => resolve([code, reason.toString()])),
    )
    await here('POST', '/hosting/stop')
    expect(await closed).toEqual([1001, FAREWELL_HOSTING_STOPPED])
    await expect(client.api('GET', '/hello')).rejects.toThrow()
    local.send({ action: 'ping' })
    await local.next('pong')
    await local.close()
    await here('POST', '/hosting/start', { port: state.port, addresses: [ADDRESS] })
    expect((await client.api('GET', '/hello')).status).toBe(200)
  })

  test('is in the audit trail', async () => {
    const entries = (await here('GET', '/audit-trail/?table_name=workspace&limit=50')).body
    expect(JSON.stringify(entries)).toContain(`${ADDRESS}:${state.port}`)
  })

  test('on a port that is taken says so and listens nowhere', async () => {
    await here('POST', '/hosting/stop')
    const other = net.createServer().listen(0, ADDRESS)
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as net.AddressInfo
    const refused = await here('POST', '/hosting/start', { port, addresses: [ADDRESS] })
    expect(refused.status).toBe(503)
    expect(refused.body.detail).toContain(`Port ${port} is already in use`)
    expect((await here('GET', '/hosting')).body).toMatchObject({ hosting: false, listening: [] })
    other.close()
    await here('POST', '/hosting/start', { port: state.port, addresses: [ADDRESS] })
  })
})

describe('hosting needs', () => {
  test('a password of the owner', async () => {
    const fresh = await startHost({ open: false, launchSecret: SECRET, owner: { username: 'solo' } })
    const solo = (method: string, path: string, body?: unknown) => fresh.api(method, path, body, bearer(SECRET))
    try {
      const refused = await solo('POST', '/hosting/start', { port: 0, addresses: [ADDRESS] })
      expect(refused.status).toBe(400)
      expect(refused.body.detail).toContain('Set your password first')
      expect((await solo('POST', '/hosting/own-password', { new_password: password })).body.obstacles).toEqual([])
      expect((await solo('POST', '/hosting/own-password', { new_password: 'another password' })).status).toBe(400)
      expect((await solo('POST', '/hosting/start', { port: 0, addresses: [ADDRESS] })).body).toMatchObject({
        hosting: true,
      })
    } finally {
      await fresh.close()
    }
  })

  test('sign-in: an open workspace is not hosted', async () => {
    const open = await startHost()
    try {
      const refused = await open.api('POST', '/hosting/start', { port: 0, addresses: [ADDRESS] })
      expect(refused.body.detail).toContain('without --open')
    } finally {
      await open.close()
    }
  })
})
