// The figures of the feed: how long a socket is waited for, in milliseconds, and how much may wait for it. Tests set their own.
import { MAX_REPLAY } from '../../shared/events.ts'

export interface FeedLimits {
  /** Between two looks at the sockets. */
  heartbeat: number
  /** Without a message from the client until it gets `{"type":"ping"}` (protocol 3.1). */
  pingAfter: number
  /** Without any sign of life until the socket is cut. */
  deadAfter: number
  /** Until a socket has to say who it is. */
  authenticateWithin: number
  /** Without taking anything until a socket with more than `maxWaiting` frames before it counts as too slow. */
  stalledAfter: number
  /** Between saying goodbye to the sockets and cutting those that do not answer, when the host closes. */
  goodbye: number
  /** Messages a client may send per second. */
  messagesPerSecond: number
  /** A socket is given more while less than this is waiting in its buffer, in bytes. */
  highWater: number
  /** Frames that may wait for a stalled socket; it could not resume beyond it either. */
  maxWaiting: number
  /** Frames that may wait for a socket that keeps taking them; several large imports. */
  maxBacklog: number
}

export const feedLimits: FeedLimits = {
  heartbeat: 1_000,
  pingAfter: 30_000,
  deadAfter: 35_000,
  authenticateWithin: 5_000,
  stalledAfter: 5_000,
  goodbye: 500,
  messagesPerSecond: 30,
  highWater: 256 * 1024,
  maxWaiting: MAX_REPLAY,
  maxBacklog: 200_000,
}
