// The socket `/api/v1/ws/studies`: authenticates, greets with the first studies and the feed's position, then answers
// ping, refresh and resume. A client that never resumes gets exactly what upstream sent (protocol 3).
import type { RawData, WebSocket } from 'ws'
import type { Actor } from '../../shared/actor.ts'
import { study } from '../../shared/entities/study.ts'
import { clientMessage, FEED_PATH, MAX_REPLAY, type ErrorFrame, type StudiesFrame } from '../../shared/events.ts'
import type { App, Dependencies } from '../http/app-types.ts'
import { readRows } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { toFrames } from './frames.ts'
import { CLOSE_TOO_MANY_MESSAGES, CLOSE_UNAUTHENTICATED, type Hub, type Member } from './hub.ts'

/** How long a socket may stay without saying who it is, in milliseconds. */
const AUTHENTICATE_WITHIN = 5_000
/** Messages a client may send per second. */
const MAX_MESSAGES_A_SECOND = 30
/** Studies in the first frame (protocol 3.1). */
const GREETED_STUDIES = 100

/** Registers the socket; the guards have checked Host and Origin, and refused a token that is not valid. */
export function feedRoute(app: App, { store, hub, authentication }: Dependencies): void {
  app.get(FEED_PATH, { websocket: true, config: { policy: 'public' } }, (socket, request) => {
    socket.on('error', (error) => request.log.info({ err: error }, 'Socket failed'))
    const actor = request.actor ?? authentication.anonymous(request.ip)
    if (actor) serve(socket, actor, store, hub)
    else awaitToken(socket, (token) => authentication.actorOf(token, request.ip), store, hub)
  })
}

function awaitToken(socket: WebSocket, actorOf: (token: string) => Actor | undefined, store: Store, hub: Hub): void {
  const refuse = () => socket.close(CLOSE_UNAUTHENTICATED, 'sign in first')
  const timer = setTimeout(refuse, AUTHENTICATE_WITHIN)
  socket.once('close', () => clearTimeout(timer))
  socket.once('message', (data, isBinary) => {
    clearTimeout(timer)
    const message = isBinary ? undefined : clientMessage.safeParse(parseJson(data)).data
    const actor = message?.action === 'authenticate' ? actorOf(message.token) : undefined
    if (actor) serve(socket, actor, store, hub)
    else refuse()
  })
}

function serve(socket: WebSocket, actor: Actor, store: Store, hub: Hub): void {
  const member = hub.join(socket, actor, store.log.head.seq)
  member.send(greeting(store))
  let second = 0
  let received = 0
  socket.on('message', (data, isBinary) => {
    const now = Math.floor(Date.now() / 1000)
    if (now !== second) [second, received] = [now, 0]
    received += 1
    if (received > MAX_MESSAGES_A_SECOND) return socket.close(CLOSE_TOO_MANY_MESSAGES, 'too many messages')
    answer(member, store, isBinary ? unreadable : parseJson(data))
  })
}

function greeting(store: Store): StudiesFrame {
  return {
    type: 'studies_update',
    data: readRows(store.db, study, `1 ORDER BY id LIMIT ${GREETED_STUDIES}`),
    timestamp: new Date().toISOString(),
    epoch: store.log.epoch,
    seq: store.log.head.seq,
  }
}

const unreadable = Symbol('not JSON')

/** The server's sockets deliver every message as one Buffer (ws, `binaryType` nodebuffer). */
function parseJson(data: RawData): unknown {
  try {
    return JSON.parse((data as Buffer).toString('utf8'))
  } catch {
    return unreadable
  }
}

/** Answers one message. An object with an unknown `action` is passed over in silence, as upstream does (protocol 3.3). */
function answer(member: Member, store: Store, message: unknown): void {
  if (message === unreadable) return member.send(refusal('Invalid JSON format'))
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return member.send(refusal('Error processing message'))
  }
  const parsed = clientMessage.safeParse(message)
  if (!parsed.success) {
    if ('action' in message && message.action === 'resume') {
      member.send(refusal('resume needs epoch (text) and since (a whole number, 0 or more)'))
    }
    return
  }
  switch (parsed.data.action) {
    case 'ping':
      return member.send({ type: 'pong' })
    case 'refresh':
      return member.send(greeting(store))
    case 'resume':
      return resume(member, store, parsed.data.epoch, parsed.data.since)
    case 'authenticate':
      return
    default:
      parsed.data satisfies never
  }
}

/**
 * Sends the changes after `since` up to where this socket joined (what came later reached it live), then `resumed`; or
 * `reset` when the history is another one or too much was missed.
 */
function resume(member: Member, store: Store, epoch: string, since: number): void {
  const { log } = store
  if (epoch !== log.epoch || since > log.head.seq || member.joinedAt - since > MAX_REPLAY) {
    return member.send({ type: 'reset', epoch: log.epoch, seq: log.head.seq })
  }
  const missed = member.joinedAt > since ? log.since(since, member.joinedAt - since) : []
  member.sendAll(toFrames(missed))
  member.send({ type: 'resumed', epoch: log.epoch, seq: log.head.seq })
}

const refusal = (message: string): ErrorFrame => ({ type: 'error', message, data: { message } })
