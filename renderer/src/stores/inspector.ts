// What passes on this window's socket, kept while somebody looks: the last frames as they came, and what was sent by hand.
// An injected frame is handled by this window as if the host had sent it; the host never hears of it.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useConnection } from './connection.ts'
import { useWorkspace } from './workspace.ts'

/** Lines kept; older ones are dropped. */
const MOST_LINES = 500

export interface FeedLine {
  /** Counts from 1 in this window. */
  id: number
  at: number
  direction: 'received' | 'sent' | 'injected' | 'socket'
  /** Type of the frame, action of the message, or what happened to the socket. */
  type: string
  seq: number | null
  /** Who made the change. */
  by: string
  /** As it travelled. */
  text: string
}

export const useInspector = defineStore('inspector', () => {
  const workspace = useWorkspace()
  const connection = useConnection()
  const lines = shallowRef<readonly FeedLine[]>([])
  const paused = ref(false)
  let last = 0
  let waiting: FeedLine[] = []
  let scheduled = false

  function note(line: Omit<FeedLine, 'id' | 'at'>) {
    if (paused.value) return
    last += 1
    waiting.push({ id: last, at: Date.now(), ...line })
    if (scheduled) return
    scheduled = true
    // A storm of frames is shown once per turn of the screen, not once per frame.
    setTimeout(() => {
      scheduled = false
      lines.value = [...waiting.toReversed(), ...lines.value].slice(0, MOST_LINES)
      waiting = []
    }, 50)
  }

  function noteFrame(direction: 'received' | 'injected', text: string) {
    const frame = readFrame(text)
    note({ direction, type: frame.type, seq: frame.seq, by: frame.by, text })
  }

  const listeners = {
    message: (event: MessageEvent<string>) => noteFrame(injecting ? 'injected' : 'received', event.data),
    open: () => note({ direction: 'socket', type: 'open', seq: null, by: '', text: '' }),
    close: (event: { code: number; reason: string }) =>
      note({ direction: 'socket', type: 'close', seq: null, by: '', text: `${event.code} ${event.reason}`.trim() }),
  }
  let injecting = false
  let stopListening: (() => void) | null = null

  /** Begins to keep what passes. Call `stop` when nobody looks any more. */
  function start() {
    if (stopListening) return
    const { ws } = workspace.feed()
    const own = listeners as unknown as Record<string, EventListener>
    for (const name of Object.keys(own)) ws.addEventListener(name as 'message', own[name] as never)
    stopListening = () => {
      for (const name of Object.keys(own)) ws.removeEventListener(name as 'message', own[name] as never)
    }
  }
  function stop() {
    stopListening?.()
    stopListening = null
  }
  const clear = () => (lines.value = [])

  /** Sends one of the messages of the protocol that ask for something (protocol 3.3). */
  function send(action: 'ping' | 'refresh') {
    const text = JSON.stringify({ action })
    workspace.feed().ws.send(text)
    note({ direction: 'sent', type: action, seq: null, by: '', text })
  }

  /** Hands a frame to this window only. Throws SyntaxError when the text is no JSON, TypeError when it is no frame. */
  function inject(text: string) {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || !('type' in parsed) || typeof parsed.type !== 'string') {
      throw new TypeError('no frame')
    }
    injecting = true
    try {
      workspace.feed().ws.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(parsed) }))
    } finally {
      injecting = false
    }
  }

  const socket = computed(() => ({ state: connection.state, heardAt: connection.heardAt }))
  return { lines, paused, socket, start, stop, clear, send, inject, position: () => workspace.feed().lastSeq }
})

function readFrame(text: string): { type: string; seq: number | null; by: string } {
  try {
    const frame = JSON.parse(text) as { type?: unknown; seq?: unknown; change?: { actor?: { name?: unknown } } }
    return {
      type: typeof frame.type === 'string' ? frame.type : '?',
      seq: typeof frame.seq === 'number' ? frame.seq : null,
      by: typeof frame.change?.actor?.name === 'string' ? frame.change.actor.name : '',
    }
  } catch {
    return { type: '?', seq: null, by: '' }
  }
}
