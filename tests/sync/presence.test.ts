// Who looks at what, between several clients on one real host: told to those who asked, forgotten with the socket, and
// never a part of the history.
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Member } from '../../server/feed/hub.ts'
import { createPresence } from '../../server/feed/presence.ts'
import { PRESENCE_KEPT, type PresenceFrame, type PresenceMessage } from '../../shared/presence.ts'
import { openFeed, type FeedClient } from '../helpers/feed-client.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner } from '../helpers/people.ts'
import { testActor } from '../helpers/test-store.ts'

type Data = PresenceFrame['data']
const at = (effort_id: number | null, row: number | null = null, field: string | null = null): PresenceMessage => ({
  action: 'presence',
  effort_id,
  row,
  field,
})
const nextPresence = async (client: FeedClient) => ((await client.next('presence')) as PresenceFrame).data
/** Everything a client was told of others. */
const told = (client: FeedClient): Data[] =>
  client.frames.filter((frame): frame is PresenceFrame => frame.type === 'presence').map(({ data }) => data)

async function people(): Promise<{ host: Host; join: (name: string) => Promise<FeedClient> }> {
  const host = await startHost({ open: false })
  onTestFinished(() => host.close())
  const owner = await signInOwner(host)
  return {
    host,
    async join(name) {
      const { token } = await newPerson(host, owner, name, 'EDITOR')
      const client = await host.feed({ token })
      onTestFinished(() => void client.socket.terminate())
      return client
    },
  }
}

/** Waits until everything this client sent was worked off. */
async function answered(client: FeedClient): Promise<void> {
  client.send({ action: 'ping' })
  await client.next('pong')
}

describe('on one effort', () => {
  test('who comes sees who is there; who is there sees who comes, moves, edits and goes', async () => {
    const { host, join } = await people()
    const ann = await join('ann')
    const bob = await join('bob')
    ann.send(at(1, 7))
    expect(await nextPresence(ann)).toEqual({ effort_id: 1, whole: true, present: [], gone: [] })
    bob.send(at(1))
    expect(await nextPresence(bob)).toMatchObject({
      effort_id: 1,
      whole: true,
      present: [{ name: 'ann', row: 7, field: null }],
    })
    expect(await nextPresence(ann)).toMatchObject({ whole: false, present: [{ name: 'bob', row: null }] })
    bob.send(at(1, 9, 'priority'))
    expect(await nextPresence(ann)).toMatchObject({ present: [{ name: 'bob', row: 9, field: 'priority' }] })
    const window = told(ann).at(-1)!.present[0]?.window
    await bob.close()
    expect(await nextPresence(ann)).toEqual({ effort_id: 1, whole: false, present: [], gone: [window] })
    expect(host.server.store.log.since(0, 1_000).some(({ entity }) => entity.includes('presence'))).toBe(false)
  })

  test('leaving for another effort, or for none, is told', async () => {
    const { join } = await people()
    const ann = await join('ann')
    const bob = await join('bob')
    ann.send(at(1))
    bob.send(at(1))
    await ann.until(() => told(ann).length === 2)
    bob.send(at(2))
    await ann.until(() => told(ann).at(-1)!.gone.length === 1)
    bob.send(at(1))
    await ann.until(() => told(ann).at(-1)!.present.length === 1)
    bob.send(at(null))
    await ann.until(() => told(ann).at(-1)!.gone.length === 1)
    expect(told(ann)).toHaveLength(5)
  })
})

test('only those who say where they are hear where others are', async () => {
  const { join } = await people()
  const old = await join('old')
  const elsewhere = await join('elsewhere')
  const ann = await join('ann')
  elsewhere.send(at(2))
  await answered(elsewhere)
  ann.send(at(1, 3, 'due_date'))
  await answered(ann)
  await answered(old)
  await answered(elsewhere)
  expect(told(old)).toEqual([])
  expect(told(elsewhere)).toHaveLength(1)
})

test('a burst is told in a few steps, and the last place is always among them', async () => {
  const { join } = await people()
  const ann = await join('ann')
  const bob = await join('bob')
  ann.send(at(1))
  bob.send(at(1))
  await ann.until(() => told(ann).length === 2)
  for (let row = 1; row <= 20; row += 1) bob.send(at(1, row))
  await ann.until(() => told(ann).at(-1)!.present[0]?.row === 20)
  expect(told(ann).length).toBeLessThan(8)
})

test.each([
  [{ action: 'presence' }],
  [{ ...at(1), effort_id: '1' }],
  [{ ...at(1), row: -1 }],
  [{ ...at(1), field: 'x'.repeat(65) }],
])('%j is refused with a sentence and changes nothing', async (message) => {
  const { join } = await people()
  const ann = await join('ann')
  ann.send(message)
  const refused = await ann.next('error')
  expect(refused).toMatchObject({ message: expect.stringMatching(/^presence needs/) as string })
  await answered(ann)
  expect(told(ann)).toEqual([])
})

test('nobody who is not signed in is told anything', async () => {
  const { host, join } = await people()
  const ann = await join('ann')
  ann.send(at(1))
  await nextPresence(ann)
  // The first message of a socket without a token has to say who it is.
  const stranger = await openFeed(host.url)
  stranger.send(at(1))
  expect(await stranger.closed()).toBe(4401)
  expect(stranger.frames).toEqual([])
})

describe('on a clock of the test’s own', () => {
  /** A line of which the test says whether it is full. */
  function member(name: string) {
    const received: Data[] = []
    const line = {
      isBehind: false,
      received,
      actor: { ...testActor, name },
      send: (frame: { type: string }) => void received.push((frame as PresenceFrame).data),
    }
    return line as typeof line & Member
  }

  test('a window that fell silent is gone; one that repeats itself stays and hears of it', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const presence = createPresence()
    const ann = member('ann')
    const bob = member('bob')
    presence.say(ann, at(1))
    presence.say(bob, at(1))
    for (let passed = 0; passed <= PRESENCE_KEPT; passed += PRESENCE_KEPT / 3) {
      presence.say(ann, at(1))
      vi.advanceTimersByTime(PRESENCE_KEPT / 3)
    }
    expect(ann.received.at(-1)!.gone).toHaveLength(1)
    presence.say(ann, at(1, 5))
    expect(bob.received.flatMap(({ present }) => present).some(({ row }) => row === 5)).toBe(false)
    presence.close()
  })

  test('a window on a full line is sent nothing until it has drained, then the whole', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const presence = createPresence()
    const slow = member('slow')
    const ann = member('ann')
    presence.say(slow, at(1))
    Object.assign(slow, { isBehind: true })
    presence.say(ann, at(1, 2))
    vi.advanceTimersByTime(5_000)
    expect(slow.received).toHaveLength(1)
    Object.assign(slow, { isBehind: false })
    vi.advanceTimersByTime(1_000)
    expect(slow.received.at(-1)).toMatchObject({ whole: true, present: [{ name: 'ann', row: 2 }] })
    presence.close()
  })
})
