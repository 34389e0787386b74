// Every live socket and what each still has to be sent. A frame is encoded once, whoever receives it; a socket takes more
// only while its buffer is small, so a slow reader costs the others nothing, and one that falls too far behind is cut: it
// can come back and resume.
import type { FastifyBaseLogger } from 'fastify'
import type { WebSocket } from 'ws'
import type { Actor } from '../../shared/actor.ts'
import type { Change } from '../../shared/changes.ts'
import { MAX_REPLAY, type ServerFrame } from '../../shared/events.ts'
import { labelOf, toFrames } from './frames.ts'

/** A socket is given more while less than this is waiting in it, in bytes. */
const HIGH_WATER = 256 * 1024
/** A socket with this many frames waiting when the next transaction comes is cut; it could not resume beyond it either. */
export const MAX_WAITING = MAX_REPLAY
/** Times in milliseconds: between looks at the sockets; without a sign of life until cut; without a message until pinged. */
const HEARTBEAT = 5_000
const DEAD_AFTER = 35_000
const PING_AFTER = 30_000
/** Close codes of the application range (RFC 6455, 7.4.2). */
export const CLOSE_UNAUTHENTICATED = 4401
export const CLOSE_TOO_SLOW = 4413
export const CLOSE_TOO_MANY_MESSAGES = 4429
/** Changes of one transaction that are logged one by one. */
const LOGGED_ONE_BY_ONE = 20

/** A frame as the bytes of its JSON, made when the first socket needs them. */
interface Outgoing {
  bytes(): Buffer
}

export interface Member {
  readonly socket: WebSocket
  readonly actor: Actor
  /** Head of the feed when it joined: what came after is sent live. */
  readonly joinedAt: number
  send(frame: ServerFrame): void
  sendAll(frames: readonly ServerFrame[]): void
}

export interface Hub {
  readonly size: number
  join(socket: WebSocket, actor: Actor, joinedAt: number): Member
  /** Sends the changes of one transaction to everybody. */
  publish(changes: readonly Change[]): void
  /** Closes the sockets of these sessions. */
  endSessions(sessionIds: readonly string[]): void
  /** Closes every socket: the host is going away. */
  close(): void
}

interface Connection extends Member {
  waiting: Outgoing[]
  /** Its buffer is full: more is sent when that has drained. */
  draining: boolean
  lastHeard: number
  lastMessage: number
}

/** Opens the hub; `log` receives a line for each broadcast. */
export function createHub(log: FastifyBaseLogger): Hub {
  const connections = new Set<Connection>()

  const timer = setInterval(() => {
    const now = Date.now()
    for (const connection of connections) {
      if (now - connection.lastHeard > DEAD_AFTER) connection.socket.terminate()
      else if (now - connection.lastHeard > DEAD_AFTER / 3) connection.socket.ping()
      if (now - connection.lastMessage > PING_AFTER) {
        connection.lastMessage = now
        connection.send({ type: 'ping' })
      }
    }
  }, HEARTBEAT)
  timer.unref()

  return {
    get size() {
      return connections.size
    },

    join(socket, actor, joinedAt) {
      const now = Date.now()
      const connection: Connection = {
        socket,
        actor,
        joinedAt,
        waiting: [],
        draining: false,
        lastHeard: now,
        lastMessage: now,
        send: (frame) => deliver(connection, [encodeLater(frame)]),
        sendAll: (frames) => deliver(connection, frames.map(encodeLater)),
      }
      connections.add(connection)
      socket.on('close', () => connections.delete(connection))
      socket.on('pong', () => (connection.lastHeard = Date.now()))
      socket.on('message', () => (connection.lastHeard = connection.lastMessage = Date.now()))
      return connection
    },

    publish(changes) {
      if (changes.length <= LOGGED_ONE_BY_ONE) {
        for (const change of changes) log.info(`Broadcasting ${toFrames([change])[0]!.type}: ${labelOf(change)}`)
      } else {
        log.info(`Broadcasting ${changes.length} changes of one transaction`)
      }
      if (connections.size === 0) return
      const outgoing = toFrames(changes).map(encodeLater)
      let reached = 0
      for (const connection of connections) {
        if (connection.waiting.length > MAX_WAITING) {
          log.warn(`Cutting a connection that is ${connection.waiting.length} frames behind`)
          connections.delete(connection)
          connection.socket.close(CLOSE_TOO_SLOW, 'too far behind: reconnect and resume')
          connection.socket.terminate()
          continue
        }
        deliver(connection, outgoing)
        reached += 1
      }
      log.debug(`Broadcast completed to ${reached} connections`)
    },

    endSessions(sessionIds) {
      const ended = new Set(sessionIds)
      for (const connection of connections) {
        if (connection.actor.session_id !== null && ended.has(connection.actor.session_id)) {
          connection.socket.close(CLOSE_UNAUTHENTICATED, 'your session ended: sign in again')
        }
      }
    },

    close() {
      clearInterval(timer)
      for (const connection of connections) connection.socket.close(1001, 'the host is closing')
    },
  }
}

function encodeLater(frame: ServerFrame): Outgoing {
  let encoded: Buffer | undefined
  return { bytes: () => (encoded ??= Buffer.from(JSON.stringify(frame))) }
}

function deliver(connection: Connection, frames: readonly Outgoing[]): void {
  for (const frame of frames) connection.waiting.push(frame)
  if (!connection.draining) pump(connection)
}

/** Sends what waits until the socket's buffer is full, and goes on when that has drained. */
function pump(connection: Connection): void {
  const { socket, waiting } = connection
  connection.draining = false
  let sent = 0
  while (sent < waiting.length && !connection.draining) {
    if (socket.readyState !== socket.OPEN) {
      waiting.length = 0
      return
    }
    const bytes = waiting[sent]!.bytes()
    sent += 1
    if (socket.bufferedAmount + bytes.length < HIGH_WATER) {
      socket.send(bytes, { binary: false })
    } else {
      connection.draining = true
      socket.send(bytes, { binary: false }, () => pump(connection))
    }
  }
  waiting.splice(0, sent)
}
