// Who may write what: everybody may comment, viewers in the biostatistics kind only; a comment is changed or deleted by its
// author or an administrator (features 1.1, protocol 5.4).
import type { Actor } from '../../../shared/actor.ts'
import type { Comment, commentTypes } from '../../../shared/entities/comment.ts'
import { AppError } from '../../../shared/errors.ts'

type CommentType = (typeof commentTypes)[number]

const forbidden = (sentence: string) => new AppError('forbidden', sentence, { error: 'permission' })

/** The type a comment gets when its writer names none. */
export const standardType = (actor: Actor): CommentType => (actor.role === 'VIEWER' ? 'biostat' : 'programming')

/** @throws AppError `forbidden` for a kind the actor's role may not write */
export function expectMayWrite(actor: Actor, type: CommentType): void {
  if (actor.role === 'VIEWER' && type.toLowerCase() !== 'biostat') {
    throw forbidden(`Your role VIEWER may write comments of type biostat only, not ${type}.`)
  }
}

/** @throws AppError `forbidden` when the actor neither wrote the comment nor is an administrator */
export function expectMayChange(actor: Actor, subject: Comment): void {
  if (actor.id === subject.user_id || actor.role === 'ADMIN') return
  throw forbidden('Only the author of a comment or an administrator may change or delete it.')
}
