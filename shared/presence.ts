// Who looks at a reporting effort right now, at which row, and which cell somebody is editing. Told on the socket, never
// stored, and gone with the socket or with its silence.
import { z } from 'zod'

const id = z.number().int().positive()

/** What a window says of itself; `effort_id` null: it looks at no effort. `field` names the cell of `row` that is being edited. */
export const presenceMessage = z.object({
  action: z.literal('presence'),
  effort_id: id.nullable(),
  row: id.nullable(),
  field: z.string().min(1).max(64).nullable(),
})
export type PresenceMessage = z.infer<typeof presenceMessage>

/** One window of one person. `row` is the id of an item of the effort. */
export interface PresentWindow {
  /** Tells the windows of a host apart; another one after every connection. */
  window: number
  user_id: number | null
  name: string
  row: number | null
  field: string | null
  /** Since when it is at this place, UTC. */
  since: string
}

/** Sent only to windows that said themselves which effort they look at, never to the one it tells of. */
export interface PresenceFrame {
  type: 'presence'
  data: {
    effort_id: number
    /** `present` is everybody else on the effort; what was known before is void. */
    whole: boolean
    present: PresentWindow[]
    /** Windows that have left. */
    gone: number[]
  }
}

/** A window that has said nothing for so long is taken for gone; it repeats itself well before. Milliseconds. */
export const PRESENCE_KEPT = 60_000
