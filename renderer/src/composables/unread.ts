// Which comments are new to this person: written by somebody else, after what they have read of that row.
import type { Comment } from '../../../shared/entities/comment.ts'
import { useReadPositions } from '../stores/read-positions.ts'
import { useSession } from '../stores/session.ts'

export function useUnread() {
  const session = useSession()
  const positions = useReadPositions()
  return ({ id, tracker_id, user_id }: Pick<Comment, 'id' | 'tracker_id' | 'user_id'>) =>
    user_id !== session.user?.id && id > positions.through('comments', tracker_id)
}
