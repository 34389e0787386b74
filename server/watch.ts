// `watch`: a second, independent client of the feed. It prints every change as one readable line in the order of the
// feed, says when the connection breaks, and resumes where it was, so that it can tell whether a window or the feed is at
// fault.
import WebSocket from 'ws'
import {
  BEARER_PROTOCOL_PREFIX,
  FEED_PATH,
  FEED_PROTOCOL,
  type ChangeFrame,
  type ServerFrame,
  type StudiesFrame,
} from '../shared/events.ts'

interface Position {
  epoch: string
  seq: number
}
/** Back-off between attempts, in milliseconds. */
const FIRST_DELAY = 500
const LONGEST_DELAY = 30_000
/** The host gives a sign of life every 12 s or so; after this long without one the connection is dead, in milliseconds. */
const SILENT_FOR = 45_000

/** Follows the feed of the host at `url` until the function it returns is called. */
export function watch(url: string, options: { token: string | undefined; print: (line: string) => void }): () => void {
  const { token, print } = options
  const address = new URL(FEED_PATH, url)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const protocols = token === undefined ? [FEED_PROTOCOL] : [FEED_PROTOCOL, BEARER_PROTOCOL_PREFIX + token]
  let position: Position | null = null
  let delay = FIRST_DELAY
  let stop = () => {}

  const connect = () => {
    const socket = new WebSocket(address, protocols)
    const silence = setTimeout(() => socket.terminate(), SILENT_FOR)
    /** While resuming: where the replay ends, and the live frames that came before its end. */
    let resuming: { until: number; live: ChangeFrame[] } | null = null

    const greeted = (frame: StudiesFrame) => {
      delay = FIRST_DELAY
      print(`connected to ${address.host}, which is at #${frame.seq} with ${frame.data.length} studies`)
      if (position) {
        resuming = { until: frame.seq, live: [] }
        socket.send(JSON.stringify({ action: 'resume', epoch: position.epoch, since: position.seq }))
      } else {
        position = { epoch: frame.epoch, seq: frame.seq }
      }
    }
    const changed = (frame: ChangeFrame) => {
      if (resuming && frame.seq > resuming.until) {
        resuming.live.push(frame)
        return
      }
      print(lineOf(frame))
      if (position) position.seq = frame.seq
    }
    const resumed = (to: Position, line: string) => {
      const live = resuming?.live ?? []
      position = { epoch: to.epoch, seq: resuming?.until ?? to.seq }
      resuming = null
      print(line)
      live.forEach(changed)
    }

    socket.on('message', (data) => {
      silence.refresh()
      const frame = JSON.parse((data as Buffer).toString('utf8')) as ServerFrame
      if ('change' in frame) return changed(frame)
      switch (frame.type) {
        case 'studies_update':
          return greeted(frame)
        case 'resumed':
          return resumed(frame, `resumed at #${frame.seq}`)
        case 'reset':
          return resumed(frame, `the history changed or too much was missed: continuing from #${frame.seq}`)
        case 'error':
          return print(`error: ${frame.message}`)
        case 'hosting_changed':
        case 'inbox_changed':
        case 'presence':
        case 'ping':
        case 'pong':
      }
    })
    socket.on('ping', () => silence.refresh())
    socket.on('error', (error) => print(`cannot reach ${address.host}: ${error.message}`))
    socket.on('close', (code, reason) => {
      clearTimeout(silence)
      print(`disconnected (${`${code} ${reason.toString()}`.trim()}); trying again in ${delay / 1000} s`)
      const retry = setTimeout(connect, delay)
      stop = () => clearTimeout(retry)
      delay = Math.min(delay * 2, LONGEST_DELAY)
    })
    stop = () => {
      clearTimeout(silence)
      socket.removeAllListeners()
      // Ending a connection that is still being made is reported as an error; nobody waits for it any more.
      socket.on('error', () => {})
      socket.terminate()
    }
  }
  connect()
  return () => stop()
}

function lineOf(frame: ChangeFrame): string {
  const { actor, entity, id, version } = frame.change
  return `${frame.timestamp} #${frame.seq} ${frame.type} by ${actor.name}: ${entity} ${id} v${version} ${JSON.stringify(frame.data)}`
}
