// Writing a comment. The author is always who is signed in, never what the request says.
import { comment, type Comment } from '../../../shared/entities/comment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import { expectMayWrite, standardType } from './permissions.ts'

export interface NewComment {
  tracker_id: number
  comment_text: string
  parent_comment_id?: number | null | undefined
  /** Absent: the kind that goes with the writer's role. */
  comment_type?: Comment['comment_type'] | undefined
}

/** @throws AppError `forbidden` for a kind this person may not write; `not_found`, `invalid` for what it is written on */
export function writeComment(tx: Transaction, { tracker_id, comment_text, ...rest }: NewComment): Comment {
  const comment_type = rest.comment_type ?? standardType(tx.actor)
  expectMayWrite(tx.actor, comment_type)
  const { parent_comment_id = null } = rest
  return tx.insert(comment, { tracker_id, user_id: authorOf(tx), parent_comment_id, comment_text, comment_type })
}

/** The person on whose behalf the transaction runs. @throws AppError `forbidden` when there is none */
export function authorOf({ actor }: Transaction): number {
  if (actor.id === null) throw new AppError('forbidden', 'Only a person can write or resolve comments; sign in first.')
  return actor.id
}
