// The socket as the wire contract has it (protocol 3.1 to 3.4): who gets in, what greets them, what is answered and what
// closes a connection.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { FEED_PATH, FEED_PROTOCOL, type ServerFrame, type StudiesFrame } from '../../shared/events.ts'
import { openFeed, type FeedClient } from '../helpers/feed-client.ts'
import { startHost, type Host } from '../helpers/host.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.close())

/** A feed of the shared host, closed when the test ends. */
async function feed(of = host, options?: Parameters<Host['feed']>[0]): Promise<FeedClient> {
  const client = await of.feed(options)
  onTestFinished(() => void client.socket.terminate())
  return client
}

const newHost = async (...overrides: Parameters<typeof startHost>) => {
  const own = await startHost(...overrides)
  onTestFinished(() => own.close())
  return own
}

/** What the client receives between now and the answer to a ping sent after everything else. */
async function repliesTo(client: FeedClient, ...messages: (string | Buffer)[]): Promise<ServerFrame[]> {
  const from = client.frames.length
  for (const message of messages) client.socket.send(message)
  client.send({ action: 'ping' })
  await client.next('pong')
  return client.frames.slice(from, -1)
}

describe('the greeting', () => {
  test('comes first: the studies, and where the feed stands', async () => {
    const own = await newHost()
    const created = await own.api('POST', '/studies', { study_label: 'GREETED' })
    const client = await openFeed(own.url)
    onTestFinished(() => void client.socket.terminate())
    const first = (await client.next()) as StudiesFrame
    expect(Object.keys(first)).toEqual(['type', 'data', 'timestamp', 'epoch', 'seq'])
    expect(first).toMatchObject({
      type: 'studies_update',
      data: [{ id: created.body.id, study_label: 'GREETED', version: 1 }],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      epoch: own.server.store.log.epoch,
      seq: own.server.store.log.head.seq,
    })
  })

  test('shows the first hundred studies', async () => {
    const own = await newHost()
    for (let n = 1; n <= 101; n += 1) await own.api('POST', '/studies', { study_label: `S${n}` })
    const client = await openFeed(own.url)
    onTestFinished(() => void client.socket.terminate())
    const { data } = (await client.next('studies_update')) as StudiesFrame
    expect(data.map((study) => study.id)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  test('is sent again on refresh, to the asker only', async () => {
    const [asker, other] = [await feed(), await feed()]
    const [reply] = await repliesTo(asker, '{"action":"refresh"}')
    expect(reply).toMatchObject({ type: 'studies_update', seq: host.server.store.log.head.seq })
    expect(await repliesTo(other)).toEqual([])
  })
})

describe('a message', () => {
  const wrong = (message: string) => ({ type: 'error', message, data: { message } })
  const silence: ServerFrame[] = []

  test.each<[string, string | Buffer, unknown[]]>([
    ['ping', '{"action":"ping"}', [{ type: 'pong' }]],
    ['ping with more keys', '{"action":"ping","at":1}', [{ type: 'pong' }]],
    ['no JSON', 'hello', [wrong('Invalid JSON format')]],
    ['nothing', '', [wrong('Invalid JSON format')]],
    ['half of an object', '{"action":"ping"', [wrong('Invalid JSON format')]],
    ['an array', '[1]', [wrong('Error processing message')]],
    ['a string', '"x"', [wrong('Error processing message')]],
    ['a number', '42', [wrong('Error processing message')]],
    ['null', 'null', [wrong('Error processing message')]],
    ['binary', Buffer.from('{"action":"ping"}'), [wrong('Error processing message')]],
    ['an object without action', '{}', silence],
    ['an unknown action', '{"action":"dance"}', silence],
    ['an action in capitals', '{"action":"PING"}', silence],
    ['a type instead of an action', '{"type":"ping"}', silence],
    ['an action that is no text', '{"action":{"ping":1}}', silence],
    ['authenticate when already known', '{"action":"authenticate","token":"x"}', silence],
    [
      'resume without a place',
      '{"action":"resume"}',
      [wrong('resume needs epoch (text) and since (a whole number, 0 or more)')],
    ],
    [
      'resume from before the beginning',
      '{"action":"resume","epoch":"x","since":-1}',
      [wrong('resume needs epoch (text) and since (a whole number, 0 or more)')],
    ],
    [
      'resume from half a change',
      '{"action":"resume","epoch":"x","since":0.5}',
      [wrong('resume needs epoch (text) and since (a whole number, 0 or more)')],
    ],
  ])('%s', async (_name, message, expected) => {
    const client = await feed()
    expect(await repliesTo(client, message)).toEqual(expected)
  })

  test('in bad UTF-8 closes the socket, and the host lives', async () => {
    const client = await feed()
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false })
    expect(await client.closed()).toBe(1007)
    expect(await repliesTo(await feed())).toEqual([])
  })

  test('of more than 64 KiB closes the socket with 1009, and the host lives', async () => {
    const client = await feed()
    client.socket.send('x'.repeat(64 * 1024 + 1))
    expect(await client.closed()).toBe(1009)
    expect(await repliesTo(await feed(), 'x'.repeat(64 * 1024))).toEqual([wrong('Invalid JSON format')])
  })

  test('after too many closes the socket with 4429, and others are answered', async () => {
    const own = await newHost({ feedLimits: { messagesPerSecond: 5 } })
    const [flooder, other] = [await feed(own), await feed(own)]
    for (let n = 0; n < 50; n += 1) flooder.send({ action: 'ping' })
    expect(await flooder.closed()).toBe(4429)
    expect(flooder.frames.filter(({ type }) => type === 'pong').length).toBeLessThan(15)
    expect(await repliesTo(other)).toEqual([])
  })
})

describe('the handshake', () => {
  const handshake = (url: string, protocols: string[] = []) =>
    new Promise<{ protocol: string } | { status: number | undefined }>((resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws'), protocols)
      onTestFinished(() => socket.terminate())
      socket.on('open', () => resolve({ protocol: socket.protocol }))
      socket.on('unexpected-response', (_request, response) => resolve({ status: response.statusCode }))
      socket.on('error', reject)
    })

  test('agrees on pearl.v1 when it is offered, and on nothing otherwise', async () => {
    expect(await handshake(host.url + FEED_PATH, [FEED_PROTOCOL])).toEqual({ protocol: FEED_PROTOCOL })
    expect(await handshake(host.url + FEED_PATH, ['other', FEED_PROTOCOL])).toEqual({ protocol: FEED_PROTOCOL })
    expect(await handshake(host.url + FEED_PATH)).toEqual({ protocol: '' })
  })

  test('ignores a query', async () => {
    expect(await handshake(`${host.url + FEED_PATH}?x=1`)).toEqual({ protocol: '' })
  })

  test('is refused on any other path', async () => {
    for (const path of ['/api/v1/ws', '/api/v1/ws/packages', '/ws/studies', '/', '/api/v1/studies']) {
      expect(await handshake(host.url + path), path).toHaveProperty('status')
    }
  })

  test('compresses nothing', async () => {
    const client = await feed()
    expect(client.socket.extensions).toBe('')
  })

  test('a plain request for the path is not found', async () => {
    expect((await host.api('GET', '/ws/studies')).status).toBe(404)
  })
})

describe('a host that asks who is there', () => {
  const credentials = { username: 'owner', password: 'correct horse battery' }
  const closedHost = (feedLimits = {}) => newHost({ open: false, feedLimits })
  const signIn = async (own: Host): Promise<string> =>
    (await own.api('POST', '/auth/login', credentials)).body.access_token

  /** A socket that has opened but not been greeted. */
  async function stranger(own: Host, options?: Parameters<typeof openFeed>[1]): Promise<FeedClient> {
    const client = await openFeed(own.url, options)
    onTestFinished(() => void client.socket.terminate())
    return client
  }

  test('admits a token among the sub-protocols, and answers with pearl.v1 alone', async () => {
    const own = await closedHost()
    const client = await feed(own, { token: await signIn(own) })
    expect(client.socket.protocol).toBe(FEED_PROTOCOL)
  })

  test('admits a token in the Authorization header', async () => {
    const own = await closedHost()
    await feed(own, { headers: { authorization: `Bearer ${await signIn(own)}` } })
  })

  test('admits a first frame that authenticates, and sends nothing before it', async () => {
    const own = await closedHost()
    const token = await signIn(own)
    const client = await stranger(own)
    await own.api('POST', '/studies', { study_label: 'SECRET' }, { authorization: `Bearer ${token}` })
    expect(client.frames).toEqual([])
    client.send({ action: 'authenticate', token })
    expect(await client.next()).toMatchObject({ type: 'studies_update', data: [{ study_label: 'SECRET' }] })
    expect(await repliesTo(client)).toEqual([])
  })

  test.each([
    ['a wrong token', { action: 'authenticate', token: 'wrong' }],
    ['a ping', { action: 'ping' }],
    ['a request to resume', { action: 'resume', epoch: 'x', since: 0 }],
    ['no JSON', 'hello'],
    ['binary', Buffer.from('{}')],
  ])('turns away %s as a first frame', async (_name, message) => {
    const own = await closedHost()
    const client = await stranger(own)
    if (Buffer.isBuffer(message)) client.socket.send(message)
    else client.send(message)
    expect(await client.closed()).toBe(4401)
    expect(client.frames).toEqual([])
  })

  test('turns away who says nothing in time', async () => {
    const own = await closedHost({ authenticateWithin: 50 })
    const client = await stranger(own)
    expect(await client.closed()).toBe(4401)
    expect(client.frames).toEqual([])
  })

  test('lets who authenticated in time stay', async () => {
    const own = await closedHost({ authenticateWithin: 1000 })
    const token = await signIn(own)
    const client = await stranger(own)
    client.send({ action: 'authenticate', token })
    await client.next('studies_update')
    const late = await stranger(own)
    expect(await late.closed()).toBe(4401)
    expect(await repliesTo(client)).toEqual([])
  })

  test('refuses a token that is not valid at the handshake', async () => {
    const own = await closedHost()
    await expect(openFeed(own.url, { token: 'wrong' })).rejects.toThrow(/refused with 401/)
  })

  test('closes the sockets of a session that ends, and no others', async () => {
    const own = await closedHost()
    const [first, second] = [await signIn(own), await signIn(own)]
    const mine = await feed(own, { token: first })
    const other = await feed(own, { token: second })
    const reply = await own.api('POST', '/auth/logout', undefined, { authorization: `Bearer ${first}` })
    expect(reply.status).toBeLessThan(300)
    expect(await mine.closed()).toBe(4401)
    const from = other.frames.length
    await own.api('POST', '/studies', { study_label: 'AFTER' }, { authorization: `Bearer ${second}` })
    await other.next('study_created')
    expect(other.frames.slice(from).map(({ type }) => type)).toEqual(['study_created'])
    expect(mine.frames.map(({ type }) => type)).not.toContain('study_created')
  })
})

describe('keeping a connection', () => {
  test('a client that says nothing is pinged again and again, and stays', async () => {
    const own = await newHost({ feedLimits: { heartbeat: 10, pingAfter: 30, deadAfter: 5_000 } })
    const quiet = await feed(own)
    for (let n = 0; n < 5; n += 1) expect(await quiet.next('ping')).toEqual({ type: 'ping' })
    expect(own.server.hub.size).toBe(1)
  })

  test('a client that gives no sign of life is cut', async () => {
    const own = await newHost({ feedLimits: { heartbeat: 10, deadAfter: 100 } })
    const client = await openFeed(own.url, { autoPong: false })
    await client.next('studies_update')
    expect(await client.closed()).toBe(1006)
    await expect.poll(() => own.server.hub.size).toBe(0)
  })

  test('a host that closes says goodbye', async () => {
    const own = await startHost()
    const client = await own.feed()
    const [code] = await Promise.all([client.closed(), own.close()])
    expect(code).toBe(1001)
  })

  test('a host closes although a client does not answer its goodbye', async () => {
    const own = await startHost({ feedLimits: { goodbye: 50 } })
    const client = await own.feed()
    client.socket.pause()
    await own.close()
    client.socket.resume()
    await client.closed()
  })
})
