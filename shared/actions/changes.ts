// The feed for clients without a socket: what changed after a position in the one order of all changes.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import type { ChangeFrame } from '../events.ts'
import { wholeNumber } from '../fields.ts'

/** What was missed; or `reset` when that cannot be told and everything is to be loaded again. */
export type MissedChanges =
  { epoch: string; seq: number; frames: ChangeFrame[] } | { epoch: string; seq: number; reset: true }

export const listChanges = defineAction({
  method: 'GET',
  path: '/changes',
  summary: 'List: events after a position of the feed',
  policy: 'viewer',
  query: z.object({
    since: wholeNumber.pipe(z.number().min(0)),
    /** The history `since` belongs to; another one than the host's is answered with `reset`. */
    epoch: z.string().optional(),
  }),
})
