// Many clients that listen: bare sockets that read the stamps of what they receive, on a WebSocket or on plain TCP with
// the same code, so that both cost the bench the same.
import { once } from 'node:events'
import net from 'node:net'
import { FEED_PATH } from '../shared/events.ts'
import { sinceStamp, stampReader } from './stamp.ts'

export interface Listeners {
  /** Milliseconds from each stamp to its arrival, by all sockets. */
  readonly delays: number[]
  /** Resolves when every socket has seen `count` stamps since the last call. */
  seen(count: number): Promise<void>
  close(): void
}

export type Wire = 'websocket' | 'tcp'

const SEEN_WITHIN = 30_000

export async function openListeners(port: number, count: number, wire: Wire): Promise<Listeners> {
  const delays: number[] = []
  let received = 0
  let check = () => {}
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
      await once(socket, 'connect')
      if (wire === 'websocket') socket.write(upgradeOf(port))
      await greeted(socket, wire)
      socket.on(
        'data',
        stampReader((stamp) => {
          delays.push(sinceStamp(stamp))
          received += 1
          check()
        }),
      )
      return socket
    }),
  )
  return {
    delays,
    seen(wanted) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`Only ${received} of ${wanted * count} deliveries arrived`))
        }, SEEN_WITHIN)
        check = () => {
          if (received < wanted * count) return
          clearTimeout(timer)
          received = 0
          check = () => {}
          resolve()
        }
        check()
      })
    },
    close: () => sockets.forEach((socket) => socket.destroy()),
  }
}

/** The request that opens a WebSocket (RFC 6455, 4.1). */
const upgradeOf = (port: number) =>
  [
    `GET ${FEED_PATH} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n')

/** A server speaks first on both wires: from then on it knows the socket and sends it everything. */
async function greeted(socket: net.Socket, wire: Wire): Promise<void> {
  const [first] = (await once(socket, 'data')) as [Buffer]
  if (wire === 'websocket' && !first.toString('latin1').startsWith('HTTP/1.1 101')) {
    throw new Error(`No socket was given:\n${first.toString()}`)
  }
}

/** Opens listeners, lets `work` use them, and closes them. */
export async function withListeners<T>(
  port: number,
  count: number,
  wire: Wire,
  work: (listeners: Listeners) => Promise<T>,
): Promise<T> {
  const listeners = await openListeners(port, count, wire)
  try {
    return await work(listeners)
  } finally {
    listeners.close()
  }
}
