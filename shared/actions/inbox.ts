// What a person was told of, how far they have read, and what others did meanwhile. Everybody reads and marks their own.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { concernKinds } from '../domain/inbox.ts'
import { readKinds } from '../domain/read-positions.ts'
import { reference, wholeNumber } from '../fields.ts'

/** Entries on one page of the inbox. */
export const INBOX_PAGE = 50
const MOST_MARKED = 5_000
const position = wholeNumber.pipe(z.number().min(0).max(Number.MAX_SAFE_INTEGER))

/** An entry of a person's inbox, with the words that a list shows; newer ones have higher ids. */
export const inboxEntry = z.object({
  id: z.number().int(),
  kind: z.enum(concernKinds),
  /** UTC: the moment of the transaction; entries of one bulk change share it. */
  at: z.string(),
  actor_id: z.number().int().nullable(),
  actor_name: z.string(),
  tracker_id: z.number().int(),
  comment_id: z.number().int().nullable(),
  /** Of the comment as it is now; null without one, and when it was deleted. */
  comment_text: z.string().nullable(),
  unblinded: z.boolean(),
  item_id: z.number().int(),
  item_code: z.string(),
  item_type: z.string(),
  item_subtype: z.string(),
  reporting_effort_id: z.number().int(),
  /** Study, release and effort. */
  path: z.array(z.string()),
  read: z.boolean(),
})
export type InboxEntry = z.infer<typeof inboxEntry>
export const inboxPage = z.object({
  entries: z.array(inboxEntry),
  /** What `before` reads on with; null at the end. */
  next: z.number().int().nullable(),
  /** Of the whole inbox. */
  unread: z.number().int(),
})
export type InboxPage = z.infer<typeof inboxPage>

export const readPosition = z.object({
  kind: z.enum(readKinds),
  /** A tracker row (`comments`) or a reporting effort (`activity`); 0 for all. */
  subject_id: z.number().int(),
  /** Id of the newest comment read, or of the newest entry of the log. */
  position: z.number().int(),
  /** UTC: when it was read; null where it is only assumed, because it is older than the account. */
  at: z.string().nullable(),
})
export type ReadPosition = z.infer<typeof readPosition>

/** Answers an InboxPage, newest first. */
export const listInbox = defineAction({
  method: 'GET',
  path: '/inbox',
  summary: 'List: what others did that concerns me',
  policy: 'viewer',
  query: z.object({
    before: position.optional(),
    unread: z.stringbool().default(false),
    limit: wholeNumber.pipe(z.number().min(1).max(200)).default(INBOX_PAGE),
  }),
})

export const markInboxRead = defineAction({
  method: 'POST',
  path: '/inbox/read',
  summary: 'Mark: entries of my inbox as read, some or all up to one',
  policy: 'viewer',
  body: z.object({ ids: z.array(reference).max(MOST_MARKED).default([]), through: position.default(0) }),
})

export const markInboxUnread = defineAction({
  method: 'POST',
  path: '/inbox/unread',
  summary: 'Mark: entries of my inbox as unread',
  policy: 'viewer',
  body: z.object({ ids: z.array(reference).min(1).max(MOST_MARKED) }),
})

/** Answers read positions. */
export const listReadPositions = defineAction({
  method: 'GET',
  path: '/read-positions',
  summary: 'List: how far I have read comments and activity',
  policy: 'viewer',
})

export const setReadPosition = defineAction({
  method: 'PUT',
  path: '/read-positions',
  summary: 'Mark: comments of a row, or the activity of an effort, as read up to a position; subject 0 is all',
  policy: 'viewer',
  body: z.object({ kind: z.enum(readKinds), subject_id: position, position }),
})
