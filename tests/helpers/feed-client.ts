// A client of the feed for tests: keeps every frame in order and lets a test wait for the one it expects.
import WebSocket from 'ws'
import {
  BEARER_PROTOCOL_PREFIX,
  FEED_PATH,
  FEED_PROTOCOL,
  type ChangeFrame,
  type ServerFrame,
} from '../../shared/events.ts'

/** How long a test waits for a frame before it fails, in milliseconds. */
const PATIENCE = 20_000

export interface FeedClient {
  readonly socket: WebSocket
  /** Everything received, in order. */
  readonly frames: ServerFrame[]
  /** The change frames among them. */
  changes(): ChangeFrame[]
  /** The next frame not yet taken, or the next of that type; earlier ones of other types are passed over. */
  next(type?: string): Promise<ServerFrame>
  /** Waits until `condition` holds of the frames received so far. */
  until(condition: (frames: readonly ServerFrame[]) => boolean): Promise<void>
  send(message: unknown): void
  /** Resolves with the close code. */
  closed(): Promise<number>
  close(): Promise<number>
}

export interface FeedOptions {
  token?: string | undefined
  protocols?: string[]
  headers?: Record<string, string>
  /** False leaves the host's signs of life unanswered, as a client does whose machine sleeps. */
  autoPong?: boolean
}

/** Opens the feed of the host at `url`; rejects with the status when the upgrade is refused. */
export function openFeed(url: string, options: FeedOptions = {}): Promise<FeedClient> {
  const address = new URL(FEED_PATH, url)
  address.protocol = 'ws:'
  const bearer = options.token === undefined ? [] : [BEARER_PROTOCOL_PREFIX + options.token]
  const socket = new WebSocket(address, options.protocols ?? [FEED_PROTOCOL, ...bearer], {
    headers: options.headers,
    autoPong: options.autoPong ?? true,
  })
  const frames: ServerFrame[] = []
  const watchers = new Set<() => void>()
  let taken = 0
  let code: number | undefined

  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString('utf8')) as ServerFrame)
    for (const look of watchers) look()
  })
  socket.on('close', (closeCode) => {
    code = closeCode
    for (const look of watchers) look()
  })

  function waitFor<T>(find: () => T | undefined, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        watchers.delete(look)
        resolve(found)
      }
      const timer = setTimeout(() => {
        watchers.delete(look)
        reject(
          new Error(
            `No ${what} within ${PATIENCE} ms; received ${frames.map((frame) => frame.type).join(', ') || 'nothing'}`,
          ),
        )
      }, PATIENCE)
      watchers.add(look)
      look()
    })
  }

  const client: FeedClient = {
    socket,
    frames,
    changes: () => frames.filter((frame): frame is ChangeFrame => 'change' in frame),
    next(type) {
      return waitFor(() => {
        const index = frames.findIndex((frame, at) => at >= taken && (type === undefined || frame.type === type))
        if (index < 0) return undefined
        taken = index + 1
        return frames[index]
      }, type ?? 'frame')
    },
    async until(condition) {
      await waitFor(() => (condition(frames) ? true : undefined), 'frames that meet the condition')
    },
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    closed: () => waitFor(() => code, 'close of the socket'),
    async close() {
      socket.close()
      return client.closed()
    },
  }

  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(client))
    socket.on('unexpected-response', (_request, response) => reject(new Error(`refused with ${response.statusCode}`)))
    socket.on('error', reject)
  })
}
