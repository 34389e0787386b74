// The window's end of the socket: stays connected, waits longer after each failure, cuts a connection that has gone
// silent, and after each break asks for what it missed. It is `live` only when nothing is missing, so that what the
// window says about its connection is true.
import { WebSocket as ReconnectingSocket } from 'partysocket'
import { FEED_PATH, type ChangeFrame, type ServerFrame } from '../../../shared/events.ts'
import type { PresenceFrame, PresenceMessage } from '../../../shared/presence.ts'
import { backoffDelay } from './backoff.ts'
import type { FeedPosition } from './client.ts'

export type FeedStatus =
  | { state: 'connecting' }
  | { state: 'catching-up' }
  | { state: 'live' }
  /** The last try failed; the next comes at `retry_at` (epoch milliseconds). */
  | { state: 'waiting'; attempt: number; retry_at: number }
  | { state: 'stopped' }
  /** Trying again cannot help: `reason` is what `address` threw. */
  | { state: 'refused'; reason: unknown }

export interface FeedOptions {
  /** Origin of the host and the sub-protocols to offer. Asked before each try; throws when no session can be had. */
  address: () => Promise<{ base_url: string; protocols: string[] }>
  /** Whether that error stays the same however often it is tried: the feed then gives up and says so. */
  isLasting?: (error: unknown) => boolean
  /** How far the window has applied the feed. */
  position: () => FeedPosition
  onChange: (frame: ChangeFrame) => void
  /** Missed frames are being asked for: they come next, in order. */
  onResume: () => void
  /** Everything missed has been sent; the window is at `seq`. */
  onCaughtUp: (seq: number) => void
  /** What was missed cannot be told: everything must be loaded again, then `resume` called. */
  onReset: (position: FeedPosition) => void
  onStatus: (status: FeedStatus) => void
  /** Somebody else came to, moved on or left the effort this window looks at. */
  onPresence?: (data: PresenceFrame['data']) => void
  /** A frame that only says that something changed which is not kept in the change log. */
  onSignal?: (type: string) => void
  /** The host ended the connection, with its reason as text. */
  onFarewell?: (reason: string) => void
  /** Any frame came, pings included. */
  onHeard?: () => void
  /** Milliseconds without any frame after which the connection counts as dead. The host pings after 30 s. */
  silence?: number
  /** Milliseconds that a host may take to answer after the machine woke up. */
  proof?: number
  delay?: (attempt: number) => number
}

/** What `window.wsClient` shows. */
export interface FeedHandle {
  readonly ws: ReconnectingSocket
  readonly status: FeedStatus
  readonly lastSeq: number
}

export interface Feed extends FeedHandle {
  start(): void
  stop(): void
  /** Tries at once instead of waiting any longer. */
  reconnectNow(): void
  /** The machine slept or changed its network: tries at once, and makes a connection that seems up prove it. */
  wake(): void
  /** Asks for everything after the window's position: called when a frame is missing. */
  resume(): void
  /** Says where this window is; false when there is no line to say it on. */
  say(message: PresenceMessage): boolean
}

const CONNECT_TIMEOUT_MS = 8_000

export function createFeed(options: FeedOptions): Feed {
  const silence = options.silence ?? 40_000
  const proof = options.proof ?? 3_000
  const delay = options.delay ?? backoffDelay
  let status: FeedStatus = { state: 'stopped' }
  let attempt = 0
  let endWait: (() => void) | null = null
  let silenceTimer: ReturnType<typeof setTimeout> | undefined
  /** When the line counts as dead unless something is heard before; by the page's own clock, which nobody sets back. */
  let deadAt = 0
  let next: Promise<{ url: string; protocols: string[] }>

  function become(next: FeedStatus) {
    status = next
    options.onStatus(next)
  }

  /** Resolves when it is time for the next try: at once for the first. */
  function waitTurn(): Promise<void> {
    if (attempt === 0) return Promise.resolve()
    const wait = delay(attempt)
    become({ state: 'waiting', attempt, retry_at: Date.now() + wait })
    return new Promise((resolve) => {
      const timer = setTimeout(finish, wait)
      function finish() {
        clearTimeout(timer)
        endWait = null
        resolve()
      }
      endWait = finish
    })
  }

  async function nextTry() {
    await waitTurn()
    if (status.state === 'stopped') throw new Error('The feed was stopped.')
    become({ state: 'connecting' })
    attempt += 1
    try {
      const { base_url, protocols } = await options.address()
      return { url: base_url.replace(/^http/, 'ws') + FEED_PATH, protocols }
    } catch (error) {
      if (options.isLasting?.(error)) giveUp(error)
      throw error
    }
  }

  function giveUp(reason: unknown) {
    become({ state: 'refused', reason })
    socket.close()
  }

  const socket = new ReconnectingSocket(
    () => (next = nextTry()).then(({ url }) => url),
    () => next.then(({ protocols }) => protocols),
    {
      startClosed: true,
      // The waiting is done in nextTry, where it can be shown, cut short and spread.
      minReconnectionDelay: 0,
      maxReconnectionDelay: 0,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      maxEnqueuedMessages: 0,
    },
  )

  function cutUnlessHeardWithin(milliseconds: number) {
    deadAt = performance.now() + milliseconds
    clearTimeout(silenceTimer)
    silenceTimer = setTimeout(cutIfSilent, milliseconds)
  }
  function cutIfSilent() {
    const rest = deadAt - performance.now()
    if (rest > 0) silenceTimer = setTimeout(cutIfSilent, rest)
    else socket.reconnect(4000, 'silent')
  }

  /** Moves only the end of the wait: setting a timer anew costs more than the rest of what a frame needs here. */
  function heard() {
    deadAt = performance.now() + silence
    options.onHeard?.()
  }

  function resume() {
    const { epoch, seq } = options.position()
    become({ state: 'catching-up' })
    options.onResume()
    socket.send(JSON.stringify({ action: 'resume', epoch, since: seq }))
  }

  function caughtUp(seq: number) {
    attempt = 1
    options.onCaughtUp(seq)
    become({ state: 'live' })
  }

  function reset(position: FeedPosition) {
    attempt = 1
    become({ state: 'catching-up' })
    options.onReset(position)
  }

  function receive(frame: ServerFrame) {
    if ('change' in frame) return options.onChange(frame)
    if (frame.type === 'studies_update') {
      const held = options.position()
      if (frame.epoch !== held.epoch) reset(frame)
      else if (frame.seq === held.seq) caughtUp(frame.seq)
      else resume()
    } else if (frame.type === 'resumed') caughtUp(frame.seq)
    else if (frame.type === 'reset') reset(frame)
    else if (frame.type === 'error') throw new Error(`The host refused a message of the feed: ${frame.message}`)
    else if (frame.type === 'presence') options.onPresence?.(frame.data)
    else options.onSignal?.(frame.type)
  }

  socket.addEventListener('open', () => {
    cutUnlessHeardWithin(silence)
    heard()
  })
  socket.addEventListener('message', (event: MessageEvent<string>) => {
    heard()
    receive(JSON.parse(event.data) as ServerFrame)
  })
  socket.addEventListener('close', ({ reason }) => {
    clearTimeout(silenceTimer)
    if (reason) options.onFarewell?.(reason)
  })

  /** Cuts the wait short; a connection that is up is left alone. */
  function reconnectNow() {
    endWait?.()
  }

  function wake() {
    attempt = 0
    reconnectNow()
    if (socket.readyState !== socket.OPEN) return
    cutUnlessHeardWithin(proof)
    socket.send(JSON.stringify({ action: 'ping' }))
  }

  function say(message: PresenceMessage): boolean {
    if (status.state !== 'live') return false
    socket.send(JSON.stringify(message))
    return true
  }

  return {
    say,
    start() {
      attempt = 0
      become({ state: 'connecting' })
      socket.reconnect()
    },
    stop() {
      become({ state: 'stopped' })
      clearTimeout(silenceTimer)
      socket.close()
      endWait?.()
    },
    reconnectNow,
    wake,
    resume,
    get ws() {
      return socket
    },
    get status() {
      return status
    },
    get lastSeq() {
      return options.position().seq
    },
  }
}
