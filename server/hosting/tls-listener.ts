// Lets other machines in, over TLS 1.3 only: what arrives is handed on decrypted, as if it had come on loopback. Connections
// are capped from their first packet on: overall, and for each address as long as nobody on them has signed in.
import type { FastifyBaseLogger } from 'fastify'
import type { ServerResponse } from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'
import tls from 'node:tls'
import { AppError } from '../../shared/errors.ts'
import type { Identity } from './identity.ts'

/** Connections of other machines at once, and of one address before a person has signed in on them. */
const MAX_CONNECTIONS = 512
const MAX_STRANGERS = 16
const HANDSHAKE_MS = 10_000
/** Answers under way get this long to end before they are cut, in milliseconds. */
const LAST_ANSWERS_MS = 1_500

export interface TlsListener {
  port: number
  addresses: readonly string[]
  /** Takes no more connections; those that are open stay. */
  refuseNew(): void
  /** Ends every connection, each once its answer under way is finished. */
  close(): Promise<void>
}

/** Connections on which somebody has signed in. */
const known = new WeakSet<object>()
/** Frees the connection's place among the strangers. */
export const noteKnown = (socket: object) => void known.add(socket)

/** The latest answer on each connection. */
const answers = new WeakMap<object, ServerResponse>()
/** Lets the connection live until this answer is finished. */
export const noteAnswer = (socket: object, answer: ServerResponse) => void answers.set(socket, answer)

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

/** What one address has open: all its connections, and those whose handshake is done once more as TLS. */
interface Peer {
  connections: Set<Socket>
  secured: Set<Socket>
}

/**
 * Listens on each of the addresses, on one port.
 * @throws AppError `unavailable` when the port is taken or an address is gone; nothing listens then
 */
export async function listenTls({ identity, addresses, port, log, accept }: ListenOptions): Promise<TlsListener> {
  const peers = new Map<string, Peer>()
  const servers: net.Server[] = []

  const secure = tls.createServer({
    key: identity.key,
    cert: identity.cert,
    minVersion: 'TLSv1.3',
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: HANDSHAKE_MS,
  })
  secure.on('secureConnection', (socket) => {
    const peer = peers.get(socket.remoteAddress ?? '')
    if (!peer) return void socket.destroy()
    peer.secured.add(socket)
    socket.once('close', () => peer.secured.delete(socket))
    accept(socket)
  })
  secure.on('tlsClientError', (error, socket) => {
    log.debug({ err: error }, 'A connection did not complete its handshake')
    socket.destroy()
  })

  const openConnections = () => [...peers.values()].reduce((sum, { connections }) => sum + connections.size, 0)

  function admit(connection: Socket): void {
    connection.on('error', () => connection.destroy())
    const address = connection.remoteAddress
    if (address === undefined) return void connection.destroy()
    const peer = peers.get(address) ?? { connections: new Set(), secured: new Set() }
    const strangers = peer.connections.size - [...peer.secured].filter((socket) => known.has(socket)).length
    if (strangers >= MAX_STRANGERS || openConnections() >= MAX_CONNECTIONS) return void connection.destroy()
    peers.set(address, peer)
    peer.connections.add(connection)
    connection.once('close', () => {
      peer.connections.delete(connection)
      if (peer.connections.size === 0) peers.delete(address)
    })
    secure.emit('connection', connection)
  }

  let bound = port
  try {
    for (const host of addresses) {
      const server = net.createServer({ noDelay: true }, admit)
      await listen(server, host, bound)
      // One that could not be taken over, e.g. for want of file handles, is no reason to stop the others.
      server.on('error', (error) => log.warn({ err: error }, 'A connection could not be accepted'))
      servers.push(server)
      bound = (server.address() as AddressInfo).port
    }
  } catch (error) {
    await Promise.all(servers.map(closeServer))
    throw error
  }

  let gone: Promise<unknown> | undefined
  const refuseNew = () => void (gone ??= Promise.all(servers.map(closeServer)))
  const cutAll = () => peers.forEach(({ connections }) => connections.forEach((connection) => connection.destroy()))

  return {
    port: bound,
    addresses: [...addresses],
    refuseNew,
    async close() {
      refuseNew()
      const timer = setTimeout(cutAll, LAST_ANSWERS_MS)
      for (const { connections, secured } of peers.values()) {
        const ports = new Set([...secured].map(({ remotePort }) => remotePort))
        for (const connection of connections) if (!ports.has(connection.remotePort)) connection.destroy()
        for (const socket of secured) endAfterAnswer(socket)
      }
      await gone
      clearTimeout(timer)
    },
  }
}

function endAfterAnswer(socket: Socket): void {
  const answer = answers.get(socket)
  if (!answer || answer.closed) socket.destroySoon()
  else answer.once('close', () => socket.destroySoon())
}

function listen(server: net.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port))
    server.once('error', refuse)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', refuse)
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

const closeServer = (server: net.Server) => new Promise<void>((resolve) => server.close(() => resolve()))
