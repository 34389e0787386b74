// Requests as bytes, for what no HTTP client would send.
import net from 'node:net'

/**
 * Sends `lines` (request line and headers) to the port and resolves with the status of the answer, 0 when the connection
 * was closed without one.
 */
export function sendRaw(port: number, lines: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let received = ''
    const finish = () => {
      socket.destroy()
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0))
    }
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? finish() : reject(error)))
    socket.on('close', finish)
    socket.on('data', (data) => {
      received += data.toString('latin1')
      if (received.includes('\r\n')) finish()
    })
    socket.write(Buffer.from([...lines, '', ''].join('\r\n'), 'latin1'))
  })
}

/** The headers of a WebSocket upgrade, without Host. */
export const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]
