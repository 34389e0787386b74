// Every live socket and what each still has to be sent. A frame is encoded once, whoever receives it; a socket takes more
// only while its buffer is small, so a slow reader costs the others nothing, and one that falls too far behind is cut: it
// can come back and resume.
import type { FastifyBaseLogger } from 'fastify'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Actor } from '../../shared/actor.ts'
import type { Change } from '../../shared/changes.ts'
import type { ServerFrame } from '../../shared/events.ts'
import { HOSTING_FRAME } from '../../shared/domain/hosting.ts'
import { INBOX_FRAME } from '../../shared/domain/inbox.ts'
import { isFromNetwork } from '../hosting/tls-listener.ts'
import { labelOf, toFrames } from './frames.ts'
import { feedLimits, type FeedLimits } from './limits.ts'

/** Close codes of the application range (RFC 6455, 7.4.2). */
export const CLOSE_UNAUTHENTICATED = 4401
export const CLOSE_TOO_SLOW = 4413
export const CLOSE_TOO_MANY_MESSAGES = 4429
/** The host is going away (RFC 6455, 7.4.1). */
export const CLOSE_GOING_AWAY = 1001
/** Changes of one transaction that are logged one by one. */
const LOGGED_ONE_BY_ONE = 20
const TEXT = { binary: false }

/** A frame as the bytes of its JSON, made when the first socket needs them. */
interface Outgoing {
  bytes(): Buffer
}

export interface Member {
  readonly socket: WebSocket
  readonly actor: Actor
  /** Head of the feed when it joined: what came after is sent live. */
  readonly joinedAt: number
  /** Its line is full: what is sent now waits. */
  readonly isBehind: boolean
  send(frame: ServerFrame): void
  sendAll(frames: readonly ServerFrame[]): void
}

export interface Hub {
  readonly size: number
  /** Adds a socket; `stream` is the connection below it, on which frames of one transaction are gathered into few packets. */
  join(socket: WebSocket, stream: Duplex, actor: Actor, joinedAt: number): Member
  /** Sends the changes of one transaction to everybody. */
  publish(changes: readonly Change[]): void
  /** The members of other machines, and since when each is here. */
  network(): { actor: Actor; since: Date }[]
  /** Says goodbye to the sockets of other machines. */
  closeNetwork(reason: string): void
  /** Tells the administrators that something of the hosting changed, and the listener. */
  tellAboutHosting(): void
  /** Tells the windows of these people that something of their own changed. */
  tellPeople(userIds: ReadonlySet<number>): void
  /** Called when something of the hosting changed, also when a member of another machine came or went. */
  onHosting(listener: () => void): void
  /** Closes the sockets of these sessions. */
  endSessions(sessionIds: readonly string[]): void
  /** Closes every socket: the host is going away. */
  close(): void
}

interface Connection extends Member {
  stream: Duplex
  fromNetwork: boolean
  since: Date
  waiting: Outgoing[]
  /** Its buffer is full: more is sent when that has drained. */
  draining: boolean
  /** Times of the clock, in milliseconds: when it last took what was sent, gave a sign of life, sent a message. */
  lastTaken: number
  lastHeard: number
  lastMessage: number
}

/** Opens the hub; `log` receives a line for each broadcast. */
export function createHub(log: FastifyBaseLogger, limits: FeedLimits = feedLimits): Hub {
  const connections = new Set<Connection>()
  let hostingListener = () => {}

  /** @param newcomer is not told of itself: its first frame is the greeting */
  function tellAboutHosting(newcomer?: Connection): void {
    for (const connection of connections) {
      if (connection !== newcomer && connection.actor.role === 'ADMIN') connection.send({ type: HOSTING_FRAME })
    }
    hostingListener()
  }

  const timer = setInterval(() => {
    const now = Date.now()
    for (const connection of connections) {
      cutIfTooSlow(connection, now)
      const silence = now - connection.lastHeard
      if (silence > limits.deadAfter) connection.socket.terminate()
      else if (silence > limits.deadAfter / 3) connection.socket.ping()
      if (now - connection.lastMessage >= limits.pingAfter) {
        connection.lastMessage = now
        connection.send({ type: 'ping' })
      }
    }
  }, limits.heartbeat)
  timer.unref()

  function deliver(connection: Connection, frames: readonly Outgoing[]): void {
    if (connection.draining) for (const frame of frames) connection.waiting.push(frame)
    else pump(connection, frames)
  }

  /** Sends frames until the socket's buffer is full; the rest waits until that has drained. */
  function pump(connection: Connection, frames: readonly Outgoing[]): void {
    const { socket, stream } = connection
    connection.waiting = []
    if (socket.readyState !== socket.OPEN) return
    let sent = 0
    stream.cork()
    while (sent < frames.length && !connection.draining) {
      const bytes = frames[sent]!.bytes()
      sent += 1
      if (socket.bufferedAmount + bytes.length < limits.highWater) {
        socket.send(bytes, TEXT)
      } else {
        connection.draining = true
        connection.lastTaken = Date.now()
        socket.send(bytes, TEXT, () => {
          connection.draining = false
          connection.lastTaken = Date.now()
          if (connection.waiting.length > 0) pump(connection, connection.waiting)
        })
      }
    }
    stream.uncork()
    if (sent < frames.length) connection.waiting = frames.slice(sent)
  }

  /** Returns whether it was. The close frame follows what the socket still holds; ws gives up on it by itself later. */
  function cutIfTooSlow(connection: Connection, now: number): boolean {
    const { waiting, socket } = connection
    const isStalled = waiting.length > limits.maxWaiting && now - connection.lastTaken > limits.stalledAfter
    if (!isStalled && waiting.length <= limits.maxBacklog) return false
    log.warn(`Cutting a connection that is ${waiting.length} frames behind`)
    connections.delete(connection)
    connection.waiting = []
    socket.close(CLOSE_TOO_SLOW, 'too far behind: reconnect and resume')
    return true
  }

  return {
    get size() {
      return connections.size
    },

    join(socket, stream, actor, joinedAt) {
      const now = Date.now()
      const connection: Connection = {
        socket,
        stream,
        fromNetwork: isFromNetwork(stream),
        since: new Date(now),
        actor,
        joinedAt,
        waiting: [],
        draining: false,
        lastTaken: now,
        lastHeard: now,
        lastMessage: now,
        get isBehind() {
          return connection.draining
        },
        send: (frame) => deliver(connection, [encodeLater(frame)]),
        sendAll: (frames) => deliver(connection, frames.map(encodeLater)),
      }
      connections.add(connection)
      socket.on('close', () => {
        connections.delete(connection)
        if (connection.fromNetwork) tellAboutHosting()
      })
      socket.on('pong', () => (connection.lastHeard = Date.now()))
      socket.on('message', () => (connection.lastHeard = connection.lastMessage = Date.now()))
      if (connection.fromNetwork) tellAboutHosting(connection)
      return connection
    },

    network: () => [...connections].filter(({ fromNetwork }) => fromNetwork),
    closeNetwork(reason) {
      for (const { socket, fromNetwork } of connections) if (fromNetwork) socket.close(CLOSE_GOING_AWAY, reason)
    },
    tellAboutHosting: () => tellAboutHosting(),
    tellPeople(userIds) {
      for (const connection of connections) {
        const { id } = connection.actor
        if (id !== null && userIds.has(id)) connection.send({ type: INBOX_FRAME })
      }
    },
    onHosting(listener) {
      hostingListener = listener
    },

    publish(changes) {
      const isLarge = changes.length > LOGGED_ONE_BY_ONE
      if (isLarge) log.info(`Broadcasting ${changes.length} changes of one transaction`)
      if (isLarge && connections.size === 0) return
      const frames = toFrames(changes)
      if (!isLarge) {
        for (const [index, { type }] of frames.entries()) log.info(`Broadcasting ${type}: ${labelOf(changes[index]!)}`)
      }
      const outgoing = frames.map(encodeLater)
      const now = Date.now()
      for (const connection of connections) {
        if (!cutIfTooSlow(connection, now)) deliver(connection, outgoing)
      }
      log.debug(`Broadcast completed to ${connections.size} connections`)
    },

    endSessions(sessionIds) {
      const ended = new Set(sessionIds)
      for (const { actor, socket } of connections) {
        if (actor.session_id !== null && ended.has(actor.session_id)) {
          socket.close(CLOSE_UNAUTHENTICATED, 'your session ended: sign in again')
        }
      }
    },

    close() {
      clearInterval(timer)
      for (const { socket } of connections) socket.close(CLOSE_GOING_AWAY, 'the host is closing')
    },
  }
}

function encodeLater(frame: ServerFrame): Outgoing {
  let encoded: Buffer | undefined
  return { bytes: () => (encoded ??= Buffer.from(JSON.stringify(frame))) }
}
