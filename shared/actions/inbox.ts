// What a person was told of, how far they have read, and what others did meanwhile. Everybody reads and marks their own.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { readKinds } from '../domain/read-positions.ts'
import { reference, wholeNumber } from '../fields.ts'

/** Entries on one page of the inbox. */
export const INBOX_PAGE = 50
const MOST_MARKED = 5_000
const position = wholeNumber.pipe(z.number().min(0).max(Number.MAX_SAFE_INTEGER))

/** Answers `{entries, next, unread}`: newest first; `next` reads on as `before`, null at the end; `unread` of all. */
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
  path: '/inbox/:id/unread',
  summary: 'Mark: an entry of my inbox as unread',
  policy: 'viewer',
  params: z.object({ id: reference }),
})

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
