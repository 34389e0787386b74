// Removing comments through the store: replies before what they reply to, each removal recorded and announced.
import { comment, type Comment } from '../../../shared/entities/comment.ts'
import type { Transaction } from '../../store/store.ts'

/** Removes one comment and every reply below it. Returns the comment as it was. */
export function removeThread(tx: Transaction, id: number, version?: number): Comment {
  const subject = tx.get(comment, id)
  for (const reply of tx.rows(comment, 'parent_comment_id = ? ORDER BY id DESC', id)) removeThread(tx, reply.id)
  return tx.remove(comment, subject.id, { version })
}

/** Removes all comments of a tracker row, so that the row itself can be removed. */
export function removeCommentsOf(tx: Transaction, trackerId: number): void {
  for (const thread of tx.rows(comment, 'tracker_id = ? AND parent_comment_id IS NULL ORDER BY id DESC', trackerId)) {
    removeThread(tx, thread.id)
  }
}
