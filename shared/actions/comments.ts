// Comments on tracker rows: writing, reading, resolving (protocol 2.12) and, beyond upstream, editing, reopening, deleting.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { comment, commentTypes } from '../entities/comment.ts'
import { versionField, wholeNumber } from '../fields.ts'

const ofTracker = z.object({ tracker_id: wholeNumber })
const ofComment = z.object({ comment_id: wholeNumber })

export const createComment = defineAction({
  method: 'POST',
  path: '/tracker-comments',
  summary: 'Create: comment, or a reply when a parent is named',
  policy: 'viewer',
  status: 201,
  // Which type a comment without one gets depends on who writes it.
  body: comment.create.extend({ comment_type: z.enum(commentTypes).optional() }),
})

export const listComments = defineAction({
  method: 'GET',
  path: '/tracker-comments/tracker/:tracker_id',
  summary: 'List: comments of a tracker row, oldest first',
  policy: 'viewer',
  params: ofTracker,
})

export const listThreads = defineAction({
  method: 'GET',
  path: '/tracker-comments/tracker/:tracker_id/threaded',
  summary: 'List: comments of a tracker row as threads',
  policy: 'viewer',
  params: ofTracker,
})

export const countUnresolvedComments = defineAction({
  method: 'GET',
  path: '/tracker-comments/tracker/:tracker_id/unresolved-count',
  summary: 'Count: open threads of a tracker row',
  policy: 'viewer',
  params: ofTracker,
})

export const summariseComments = defineAction({
  method: 'GET',
  path: '/tracker-comments/tracker/:tracker_id/summary',
  summary: 'Count: comments of a tracker row by kind and state',
  policy: 'viewer',
  params: ofTracker,
})

export const resolveComment = defineAction({
  method: 'POST',
  path: '/tracker-comments/:comment_id/resolve',
  summary: 'Resolve: the thread that starts with this comment',
  policy: 'viewer',
  params: ofComment,
})

export const unresolveComment = defineAction({
  method: 'POST',
  path: '/tracker-comments/:comment_id/unresolve',
  summary: 'Reopen: the thread that starts with this comment',
  policy: 'viewer',
  params: ofComment,
})

export const updateComment = defineAction({
  method: 'PUT',
  path: '/tracker-comments/:comment_id',
  summary: 'Update: the text of a comment, by its author or an administrator',
  policy: 'viewer',
  params: ofComment,
  body: comment.update.extend(versionField),
})

export const removeComment = defineAction({
  method: 'DELETE',
  path: '/tracker-comments/:comment_id',
  summary: 'Delete: a comment with its replies, by its author or an administrator',
  policy: 'viewer',
  status: 204,
  params: ofComment,
})
