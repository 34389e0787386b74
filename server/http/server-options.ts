// Limits of the HTTP server against clients that are slow, huge or broken, and its answers to what never becomes a request.
import type { FastifyHttpOptions, FastifyReply, RawServerDefault } from 'fastify'
import type { Socket } from 'node:net'
import type { ErrorBody } from '../../shared/errors.ts'

/** Connections at once; beyond it new ones are refused until others end. */
export const MAX_CONNECTIONS = 1024

/** Options for Fastify; times in milliseconds, sizes in bytes. */
export const serverOptions = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  bodyLimit: 1024 * 1024,
  // Without a Host the guards answer 421, as for a wrong one.
  // Looked after every 5 s, so that whoever is late is cut within 35 s: Node would look every 30 s only.
  http: {
    headersTimeout: 15_000,
    maxHeaderSize: 8 * 1024,
    requireHostHeader: false,
    connectionsCheckingInterval: 5_000,
  },
  clientErrorHandler(error, socket) {
    answer(socket, statusLines[error.code] ?? '400 Bad Request')
  },
  frameworkErrors(_error, _request, reply) {
    const body: ErrorBody = { detail: 'The address of the request cannot be read.', code: 'invalid' }
    void (reply as FastifyReply).code(400).send(body)
  },
} satisfies FastifyHttpOptions<RawServerDefault>

const statusLines: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** Says why and closes: what follows on this connection could not be understood. */
function answer(socket: Socket, statusLine: string): void {
  if (socket.destroyed || !socket.writable) return void socket.destroy()
  const body = JSON.stringify({ detail: `${statusLine.slice(4)}: the request could not be read.`, code: 'invalid' })
  const head = `HTTP/1.1 ${statusLine}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`)
}
