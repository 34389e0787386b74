// Answers everything clients do with comments.
import * as contract from '../../../shared/actions/comments.ts'
import { comment } from '../../../shared/entities/comment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import { reads, writes } from '../handler.ts'
import { summaryOf, unresolvedCount } from './counts.ts'
import { expectMayChange } from './permissions.ts'
import { removeThread } from './remove.ts'
import { commentsOf, threadsOf, viewComment } from './views.ts'
import { authorOf, writeComment } from './write.ts'

/** Sets or clears the resolution of a thread; one that already is as wanted is left alone, with its first resolver. */
function settle(tx: Transaction, id: number, resolved: boolean) {
  const subject = tx.get(comment, id)
  if (subject.parent_comment_id !== null) throw new AppError('invalid', 'Only parent comments can be resolved')
  if (subject.is_resolved !== resolved) {
    const resolution = resolved
      ? { is_resolved: true, resolved_by_user_id: authorOf(tx), resolved_at: tx.at }
      : { is_resolved: false, resolved_by_user_id: null, resolved_at: null }
    tx.update(comment, id, resolution, resolved ? { context: { resolved: true } } : {})
  }
  return viewComment(tx.db, id)
}

export const commentHandlers = [
  writes(contract.createComment, (tx, { body }) => viewComment(tx.db, writeComment(tx, body).id)),
  reads(contract.listComments, ({ db }, { params }) => commentsOf(db, params.tracker_id)),
  reads(contract.listThreads, ({ db }, { params }) => threadsOf(db, params.tracker_id)),
  reads(contract.countUnresolvedComments, ({ db }, { params }) => unresolvedCount(db, params.tracker_id)),
  reads(contract.summariseComments, ({ db }, { params }) => summaryOf(db, params.tracker_id)),
  writes(contract.resolveComment, (tx, { params }) => settle(tx, params.comment_id, true)),
  writes(contract.unresolveComment, (tx, { params }) => settle(tx, params.comment_id, false)),
  writes(contract.updateComment, (tx, { params, body }) => {
    expectMayChange(tx.actor, tx.get(comment, params.comment_id))
    tx.update(comment, params.comment_id, { comment_text: body.comment_text }, { version: body.version })
    return viewComment(tx.db, params.comment_id)
  }),
  writes(contract.removeComment, (tx, { params }) => {
    expectMayChange(tx.actor, tx.get(comment, params.comment_id))
    removeThread(tx, params.comment_id)
  }),
]
