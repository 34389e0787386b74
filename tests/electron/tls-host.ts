// A host as others see it, made small: TLS 1.3 with a key of its own, and the few answers that a window asks for first. It
// keeps every byte of application data that it was sent.
import { encode } from '../../shared/domain/join-code.ts'
import { PRODUCT, PROTOCOL } from '../../shared/protocol.ts'
import { X509Certificate } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { connect as connectTls, createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { connect, type AddressInfo } from 'node:net'
import { generate } from 'selfsigned'

export interface Identity {
  key: string
  cert: string
  fingerprint: string
}

export async function makeIdentity(): Promise<Identity> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'pearl-host' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
  })
  return { key, cert, fingerprint: new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase() }
}

export interface TlsHost {
  port: number
  /** Paths asked for, and bytes of application data received, whatever they were. */
  asked: string[]
  received(): number
  /** Connections made, whether anything was sent on them or not. */
  handshakes(): number
  code(changes?: { fingerprint?: string; expires_at?: Date }): string
  close(): Promise<void>
}

export interface TlsHostOptions {
  port?: number
  address?: string
  protocol?: number
  /** Port of a host to which everything decrypted is handed on, instead of answering. */
  relayTo?: number
}

export async function startTlsHost(
  identity: Identity,
  { port = 0, address = '127.0.0.1', protocol = PROTOCOL, relayTo }: TlsHostOptions = {},
): Promise<TlsHost> {
  const asked: string[] = []
  const sockets = new Set<TLSSocket>()
  let received = 0
  const http = createServer((request, reply) => {
    asked.push(request.url ?? '')
    answer(reply, request.url, protocol)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const inside = (http.address() as AddressInfo).port
  let handshakes = 0
  const server = createTlsServer({ ...identity, minVersion: 'TLSv1.3' }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (bytes: Buffer) => (received += bytes.length))
    const inner = relayTo === undefined ? connect(inside) : connectTls({ port: relayTo, rejectUnauthorized: false })
    for (const end of [socket, inner]) end.on('error', () => undefined)
    socket.pipe(inner).pipe(socket)
  })
  server.on('tlsClientError', () => undefined)
  server.on('connection', () => (handshakes += 1))
  await new Promise<void>((resolve) => server.listen(port, address, resolve))
  const listening = (server.address() as AddressInfo).port
  return {
    port: listening,
    asked,
    received: () => received,
    handshakes: () => handshakes,
    code: ({ fingerprint = identity.fingerprint, expires_at = new Date(Date.now() + 3_600_000) } = {}) =>
      encode({
        address: address === '127.0.0.1' ? address : null,
        port: listening,
        fingerprint: fingerprint.slice(0, 26),
        expires_at,
        invitation: '0123abc',
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        http.close()
        server.close(() => resolve())
      }),
  }
}

function answer(reply: ServerResponse, path: string | undefined, protocol: number) {
  const cors = {
    'access-control-allow-origin': 'pearl://app',
    'access-control-allow-headers': 'authorization, content-type',
  }
  const isHello = path === '/api/v1/hello'
  const body = isHello
    ? { product: PRODUCT, protocol, open: false }
    : { detail: 'Not authenticated', code: 'unauthenticated' }
  reply.writeHead(isHello ? 200 : 401, { ...cors, 'content-type': 'application/json' }).end(JSON.stringify(body))
}
