// The comments of one tracker row as threads: open ones first, the newest at the top; replies below, the oldest first.
import type { Comment } from '../../../../../shared/entities/comment.ts'

export interface Thread {
  comment: Comment
  replies: Comment[]
}

/** Replies to replies stand with the thread they belong to. */
export function threadsOf(comments: Iterable<Comment>, trackerId: number): Thread[] {
  const own = [...comments].filter(({ tracker_id }) => tracker_id === trackerId)
  const byId = new Map(own.map((comment) => [comment.id, comment]))
  const rootOf = (comment: Comment): Comment => {
    let at = comment
    while (at.parent_comment_id !== null) {
      const parent = byId.get(at.parent_comment_id)
      if (!parent) break
      at = parent
    }
    return at
  }
  const threads = new Map<number, Thread>()
  for (const comment of own.sort((a, b) => a.id - b.id)) {
    const root = rootOf(comment)
    const thread = threads.get(root.id)
    if (!thread) threads.set(root.id, { comment: root, replies: root === comment ? [] : [comment] })
    else if (root !== comment) thread.replies.push(comment)
  }
  return [...threads.values()].sort(
    (a, b) => Number(a.comment.is_resolved) - Number(b.comment.is_resolved) || b.comment.id - a.comment.id,
  )
}

/** Whether the thread holds that comment. */
export const holds = ({ comment, replies }: Thread, id: number) =>
  comment.id === id || replies.some((reply) => reply.id === id)

/** `other` are the kinds that only other clients write. */
export type ThreadKind = 'programming' | 'biostat' | 'other'
export function kindOf({ comment }: Thread): ThreadKind {
  const type = comment.comment_type.toLowerCase()
  return type === 'programming' || type === 'biostat' ? type : 'other'
}
