// `watch`: a second, independent client of the feed. It prints every change as one readable line, says when the
// connection breaks, and resumes where it was, so that it can tell whether a window or the feed is at fault.
import WebSocket from 'ws'
import { BEARER_PROTOCOL_PREFIX, FEED_PATH, FEED_PROTOCOL, type ServerFrame } from '../shared/events.ts'

interface Position {
  epoch: string
  seq: number
}
/** Back-off between attempts, in milliseconds. */
const FIRST_DELAY = 500
const LONGEST_DELAY = 30_000

/** Follows the feed of the host at `url` until the process ends. */
export function watch(url: string, options: { token: string | undefined; print: (line: string) => void }): void {
  const { token, print } = options
  const address = new URL(FEED_PATH, url)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const protocols = token === undefined ? [FEED_PROTOCOL] : [FEED_PROTOCOL, BEARER_PROTOCOL_PREFIX + token]
  let position: Position | null = null
  let delay = FIRST_DELAY

  const connect = () => {
    const socket = new WebSocket(address, protocols)
    socket.on('open', () => {
      delay = FIRST_DELAY
      print(`connected to ${address.host}`)
      if (position) socket.send(JSON.stringify({ action: 'resume', epoch: position.epoch, since: position.seq }))
    })
    socket.on('message', (data) => {
      const frame = JSON.parse((data as Buffer).toString('utf8')) as ServerFrame
      const line = lineOf(frame)
      if (line) print(line)
      position = positionAfter(frame, position)
    })
    socket.on('error', (error) => print(`cannot reach ${address.host}: ${error.message}`))
    socket.on('close', (code, reason) => {
      print(`disconnected (${code}${reason.length > 0 ? ` ${reason.toString()}` : ''}); trying again in ${delay / 1000} s`)
      setTimeout(connect, delay)
      delay = Math.min(delay * 2, LONGEST_DELAY)
    })
  }
  connect()
}

function positionAfter(frame: ServerFrame, position: Position | null): Position | null {
  if ('change' in frame) return position && { ...position, seq: Math.max(position.seq, frame.seq) }
  if (frame.type === 'studies_update') return position ?? { epoch: frame.epoch, seq: frame.seq }
  if (frame.type === 'resumed' || frame.type === 'reset') return { epoch: frame.epoch, seq: frame.seq }
  return position
}

function lineOf(frame: ServerFrame): string | null {
  if ('change' in frame) {
    const { actor, entity, id, version } = frame.change
    return `${frame.timestamp} #${frame.seq} ${frame.type} by ${actor.name}: ${entity} ${id} v${version} ${JSON.stringify(frame.data)}`
  }
  switch (frame.type) {
    case 'studies_update':
      return `${frame.timestamp} at #${frame.seq}, ${frame.data.length} studies`
    case 'resumed':
      return `resumed, now at #${frame.seq}`
    case 'reset':
      return `the history changed or too much was missed: continuing from #${frame.seq}`
    case 'error':
      return `error: ${frame.message}`
    default:
      return null
  }
}
