// What travels on the socket `/api/v1/ws/studies`, both ways. Old clients read `type` and `data`; ours read `seq` and
// `change` and never parse the names of types.
import { z } from 'zod'
import type { Study } from './entities/study.ts'
import type { HOSTING_FRAME } from './domain/hosting.ts'
import type { INBOX_FRAME } from './domain/inbox.ts'
import type { ChangeAction } from './changes.ts'
import { presenceMessage, type PresenceFrame } from './presence.ts'

/** The part of a frame that our clients apply: `row` is the whole row, or null when it was deleted. */
export interface FrameChange {
  entity: string
  id: number
  action: ChangeAction
  version: number
  row: Record<string, unknown> | null
  actor: { id: number | null; name: string }
}

/** One change, as an event of the catalogue. `last` marks the end of a transaction: apply a transaction as a whole. */
export interface ChangeFrame {
  type: string
  data: unknown
  timestamp: string
  seq: number
  last: boolean
  change: FrameChange
}

/** The first frame on every connection and the answer to `refresh`: the first 100 studies and where the feed stands. */
export interface StudiesFrame {
  type: 'studies_update'
  data: Study[]
  timestamp: string
  epoch: string
  seq: number
}
/** Every missed frame has been sent; the client is at `seq`. */
export interface ResumedFrame {
  type: 'resumed'
  epoch: string
  seq: number
}
/** What was missed cannot be told (history changed, or too much of it): load everything again. */
export interface ResetFrame {
  type: 'reset'
  epoch: string
  seq: number
}
export interface ErrorFrame {
  type: 'error'
  message: string
  data: { message: string }
}
export type ServerFrame =
  | ChangeFrame
  | StudiesFrame
  | ResumedFrame
  | ResetFrame
  | ErrorFrame
  | PresenceFrame
  | { type: typeof HOSTING_FRAME }
  | { type: typeof INBOX_FRAME }
  | { type: 'ping' }
  | { type: 'pong' }

export const clientMessage = z.discriminatedUnion('action', [
  z.object({ action: z.literal('ping') }),
  z.object({ action: z.literal('refresh') }),
  z.object({ action: z.literal('resume'), epoch: z.string(), since: z.number().int().min(0) }),
  z.object({ action: z.literal('authenticate'), token: z.string().min(1).max(200) }),
  presenceMessage,
])

export const FEED_PATH = '/api/v1/ws/studies'
export const FEED_PROTOCOL = 'pearl.v1'
/** A browser cannot set headers on a socket: the token travels as a second sub-protocol. */
export const BEARER_PROTOCOL_PREFIX = 'bearer.'
/** Head of the feed at the time a list was read, on every list reply. */
export const FEED_EPOCH_HEADER = 'x-feed-epoch'
export const FEED_SEQ_HEADER = 'x-feed-seq'
/** A client further behind than this many changes is told to reload. */
export const MAX_REPLAY = 5_000
