// What holds for every comment: a reply stays on the tracker row of its parent. And what its events show: names, and how
// many threads of the row are open after the change (protocol 3.5, 3.6, 5.4).
import { comment } from '../../../shared/entities/comment.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import { concernsOfComment } from './concerns.ts'
import { unresolvedCount } from './counts.ts'

export const commentRules = rulesFor<typeof comment>({
  entity: comment,
  check(tx, { before, after }) {
    if (before) return
    if (!tx.find(tracker, after.tracker_id)) throw notFound(tracker.label)
    if (after.parent_comment_id === null || after.parent_comment_id === undefined) return
    const parent = tx.find(comment, after.parent_comment_id)
    if (!parent) throw notFound('Parent comment')
    if (parent.tracker_id !== after.tracker_id) {
      throw new AppError('invalid', 'A reply must be on the same tracker as the comment it replies to')
    }
  },
  context(tx, { before, after }) {
    const { user_id, resolved_by_user_id, tracker_id } = (after ?? before)!
    return {
      username: tx.find(user, user_id)?.username ?? null,
      resolved_by_username:
        resolved_by_user_id === null ? null : (tx.find(user, resolved_by_user_id)?.username ?? null),
      unresolved_count: unresolvedCount(tx.db, tracker_id),
    }
  },
  concerns: (tx, { before, after }) => concernsOfComment(tx, before, after),
})
