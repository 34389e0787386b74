// The hub on a clock and sockets of the test's own: who is pinged, who is cut, what is encoded and in which order it goes.
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { createHub, type Hub } from '../../../server/feed/hub.ts'
import { feedLimits, type FeedLimits } from '../../../server/feed/limits.ts'
import type { Change } from '../../../shared/changes.ts'
import type { ChangeFrame } from '../../../shared/events.ts'
import { testActor } from '../../helpers/test-store.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => void vi.useRealTimers())

/** A socket that keeps what it is sent; while `blocked`, its buffer does not drain. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  readonly sent: Buffer[] = []
  readonly closes: number[] = []
  pings = 0
  blocked = false
  private held: { bytes: Buffer; done: (() => void) | undefined }[] = []

  get bufferedAmount(): number {
    return this.held.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }
  send(bytes: Buffer, _options: unknown, done?: () => void): void {
    this.held.push({ bytes, done })
    if (!this.blocked) this.drain()
  }
  drain(count = this.held.length): void {
    for (const { bytes, done } of this.held.splice(0, count)) {
      this.sent.push(bytes)
      done?.()
    }
  }
  ping(): void {
    this.pings += 1
  }
  close(code: number): void {
    this.closes.push(code)
    this.readyState = 2
  }
  terminate(): void {
    this.closes.push(1006)
    this.readyState = 3
    this.emit('close')
  }
  get frames(): ChangeFrame[] {
    return this.sent.map((bytes) => JSON.parse(bytes.toString()) as ChangeFrame)
  }
}

const lines: string[] = []
const log = pino(
  { level: 'debug' },
  { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
)

function openHub(limits: Partial<FeedLimits> = {}): { hub: Hub; join: (session?: string) => FakeSocket } {
  lines.length = 0
  const hub = createHub(log, { ...feedLimits, ...limits })
  onTestFinished(() => hub.close())
  return {
    hub,
    join(session = 'session') {
      const socket = new FakeSocket()
      hub.join(socket as unknown as WebSocket, new PassThrough(), { ...testActor, session_id: session }, 0)
      return socket
    },
  }
}

let seq = 0
/** The changes of one transaction that adds so many studies. */
function transaction(count: number, title = ''): Change[] {
  const tx = seq + 1
  return Array.from({ length: count }, () => {
    seq += 1
    return {
      seq,
      tx,
      epoch: 'e',
      at: '2030-01-01T00:00:00.000Z',
      actor_id: 1,
      actor_name: 'ada',
      session_id: null,
      client_address: null,
      entity: 'studies',
      row_id: seq,
      action: 'create' as const,
      version: 1,
      before: null,
      after: { id: seq, study_label: `S${seq}`, study_title: title, version: 1 },
      context: null,
      reason: null,
      previous_hash: '',
      hash: '',
    }
  })
}

describe('publishing', () => {
  test('sends everybody the same bytes, made once, in order', () => {
    const { hub, join } = openHub()
    const sockets = [join(), join(), join()]
    const stringify = vi.spyOn(JSON, 'stringify')
    const changes = [transaction(1), transaction(3)]
    for (const one of changes) hub.publish(one)
    const encoded = stringify.mock.calls.filter(([value]) => (value as { change?: unknown })?.change !== undefined)
    stringify.mockRestore()
    expect(encoded).toHaveLength(4)
    const [first, ...others] = sockets
    for (const other of others) other.sent.forEach((bytes, index) => expect(bytes).toBe(first!.sent[index]))
    expect(first!.frames.map((frame) => [frame.seq, frame.last])).toEqual([
      [changes[0]![0]!.seq, true],
      [changes[1]![0]!.seq, false],
      [changes[1]![1]!.seq, false],
      [changes[1]![2]!.seq, true],
    ])
  })

  test('makes no frame of a large transaction when nobody listens', () => {
    const { hub } = openHub()
    const stringify = vi.spyOn(JSON, 'stringify')
    hub.publish(transaction(1000))
    expect(stringify.mock.calls.filter(([value]) => (value as { change?: unknown })?.change)).toEqual([])
    stringify.mockRestore()
  })

  test('logs what upstream logs', () => {
    const { hub, join } = openHub()
    join()
    join()
    hub.publish(transaction(1))
    expect(lines).toEqual([`Broadcasting study_created: S${seq}`, 'Broadcast completed to 2 connections'])
    hub.publish(transaction(100))
    expect(lines[2]).toBe('Broadcasting 100 changes of one transaction')
  })

  test('goes on for the others when a socket has closed', () => {
    const { hub, join } = openHub()
    const [gone, there] = [join(), join()]
    gone.readyState = 3
    hub.publish(transaction(2))
    expect(gone.sent).toEqual([])
    expect(there.sent).toHaveLength(2)
    gone.emit('close')
    expect(hub.size).toBe(1)
  })
})

describe('a slow socket', () => {
  const limits = {
    highWater: 5_000,
    maxWaiting: 20,
    stalledAfter: 1_000,
    heartbeat: 100,
    maxBacklog: 300,
    deadAfter: 1e9,
  }

  test('holds little, costs the others nothing, and gets all in order once it reads', () => {
    const { hub, join } = openHub(limits)
    const [slow, fast] = [join(), join()]
    slow.blocked = true
    for (let n = 0; n < 10; n += 1) hub.publish(transaction(3, 'x'.repeat(1000)))
    expect(fast.sent).toHaveLength(30)
    expect(slow.bufferedAmount).toBeLessThan(limits.highWater + 3_000)
    for (let n = 0; n < 30; n += 1) slow.drain(1)
    slow.blocked = false
    hub.publish(transaction(1))
    slow.drain()
    expect(slow.frames.map((frame) => frame.seq)).toEqual(fast.frames.map((frame) => frame.seq))
  })

  test('that takes nothing is cut when too much waits for it, with 4413, and is sent no more', () => {
    const { hub, join } = openHub(limits)
    const [stalled, other] = [join(), join()]
    stalled.blocked = true
    for (let n = 0; n < 10; n += 1) hub.publish(transaction(3, 'x'.repeat(1000)))
    vi.advanceTimersByTime(limits.stalledAfter)
    expect(stalled.closes).toEqual([])
    vi.advanceTimersByTime(200)
    expect(stalled.closes).toEqual([4413])
    expect(hub.size).toBe(1)
    const had = stalled.bufferedAmount
    stalled.drain(1)
    hub.publish(transaction(1))
    expect(stalled.bufferedAmount).toBeLessThan(had)
    expect(other.sent).toHaveLength(31)
  })

  test('that keeps taking is not cut by one large transaction', () => {
    const { hub, join } = openHub(limits)
    const steady = join()
    steady.blocked = true
    hub.publish(transaction(200, 'x'.repeat(1000)))
    for (let n = 0; n < 300 && steady.sent.length < 200; n += 1) {
      vi.advanceTimersByTime(500)
      steady.drain(2)
    }
    expect(steady.closes).toEqual([])
    expect(steady.sent).toHaveLength(200)
  })

  test('is cut before more is added to a full backlog, without waiting for the next heartbeat', () => {
    const { hub, join } = openHub(limits)
    const behind = join()
    behind.blocked = true
    hub.publish(transaction(limits.maxBacklog + 10, 'x'.repeat(1000)))
    expect(behind.closes).toEqual([])
    hub.publish(transaction(1))
    expect(behind.closes).toEqual([4413])
  })

  test('is cut at the latest when the backlog is full, however steadily it takes', () => {
    const { hub, join } = openHub(limits)
    const steady = join()
    steady.blocked = true
    for (let n = 0; n < 40 && steady.closes.length === 0; n += 1) {
      hub.publish(transaction(20, 'x'.repeat(1000)))
      steady.drain(1)
      vi.advanceTimersByTime(100)
    }
    expect(steady.closes).toEqual([4413])
  })
})

describe('the heartbeat', () => {
  const answering = (socket: FakeSocket) => {
    socket.ping = () => {
      socket.pings += 1
      socket.emit('pong')
    }
    return socket
  }

  test('pings a client 30 s after its last message, and again, while it is otherwise alive', () => {
    const { join } = openHub()
    const socket = answering(join())
    vi.advanceTimersByTime(29_000)
    expect(socket.frames).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect(socket.frames).toEqual([{ type: 'ping' }])
    vi.advanceTimersByTime(15_000)
    socket.emit('message')
    vi.advanceTimersByTime(29_000)
    expect(socket.sent).toHaveLength(1)
    vi.advanceTimersByTime(1_000)
    expect(socket.sent).toHaveLength(2)
    vi.advanceTimersByTime(300_000)
    expect(socket.sent).toHaveLength(12)
    expect(socket.closes).toEqual([])
  })

  test('cuts a client that answers no transport ping within 35 s, and no sooner', () => {
    const { hub, join } = openHub()
    const [dead, alive] = [join(), answering(join())]
    vi.advanceTimersByTime(35_000)
    expect(dead.closes).toEqual([])
    expect(dead.pings).toBeGreaterThan(1)
    vi.advanceTimersByTime(1_000)
    expect(dead.closes).toEqual([1006])
    expect(alive.closes).toEqual([])
    expect(hub.size).toBe(1)
  })

  test('ends with the hub', () => {
    const { hub, join } = openHub()
    const socket = join()
    hub.close()
    expect(socket.closes).toEqual([1001])
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('ending sessions closes their sockets with 4401 and no others', () => {
  const { hub, join } = openHub()
  const sockets = ['a', 'b', 'a', 'c'].map((session) => join(session))
  hub.endSessions(['a', 'c', 'nobody'])
  expect(sockets.map(({ closes }) => closes)).toEqual([[4401], [], [4401], [4401]])
})

describe('members of other machines', () => {
  const joinFrom = (hub: Hub, where: 'here' | 'network', role: 'ADMIN' | 'VIEWER') => {
    const socket = new FakeSocket()
    const stream = Object.assign(new PassThrough(), where === 'network' && { encrypted: true })
    hub.join(socket as unknown as WebSocket, stream, { ...testActor, role }, 0)
    return socket
  }
  const typesOf = ({ frames }: FakeSocket) => frames.map(({ type }) => type)

  test('are told of to administrators who were there before, when they come and when they go', () => {
    const { hub } = openHub()
    const admin = joinFrom(hub, 'here', 'ADMIN')
    const viewer = joinFrom(hub, 'here', 'VIEWER')
    expect(typesOf(admin)).toEqual([])
    const joiner = joinFrom(hub, 'network', 'ADMIN')
    expect(typesOf(admin)).toEqual(['hosting_changed'])
    // Its first frame is the greeting.
    expect(typesOf(joiner)).toEqual([])
    joiner.terminate()
    expect(typesOf(admin)).toEqual(['hosting_changed', 'hosting_changed'])
    expect(typesOf(viewer)).toEqual([])
  })

  test('are counted and closed apart', () => {
    const { hub } = openHub()
    const here = joinFrom(hub, 'here', 'ADMIN')
    const there = joinFrom(hub, 'network', 'VIEWER')
    expect(hub.network()).toHaveLength(1)
    hub.closeNetwork('the host has stopped hosting')
    expect(there.closes).toEqual([1001])
    expect(here.closes).toEqual([])
  })
})
