// Several clients on one real host: everybody gets everything once and in order, whoever was away gets exactly what was
// missed or is told to reload, and nobody pays for somebody else's slow line.
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Transaction } from '../../server/store/store.ts'
import { study } from '../../shared/entities/study.ts'
import { textElement } from '../../shared/entities/text-element.ts'
import { MAX_REPLAY, type ChangeFrame, type ResumedFrame, type StudiesFrame } from '../../shared/events.ts'
import type { FeedClient } from '../helpers/feed-client.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { testActor } from '../helpers/test-store.ts'

async function newHost(...overrides: Parameters<typeof startHost>): Promise<Host> {
  const host = await startHost(...overrides)
  onTestFinished(() => host.close())
  return host
}

async function feed(host: Host): Promise<FeedClient> {
  const client = await host.feed()
  onTestFinished(() => void client.socket.terminate())
  return client
}

const head = (host: Host) => host.server.store.log.head.seq
const seqs = (client: FeedClient) => client.changes().map(({ seq }) => seq)
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
const write = <T>(host: Host, work: (tx: Transaction) => T) => host.server.store.transact(testActor, work)

let count = 0
/** One transaction of so many changes. */
const addTexts = (host: Host, changes = 1) =>
  write(host, (tx) => {
    for (let n = 0; n < changes; n += 1) {
      tx.insert(textElement, { type: 'title', label: `Title ${(count += 1)}`, content: 'x'.repeat(200) })
    }
  })

/** Waits until the client has the change with that number. */
const reached = (client: FeedClient, seq: number) =>
  client.until((frames) => {
    const latest = frames.findLast((frame) => 'change' in frame)
    return latest !== undefined && latest.seq >= seq
  })

/** Where a client that is about to leave stands. */
interface Place {
  epoch: string
  since: number
}
const placeOf = (client: FeedClient): Place => {
  const greeting = client.frames[0] as StudiesFrame
  return { epoch: greeting.epoch, since: seqs(client).at(-1) ?? greeting.seq }
}

/** Comes back and resumes; the answer and the frames before it. */
async function comeBack(
  host: Host,
  place: Place,
): Promise<{ client: FeedClient; answer: ResumedFrame; missed: ChangeFrame[] }> {
  const client = await feed(host)
  client.send({ action: 'resume', ...place })
  await client.until((frames) => frames.some(({ type }) => type === 'resumed' || type === 'reset'))
  const at = client.frames.findIndex(({ type }) => type === 'resumed' || type === 'reset')
  const missed = client.frames.slice(0, at).filter((frame): frame is ChangeFrame => 'change' in frame)
  return { client, answer: client.frames[at] as ResumedFrame, missed }
}

describe('live', () => {
  test('every client gets every change once, in order, also its own', async () => {
    const host = await newHost()
    const clients = await Promise.all(Array.from({ length: 5 }, () => feed(host)))
    const from = head(host)
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => host.api('POST', '/studies', { study_label: `Concurrent ${n}` })),
    )
    const to = head(host)
    expect(to).toBe(from + 40)
    for (const client of clients) {
      await reached(client, to)
      expect(seqs(client)).toEqual(range(from + 1, to))
    }
    assertReplayEqualsTables(host.server.store.db)
  })

  test('a frame is there before or with the reply to the write it tells of', async () => {
    const host = await newHost()
    const client = await feed(host)
    const reply = await host.api('POST', '/studies', { study_label: 'A' })
    const frame = (await client.next('study_created')) as ChangeFrame
    expect(frame.change).toMatchObject({ entity: 'studies', id: reply.body.id, action: 'create', version: 1 })
    expect(Number(reply.headers.get('x-feed-seq') ?? frame.seq)).toBe(frame.seq)
  })

  test('the frames of a transaction come together, the last one marked', async () => {
    const host = await newHost()
    const client = await feed(host)
    for (const size of [3, 1, 2]) addTexts(host, size)
    await reached(client, head(host))
    expect(client.changes().map(({ last }) => last)).toEqual([false, false, true, true, false, true])
  })

  test('nobody hears of what was undone', async () => {
    const host = await newHost()
    const client = await feed(host)
    expect(() =>
      write(host, (tx) => {
        tx.insert(study, { study_label: 'undone' })
        throw new Error('no')
      }),
    ).toThrow('no')
    addTexts(host)
    const frame = (await client.next('text_element_created')) as ChangeFrame
    expect(frame.seq).toBe(head(host))
    expect(client.changes()).toHaveLength(1)
  })

  test('a transaction as large as an import reaches everyone, whole and in order', async () => {
    const host = await newHost()
    const clients = await Promise.all(Array.from({ length: 3 }, () => feed(host)))
    const from = head(host)
    addTexts(host, 20_000)
    addTexts(host)
    for (const client of clients) {
      await reached(client, from + 20_001)
      expect(seqs(client)).toEqual(range(from + 1, from + 20_001))
      expect(
        client
          .changes()
          .filter(({ last }) => last)
          .map(({ seq }) => seq),
      ).toEqual([from + 20_000, from + 20_001])
    }
  })
})

describe('a client that was away', () => {
  test('gets exactly what it missed, the very frames the others got', async () => {
    const host = await newHost()
    const [stays, leaves] = [await feed(host), await feed(host)]
    addTexts(host, 2)
    await reached(leaves, head(host))
    const place = placeOf(leaves)
    await leaves.close()
    await host.api('POST', '/studies', { study_label: 'while away' })
    await host.api('PUT', `/studies/${head(host)}`, { study_label: 'not there' })
    addTexts(host, 3)
    const { client, answer, missed } = await comeBack(host, place)
    expect(answer).toEqual({ type: 'resumed', epoch: place.epoch, seq: head(host) })
    await reached(stays, head(host))
    expect(missed).toEqual(stays.changes().filter(({ seq }) => seq > place.since))
    addTexts(host)
    await reached(client, head(host))
    expect(seqs(client)).toEqual(range(place.since + 1, head(host)))
  })

  test('may have missed nothing', async () => {
    const host = await newHost()
    addTexts(host)
    const { answer, missed } = await comeBack(host, { epoch: host.server.store.log.epoch, since: head(host) })
    expect(answer).toMatchObject({ type: 'resumed', seq: head(host) })
    expect(missed).toEqual([])
  })

  test('gets no change twice when some arrive between its return and its request', async () => {
    const host = await newHost()
    const place = placeOf(await feed(host))
    addTexts(host, 2)
    const client = await feed(host)
    addTexts(host, 2)
    await reached(client, head(host))
    client.send({ action: 'resume', ...place })
    await client.next('resumed')
    const greeted = (client.frames[0] as StudiesFrame).seq
    const replayed = seqs(client).filter((seq) => seq <= greeted)
    const live = seqs(client).filter((seq) => seq > greeted)
    expect([...replayed, ...live]).toEqual(range(place.since + 1, head(host)))
  })

  test.each([
    ['another history', (host: Host): Place => ({ epoch: 'another', since: head(host) })],
    ['a future that never was', (host: Host): Place => ({ epoch: host.server.store.log.epoch, since: head(host) + 1 })],
    [
      'too long ago',
      (host: Host): Place => ({ epoch: host.server.store.log.epoch, since: head(host) - MAX_REPLAY - 1 }),
    ],
  ])('is told to reload when it comes from %s', async (_name, from) => {
    const host = await newHost()
    addTexts(host, MAX_REPLAY + 10)
    const { client, answer, missed } = await comeBack(host, from(host))
    expect(answer).toEqual({ type: 'reset', epoch: host.server.store.log.epoch, seq: head(host) })
    expect(missed).toEqual([])
    addTexts(host)
    await reached(client, head(host))
    expect(seqs(client)).toEqual([head(host)])
  })

  test('is replayed as much as is promised', async () => {
    const host = await newHost()
    addTexts(host, MAX_REPLAY + 10)
    const since = head(host) - MAX_REPLAY
    const { answer, missed } = await comeBack(host, { epoch: host.server.store.log.epoch, since })
    expect(answer.type).toBe('resumed')
    expect(missed.map(({ seq }) => seq)).toEqual(range(since + 1, head(host)))
  })

  test('gets whole transactions: a replay ends where one ends', async () => {
    const host = await newHost()
    const start = head(host)
    for (const size of [4, 1, 7, 2]) addTexts(host, size)
    for (let since = start; since < head(host); since += 1) {
      const { client, missed } = await comeBack(host, { epoch: host.server.store.log.epoch, since })
      expect(missed.map(({ seq }) => seq)).toEqual(range(since + 1, head(host)))
      expect(missed.filter(({ last }) => last).map(({ seq }) => seq)).toEqual(
        [start + 4, start + 5, start + 12, start + 14].filter((seq) => seq > since),
      )
      client.socket.terminate()
    }
  })

  test('resumes after the host was started again: same history, same place', async () => {
    const host = await newHost()
    const client = await feed(host)
    addTexts(host, 3)
    await reached(client, head(host))
    const place = placeOf(client)
    await host.restart()
    expect(await client.closed()).toBe(1001)
    addTexts(host, 2)
    const { answer, missed } = await comeBack(host, place)
    expect(answer).toEqual({ type: 'resumed', epoch: place.epoch, seq: place.since + 2 })
    expect(missed.map(({ seq }) => seq)).toEqual([place.since + 1, place.since + 2])
  })

  test('can ask over HTTP and gets the same frames', async () => {
    const host = await newHost()
    const place = placeOf(await feed(host))
    for (const size of [2, 1, 3]) addTexts(host, size)
    await host.api('POST', '/studies', { study_label: 'over REST' })
    const { missed } = await comeBack(host, place)
    const reply = await host.api('GET', `/changes?since=${place.since}&epoch=${place.epoch}`)
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({ epoch: place.epoch, seq: head(host), frames: missed })
    const reset = await host.api('GET', `/changes?since=${place.since}&epoch=another`)
    expect(reset.body).toMatchObject({ reset: true, seq: head(host) })
  })
})

test(
  'however often and wherever connections are cut, no client has a gap or a duplicate',
  { timeout: 60_000 },
  async () => {
    const host = await newHost()
    const cutsOf = fc.array(
      fc.record({
        before: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
        taken: fc.nat({ max: 10 }),
        away: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    let cuts = 0
    await fc.assert(
      fc.asyncProperty(cutsOf, async (rounds) => {
        const start = head(host)
        let place: Place = { epoch: host.server.store.log.epoch, since: start }
        const got: number[] = []
        for (const { before, taken, away } of rounds) {
          const client = await host.feed()
          client.send({ action: 'resume', ...place })
          for (const size of before) addTexts(host, size)
          // The client is cut after as many frames as it happened to take; the rest of what was sent is lost with the line.
          const expected = head(host) - place.since
          const take = Math.min(taken, expected)
          const greeted = (client.frames[0] as StudiesFrame).seq
          const inOrder = () => {
            const all = seqs(client)
            return [...all.filter((seq) => seq <= greeted), ...all.filter((seq) => seq > greeted)]
          }
          // Live frames count only once the replay before them is complete.
          await client.until(
            () => inOrder().length >= take && (take === 0 || client.frames.some(({ type }) => type === 'resumed')),
          )
          const applied = inOrder().slice(0, take)
          client.socket.terminate()
          cuts += 1
          got.push(...applied)
          place = { ...place, since: applied.at(-1) ?? place.since }
          for (const size of away) addTexts(host, size)
        }
        const { client, answer, missed } = await comeBack(host, place)
        client.socket.terminate()
        expect(answer.type).toBe('resumed')
        expect([...got, ...missed.map(({ seq }) => seq)]).toEqual(range(start + 1, head(host)))
      }),
      { numRuns: 40 },
    )
    expect(cuts).toBeGreaterThan(60)
  },
)

test('a stalled client is cut and can resume, while twenty others get everything', async () => {
  const host = await newHost({ feedLimits: { heartbeat: 20, stalledAfter: 100, maxWaiting: 500 } })
  const others = await Promise.all(Array.from({ length: 20 }, () => feed(host)))
  const stalled = await feed(host)
  const from = head(host)
  stalled.socket.pause()
  const members = host.server.hub.size
  let sent = 0
  // More than the buffers of both systems hold, so that the rest has to wait in the host.
  while (host.server.hub.size === members && sent < 60) {
    addTexts(host, 250)
    sent += 1
    await reached(others[0]!, head(host))
  }
  await expect.poll(() => host.server.hub.size).toBe(members - 1)
  for (const other of others) {
    await reached(other, head(host))
    expect(seqs(other)).toEqual(range(from + 1, head(host)))
  }

  stalled.socket.resume()
  expect(await stalled.closed()).toBe(4413)
  const taken = seqs(stalled)
  expect(taken).toEqual(range(from + 1, taken.at(-1)!))
  expect(taken.length).toBeLessThan(head(host) - from)
  const { answer, missed } = await comeBack(host, placeOf(stalled))
  if (answer.type === 'resumed')
    expect([...taken, ...missed.map(({ seq }) => seq)]).toEqual(range(from + 1, head(host)))
  else expect(head(host) - taken.at(-1)!).toBeGreaterThan(MAX_REPLAY)
})
