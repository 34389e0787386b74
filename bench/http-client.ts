// An HTTP client that costs as little as it can, so that what is measured is the server: one keep-alive socket, one request
// at a time, bodies counted and thrown away unless they are asked for.
import { once } from 'node:events'
import net from 'node:net'

export interface Reply {
  status: number
  /** Status line and headers, as they came. */
  head: string
  /** Length of the body as it travelled. */
  length: number
  /** The body, when it was asked for. */
  body?: Buffer
}

export interface Connection {
  /** Sends one request and waits for the last byte of its reply. */
  send(request: Buffer, keepBody?: boolean): Promise<Reply>
  close(): void
}

/** The bytes of a request to a host on this machine. */
export function requestOf(
  method: string,
  path: string,
  { port, headers = {}, body }: { port: number; headers?: Record<string, string>; body?: unknown },
): Buffer {
  const content = body === undefined ? '' : JSON.stringify(body)
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`]
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (body !== undefined) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(content)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${content}`)
}

const READ_SIZE = 256 * 1024

export async function openConnection(port: number): Promise<Connection> {
  // One buffer for all that is read: a new one for each piece would cost more than reading it.
  const pieces = Buffer.allocUnsafeSlow(READ_SIZE)
  const callback = (length: number) => (take(pieces.subarray(0, length)), true)
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: pieces, callback } })
  await once(socket, 'connect')
  let waiting: { resolve(reply: Reply): void; reject(error: Error): void; keepBody: boolean } | undefined
  let head: Buffer = Buffer.alloc(0)
  let reply: Reply | undefined
  let chunks: Buffer[] = []
  let missing = 0

  function take(chunk: Buffer): void {
    let rest = chunk
    if (!reply) {
      const bytes = head.length === 0 ? chunk : Buffer.concat([head, chunk])
      const end = bytes.indexOf('\r\n\r\n')
      if (end < 0) {
        head = Buffer.from(bytes)
        return
      }
      reply = readHead(bytes.toString('latin1', 0, end))
      missing = reply.length
      rest = bytes.subarray(end + 4)
    }
    missing -= rest.length
    if (waiting?.keepBody) chunks.push(Buffer.from(rest))
    if (missing > 0) return
    const done = waiting
    const finished = done?.keepBody ? { ...reply, body: Buffer.concat(chunks) } : reply
    waiting = undefined
    reply = undefined
    head = Buffer.alloc(0)
    chunks = []
    done?.resolve(finished)
  }

  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('The server closed the connection')))
  return {
    send(request, keepBody = false) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject, keepBody }
        socket.write(request)
      })
    },
    close: () => socket.destroy(),
  }
}

function readHead(head: string): Reply {
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length === undefined && status !== 304 && status !== 204) throw new Error(`A reply without a length:\n${head}`)
  return { status, head, length: status === 304 ? 0 : Number(length ?? 0) }
}

/** Opens `count` connections, lets `work` use them, and closes them. */
export async function withConnections<T>(
  port: number,
  count: number,
  work: (connections: Connection[]) => Promise<T>,
): Promise<T> {
  const connections = await Promise.all(Array.from({ length: count }, () => openConnection(port)))
  try {
    return await work(connections)
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** Sends `total` requests, on each connection one after the other. @throws Error for a reply of another status */
export async function closedLoop(
  connections: readonly Connection[],
  total: number,
  status: number,
  next: (index: number) => Buffer,
): Promise<void> {
  let sent = 0
  await Promise.all(
    connections.map(async (connection) => {
      while (sent < total) {
        const reply = await connection.send(next(sent++))
        if (reply.status !== status) throw new Error(`Expected ${status}:\n${reply.head}`)
      }
    }),
  )
}

/** One request on a connection of its own; the body as JSON. @throws Error for a status of 400 or more */
export async function call<T>(port: number, ...[method, path, options]: CallArguments): Promise<T> {
  return withConnections(port, 1, async ([connection]) => {
    const reply = await connection!.send(requestOf(method, path, { port, ...options }), true)
    if (reply.status >= 400) throw new Error(`${method} ${path}:\n${reply.head}\n${reply.body!.toString()}`)
    return JSON.parse(reply.body!.toString()) as T
  })
}
type CallArguments = [method: string, path: string, options?: { headers?: Record<string, string>; body?: unknown }]
