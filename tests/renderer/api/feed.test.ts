// @vitest-environment node
// The window's end of the socket against a real one: catching up, reset, back-off, a line gone silent.
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ChangeFrame } from '../../../shared/events.ts'
import { createFeed, type Feed, type FeedOptions, type FeedStatus } from '../../../renderer/src/api/feed.ts'

interface Link {
  socket: WebSocket
  protocols: string
  /** The next message of the client. */
  next: () => Promise<Record<string, unknown>>
  send: (frame: Record<string, unknown>) => void
}

/** Things that happen, to be awaited one by one in their order. */
function queue<T>() {
  const items: T[] = []
  const waiting: ((item: T) => void)[] = []
  return {
    push(item: T) {
      const taker = waiting.shift()
      if (taker) taker(item)
      else items.push(item)
    },
    next: () =>
      items.length > 0 ? Promise.resolve(items.shift()!) : new Promise<T>((resolve) => waiting.push(resolve)),
  }
}

let server: WebSocketServer
let feed: Feed | undefined
let links: ReturnType<typeof queue<Link>>

function listen(port = 0): Promise<void> {
  server = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: () => 'pearl.v1' })
  server.on('connection', (socket, request) => {
    const messages = queue<Record<string, unknown>>()
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Record<string, unknown>))
    links.push({
      socket,
      protocols: request.headers['sec-websocket-protocol'] ?? '',
      next: messages.next,
      send: (frame) => socket.send(JSON.stringify(frame)),
    })
  })
  return new Promise((resolve) => server.once('listening', resolve))
}
const close = () =>
  new Promise<void>((resolve) => {
    for (const client of server.clients) client.terminate()
    server.close(() => resolve())
  })
const portOf = () => (server.address() as AddressInfo).port

function connect(overrides: Partial<FeedOptions> = {}) {
  const port = portOf()
  const position = { epoch: 'e1', seq: 7 }
  const statuses: FeedStatus[] = []
  const status = queue<FeedStatus['state']>()
  const changes = queue<number>()
  const resets = queue<{ epoch: string; seq: number }>()
  const calls: string[] = []
  feed = createFeed({
    address: () => Promise.resolve({ base_url: `http://127.0.0.1:${port}`, protocols: ['pearl.v1', 'bearer.secret'] }),
    position: () => position,
    onChange(frame: ChangeFrame) {
      position.seq = frame.seq
      changes.push(frame.seq)
    },
    onResume: () => calls.push('resume'),
    onCaughtUp(seq) {
      position.seq = seq
      calls.push('caught up')
    },
    onReset: ({ epoch, seq }) => resets.push({ epoch, seq }),
    onStatus(next) {
      statuses.push(next)
      status.push(next.state)
    },
    delay: () => 20,
    ...overrides,
  })
  feed.start()
  async function until(state: FeedStatus['state']) {
    while ((await status.next()) !== state);
  }
  return { feed, position, statuses, changes, resets, calls, until }
}

const first = (seq: number, epoch = 'e1') => ({ type: 'studies_update', data: [], timestamp: '', epoch, seq })
const change = (seq: number) => ({
  type: 'study_updated',
  data: {},
  timestamp: '',
  seq,
  last: true,
  change: {
    entity: 'studies',
    id: 1,
    action: 'update',
    version: seq,
    row: { id: 1, version: seq },
    actor: { id: 1, name: 'x' },
  },
})

beforeEach(async () => {
  links = queue<Link>()
  await listen()
})
afterEach(async () => {
  feed?.stop()
  await close()
})

describe('feed', () => {
  it('offers the token as a sub-protocol and is live when nothing was missed', async () => {
    const client = connect()
    const link = await links.next()
    expect(link.protocols.split(/,\s*/)).toEqual(['pearl.v1', 'bearer.secret'])
    link.send(first(7))
    await client.until('live')
    link.send(change(8))
    expect(await client.changes.next()).toBe(8)
    expect(client.calls).toEqual(['caught up'])
  })

  it('asks for what it missed and is live only when it has it', async () => {
    const client = connect()
    const link = await links.next()
    link.send(first(9))
    expect(await link.next()).toEqual({ action: 'resume', epoch: 'e1', since: 7 })
    expect(client.feed.status.state).toBe('catching-up')
    link.send(change(8))
    link.send(change(9))
    link.send({ type: 'resumed', epoch: 'e1', seq: 9 })
    await client.until('live')
    expect(client.calls).toEqual(['resume', 'caught up'])
    expect(client.feed.lastSeq).toBe(9)
  })

  it('comes back after the host was restarted and resumes where it stood', async () => {
    const client = connect()
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    link.send(change(8))
    await client.changes.next()
    const port = portOf()
    await close()
    await client.until('waiting')
    await listen(port)
    const again = await links.next()
    again.send(first(12))
    expect(await again.next()).toEqual({ action: 'resume', epoch: 'e1', since: 8 })
    again.send({ type: 'resumed', epoch: 'e1', seq: 12 })
    await client.until('live')
  })

  it('says when the next try comes, counts the tries, and starts counting anew after a success', async () => {
    const client = connect()
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    const port = portOf()
    await close()
    for (let tries = 0; tries < 3; tries += 1) await client.until('waiting')
    const waits = client.statuses.flatMap((each) => (each.state === 'waiting' ? [each] : []))
    expect(waits.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect(waits.every(({ retry_at }) => retry_at > 0)).toBe(true)
    await listen(port)
    ;(await links.next()).send(first(7))
    await client.until('live')
    for (const each of server.clients) each.terminate()
    await client.until('waiting')
    expect(client.feed.status).toMatchObject({ state: 'waiting', attempt: 1 })
  })

  it('tries at once when told to', async () => {
    const client = connect({ delay: () => 3_600_000 })
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    link.socket.terminate()
    await client.until('waiting')
    client.feed.reconnectNow()
    ;(await links.next()).send(first(7))
    await client.until('live')
  })

  it('cuts a line that has gone silent', async () => {
    const client = connect({ silence: 60 })
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    await client.until('waiting')
    await links.next()
  })

  it('reports a reset: another epoch at once, or the answer to a resume; live again after the next resume', async () => {
    const client = connect()
    const link = await links.next()
    link.send(first(3, 'e2'))
    expect(await client.resets.next()).toEqual({ epoch: 'e2', seq: 3 })
    expect(client.feed.status.state).toBe('catching-up')
    Object.assign(client.position, { epoch: 'e2', seq: 3 })
    client.feed.resume()
    expect(await link.next()).toEqual({ action: 'resume', epoch: 'e2', since: 3 })
    link.send({ type: 'reset', epoch: 'e3', seq: 5 })
    expect(await client.resets.next()).toEqual({ epoch: 'e3', seq: 5 })
  })

  it('stays away once stopped', async () => {
    const client = connect()
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    const closed = new Promise((resolve) => link.socket.once('close', resolve))
    client.feed.stop()
    await closed
    expect(client.feed.status.state).toBe('stopped')
  })

  it('tries at once after the machine woke up, and makes a line that seems up prove it', async () => {
    const client = connect({ delay: () => 3_600_000, proof: 60 })
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    client.feed.wake()
    expect(await link.next()).toEqual({ action: 'ping' })
    // No answer: the line is cut, and the next try does not wait.
    const again = await links.next()
    again.send(first(7))
    await client.until('live')
    again.socket.terminate()
    await client.until('waiting')
    client.feed.wake()
    ;(await links.next()).send(first(7))
    await client.until('live')
  })

  it('keeps a line that answers after the machine woke up', async () => {
    const client = connect({ proof: 60, silence: 400 })
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    client.feed.wake()
    expect(await link.next()).toEqual({ action: 'ping' })
    const answered = performance.now()
    link.send({ type: 'pong' })
    // Cut for its silence, and no sooner.
    await client.until('waiting')
    expect(performance.now() - answered).toBeGreaterThan(300)
  })

  it('gives up when trying again cannot help, and says why', async () => {
    const lasting = new Error('another key')
    let refuse = false
    const port = portOf()
    const client = connect({
      address: () =>
        refuse ? Promise.reject(lasting) : Promise.resolve({ base_url: `http://127.0.0.1:${port}`, protocols: [] }),
      isLasting: (error) => error === lasting,
    })
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    refuse = true
    link.socket.terminate()
    await client.until('refused')
    expect(client.feed.status).toEqual({ state: 'refused', reason: lasting })
    client.feed.reconnectNow()
    client.feed.wake()
    expect(client.feed.status.state).toBe('refused')
  })

  it('tells what the host says when it takes leave, and frames that only signal', async () => {
    const told: string[] = []
    const client = connect({
      onFarewell: (reason) => told.push(reason),
      onSignal: (type) => told.push(type),
    })
    const link = await links.next()
    link.send(first(7))
    await client.until('live')
    link.send({ type: 'hosting_changed' })
    link.socket.close(1001, 'the host has stopped hosting')
    await client.until('waiting')
    expect(told).toEqual(['hosting_changed', 'the host has stopped hosting'])
  })
})
