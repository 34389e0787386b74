// The socket `/api/v1/ws/studies`: authenticates, greets with the first studies and the feed's position, then answers
// ping, refresh and resume. A client that never resumes gets exactly what upstream sent (protocol 3).
import type { RawData, WebSocket } from 'ws'
import type { Actor } from '../../shared/actor.ts'
import { study } from '../../shared/entities/study.ts'
import { clientMessage, FEED_PATH, MAX_REPLAY, type ErrorFrame, type StudiesFrame } from '../../shared/events.ts'
import { isFromNetwork, noteKnown } from '../hosting/tls-listener.ts'
import type { App, Dependencies } from '../http/app-types.ts'
import { readRows } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { toFrames } from './frames.ts'
import { CLOSE_TOO_MANY_MESSAGES, CLOSE_UNAUTHENTICATED, type Member } from './hub.ts'
import { feedLimits, type FeedLimits } from './limits.ts'
import { createPresence, type Presence } from './presence.ts'

/** Studies in the first frame (protocol 3.1). */
const GREETED_STUDIES = 100

/** Registers the socket; the guards have checked Host and Origin, and refused a token that is not valid. */
export function feedRoute(app: App, { config, store, hub, authentication }: Dependencies): void {
  const limits = { ...feedLimits, ...config.feedLimits }
  const presence = createPresence()
  app.get(FEED_PATH, { websocket: true, config: { policy: 'public' } }, (socket, request) => {
    socket.on('error', (error) => request.log.info({ err: error }, 'Socket failed'))
    const admit = (actor: Actor) =>
      serve(hub.join(socket, request.socket, actor, store.log.head.seq), { store, limits, presence })
    const actor = request.actor ?? authentication.anonymous(request.ip)
    if (actor) admit(actor)
    else {
      const fromNetwork = isFromNetwork(request.raw.socket)
      awaitToken(
        socket,
        limits,
        (token) => authentication.actorOf(token, request.ip, fromNetwork),
        (known) => {
          if (fromNetwork) noteKnown(request.raw.socket)
          admit(known)
        },
      )
    }
  })

  // A client that does not answer a goodbye must not keep the host from closing.
  let goodbye: NodeJS.Timeout | undefined
  app.addHook('preClose', (done) => {
    goodbye = setTimeout(() => app.websocketServer.clients.forEach((client) => client.terminate()), limits.goodbye)
    done()
  })
  app.addHook('onClose', async () => {
    clearTimeout(goodbye)
    presence.close()
  })
}

function awaitToken(
  socket: WebSocket,
  limits: FeedLimits,
  actorOf: (token: string) => Actor | undefined,
  admit: (actor: Actor) => void,
): void {
  const refuse = () => socket.close(CLOSE_UNAUTHENTICATED, 'sign in first')
  const timer = setTimeout(refuse, limits.authenticateWithin)
  socket.once('close', () => clearTimeout(timer))
  socket.once('message', (data, isBinary) => {
    clearTimeout(timer)
    const message = isBinary ? undefined : clientMessage.safeParse(parseJson(data)).data
    const actor = message?.action === 'authenticate' ? actorOf(message.token) : undefined
    if (actor && !actor.must_change_password) admit(actor)
    else refuse()
  })
}

interface Surroundings {
  store: Store
  limits: FeedLimits
  presence: Presence
}

function serve(member: Member, { store, limits, presence }: Surroundings): void {
  const { socket } = member
  member.send(greeting(store))
  socket.on('close', () => presence.leave(member))
  let second = 0
  let received = 0
  socket.on('message', (data, isBinary) => {
    const now = Math.floor(Date.now() / 1000)
    if (now !== second) [second, received] = [now, 0]
    received += 1
    if (received > limits.messagesPerSecond) return socket.close(CLOSE_TOO_MANY_MESSAGES, 'too many messages')
    answer(member, store, presence, isBinary ? binary : parseJson(data))
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
/** A binary message is answered like JSON that is no object (protocol 3.3). */
const binary = null

/** The server's sockets deliver every message as one Buffer (ws, `binaryType` nodebuffer). */
function parseJson(data: RawData): unknown {
  try {
    return JSON.parse((data as Buffer).toString('utf8'))
  } catch {
    return unreadable
  }
}

/** What our own messages need, for who sends them otherwise. */
const malformed = new Map<unknown, string>([
  ['resume', 'resume needs epoch (text) and since (a whole number, 0 or more)'],
  [
    'presence',
    'presence needs effort_id and row (whole numbers above 0, or null) and field (text of 1 to 64, or null)',
  ],
])

/** Answers one message. An object with an unknown `action` is passed over in silence, as upstream does (protocol 3.3). */
function answer(member: Member, store: Store, presence: Presence, message: unknown): void {
  if (message === unreadable) return member.send(refusal('Invalid JSON format'))
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return member.send(refusal('Error processing message'))
  }
  const parsed = clientMessage.safeParse(message)
  if (!parsed.success) {
    if ('action' in message) {
      const sentence = malformed.get(message.action)
      if (sentence) member.send(refusal(sentence))
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
    case 'presence':
      return presence.say(member, parsed.data)
    case 'authenticate':
      return
    default:
      parsed.data satisfies never
  }
}

/**
 * Sends the changes after `since` up to where this socket joined, then `resumed`; or `reset` when the history is another one
 * or too much was missed. What came after it joined reached the socket live, some of it perhaps before these frames: frames
 * up to the `seq` of the greeting are replayed, those beyond are live.
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
