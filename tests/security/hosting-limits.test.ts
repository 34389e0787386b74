// A host on the network against somebody who floods it, guesses, or is not the host he says he is: others get through, and
// what was begun is finished.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decode } from '../../shared/domain/join-code.ts'
import { ensureIdentity } from '../../server/hosting/identity.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { networkClient, type NetworkClient } from '../helpers/network-client.ts'
import { signInOwner, type Person } from '../helpers/people.ts'

const ADDRESS = '127.0.0.2'
const FLOODER = '127.0.0.9'
/** Connections that one address may have before somebody signs in on them. */
const STRANGERS = 16
const password = 'correct horse battery'

let host: Host
let owner: Person
let port: number
let client: NetworkClient

beforeEach(async () => {
  host = await startHost({ open: false, hosting: { port: 0, addresses: [ADDRESS] } })
  owner = await signInOwner(host)
  const state = host.server.hosting()
  port = state.port
  client = networkClient(ADDRESS, port, state.fingerprint!)
})
afterEach(() => host.close())

async function connect(): Promise<tls.TLSSocket> {
  const socket = tls.connect({ host: ADDRESS, port, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  return socket
}

/** Asks for an account from that address, with the invitation of the current code unless another is given. */
async function ask(from: string, username: string, invitation?: string): Promise<number> {
  const current = decode(host.server.hosting().join_code!.text).invitation
  const body = { invitation: invitation ?? current, username, display_name: 'New Comer', password }
  return (await client.api('POST', '/auth/access-requests', body, {}, from)).status
}

describe('connections', () => {
  test('that never speak take no place from other addresses', async () => {
    const silent = Array.from({ length: 600 }, () => net.connect({ host: ADDRESS, port, localAddress: FLOODER }))
    await new Promise<void>((resolve) => {
      let cut = 0
      for (const socket of silent) {
        socket.on('error', () => undefined)
        socket.once('close', () => (cut += 1) === 600 - STRANGERS && resolve())
      }
    })
    expect((await client.api('GET', '/hello')).status).toBe(200)
    expect(silent.filter(({ closed }) => !closed)).toHaveLength(STRANGERS)
    silent.forEach((socket) => socket.destroy())
  })

  test('end with hosting, but only once the answer under way is there', async () => {
    const idle = await connect()
    const busy = await connect()
    const body = JSON.stringify({ refresh_token: 'nonsense' })
    busy.write(
      `POST /api/v1/auth/refresh HTTP/1.1\r\nHost: ${ADDRESS}:${port}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
    )
    expect(String(await once(busy, 'data'))).toContain('100 Continue')
    const stopped = owner.api('POST', '/hosting/stop')
    await once(idle, 'close')
    busy.write(body)
    expect(String(await once(busy, 'data'))).toContain('Invalid token')
    expect((await stopped).body).toMatchObject({ hosting: false })
    if (!busy.closed) await once(busy, 'close')
  })
})

describe('a newcomer', () => {
  test('is one of fifty at most, also when several ask at once', async () => {
    const waiting = `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 48)
      INSERT INTO access_requests (token_hash, username, display_name, note, password_hash, address, asked_at, status)
      SELECT n, 'early' || n, '', '', '', '', '2026-01-01T00:00:00.000Z', 'waiting' FROM n`
    host.server.store.db.exec(waiting)
    const statuses = await Promise.all([1, 2, 3, 4].map((each) => ask(`127.0.1.${each}`, `newcomer${each}`)))
    expect(statuses.sort()).toEqual([201, 201, 429, 429])
    expect(host.server.hosting().requests).toHaveLength(50)
  })

  test('is slowed down when guessing, and nobody else is', async () => {
    const guesses: number[] = []
    for (let count = 0; count < 7; count += 1) guesses.push(await ask(FLOODER, 'guesser', '0000000'))
    expect(guesses).toEqual([403, 403, 403, 403, 403, 429, 429])
    expect(await ask(FLOODER, 'guesser')).toBe(429)
    expect(await ask('127.0.0.8', 'honest')).toBe(201)
  })

  test('cannot ask when the code has expired', async () => {
    host.server.store.db.exec("UPDATE hosting SET code_expires_at = '2026-01-01T00:00:00.000Z'")
    expect(await ask(FLOODER, 'late')).toBe(403)
  })
})

test("a client sends nothing to whoever answers in the host's place with another key", async () => {
  await owner.api('POST', '/hosting/stop')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pearl-impostor-'))
  const received: Buffer[] = []
  const { key, cert } = await ensureIdentity(folder)
  const impostor = tls.createServer({ key, cert }, (socket) => socket.on('data', (data) => received.push(data)))
  impostor.listen(port, ADDRESS)
  await once(impostor, 'listening')
  await expect(client.api('POST', '/auth/login', { username: 'owner', password })).rejects.toThrow('another key')
  expect(received).toEqual([])
  impostor.close()
  await rm(folder, { recursive: true })
})

test('only addresses of this machine are listened on, one by one, and no name is looked up', async () => {
  await owner.api('POST', '/hosting/stop')
  for (const address of ['0.0.0.0', '::', '0', 'localhost', 'example.com', '198.51.100.7']) {
    const refused = await owner.api('POST', '/hosting/start', { port: 0, addresses: [ADDRESS, address] })
    expect(refused.status).toBe(400)
    expect(refused.body.detail).toContain(`${address} is no address of this machine`)
    expect(host.server.hosting()).toMatchObject({ hosting: false, listening: [] })
  }
})
