// Lets other machines in, over TLS 1.3 only: what arrives is handed on decrypted, as if it had come on loopback. Connections
// are capped, overall and for each address as long as nobody on them has signed in.
import type { FastifyBaseLogger } from 'fastify'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import { AppError } from '../../shared/errors.ts'
import type { Identity } from './identity.ts'

/** Connections of other machines at once, and of one address before a person has signed in on them. */
const MAX_CONNECTIONS = 512
const MAX_STRANGERS = 16
const HANDSHAKE_MS = 10_000

export interface TlsListener {
  port: number
  addresses: readonly string[]
  /** Takes no more connections and cuts those that are left. */
  close(): Promise<void>
}

/** Connections on which somebody has signed in. */
const known = new WeakSet<object>()
/** Frees the connection's place among the strangers. */
export const noteKnown = (socket: object) => void known.add(socket)

/** Whether a connection came through a listener of this kind. */
export const isFromNetwork = (socket: object): boolean => 'encrypted' in socket && socket.encrypted === true

export interface ListenOptions {
  identity: Identity
  addresses: readonly string[]
  /** 0 takes any free one for the first address, and the same for the others. */
  port: number
  log: FastifyBaseLogger
  /** Takes over a connection whose handshake is done. */
  accept: (socket: Socket) => void
}

/**
 * Listens on each of the addresses, on one port.
 * @throws AppError `unavailable` when the port is taken or an address is gone; nothing listens then
 */
export async function listenTls({ identity, addresses, port, log, accept }: ListenOptions): Promise<TlsListener> {
  const open = new Set<Socket>()
  const strangers = new Map<string, Set<Socket>>()
  const servers: tls.Server[] = []

  function admit(socket: Socket): void {
    const address = socket.remoteAddress ?? ''
    const same = strangers.get(address) ?? new Set()
    for (const each of same) if (known.has(each)) same.delete(each)
    if (same.size >= MAX_STRANGERS) return void socket.destroy()
    strangers.set(address, same.add(socket))
    open.add(socket)
    socket.once('close', () => {
      open.delete(socket)
      same.delete(socket)
      if (same.size === 0 && strangers.get(address) === same) strangers.delete(address)
    })
    accept(socket)
  }

  let bound = port
  try {
    for (const host of addresses) {
      const server = tls.createServer({
        key: identity.key,
        cert: identity.cert,
        minVersion: 'TLSv1.3',
        ALPNProtocols: ['http/1.1'],
        handshakeTimeout: HANDSHAKE_MS,
      })
      server.maxConnections = MAX_CONNECTIONS
      server.on('secureConnection', admit)
      server.on('tlsClientError', (error, socket) => {
        log.debug({ err: error }, 'A connection did not complete its handshake')
        socket.destroy()
      })
      await listen(server, host, bound)
      servers.push(server)
      bound = (server.address() as { port: number }).port
    }
  } catch (error) {
    await Promise.all(servers.map(closeServer))
    throw error
  }

  return {
    port: bound,
    addresses: [...addresses],
    async close() {
      const closing = servers.map(closeServer)
      for (const socket of open) socket.destroy()
      await Promise.all(closing)
    },
  }
}

function listen(server: tls.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port)))
    server.listen({ host, port, exclusive: true }, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function refusalOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new AppError(
      'unavailable',
      `Port ${port} is already in use on ${host} by another program. Close that program, or host on another port.`,
    )
  if (error.code === 'EACCES')
    return new AppError('unavailable', `This account may not listen on port ${port}. Choose a port above 1023.`)
  if (error.code === 'EADDRNOTAVAIL')
    return new AppError('unavailable', `This machine has no address ${host} any more. Choose another one.`)
  return error
}

const closeServer = (server: tls.Server) => new Promise<void>((resolve) => server.close(() => resolve()))
