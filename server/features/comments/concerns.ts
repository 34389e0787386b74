// Whom a comment concerns: who is named in it, who wrote in its thread, and who works on its row. An edit concerns only those
// whom it names for the first time.
import { mentionedIn } from '../../../shared/domain/mentions.ts'
import { comment, type Comment } from '../../../shared/entities/comment.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import type { Concern } from '../../store/inbox.ts'
import type { Transaction } from '../../store/store.ts'

/** Authors of the comments that this one answers, up to the one that began the thread. */
function answeredAuthors(tx: Transaction, { parent_comment_id }: Comment): number[] {
  const parent = parent_comment_id === null ? undefined : tx.find(comment, parent_comment_id)
  return parent ? [parent.user_id, ...answeredAuthors(tx, parent)] : []
}

function namedPeople(tx: Transaction, text: string): number[] {
  if (!text.includes('@')) return []
  const people = tx.rows(user, 'is_active = 1 ORDER BY id')
  const usernames = people.map(({ username }) => username)
  const named = mentionedIn(text, usernames)
  return people.flatMap(({ id, username }) => (named.has(username) ? id : []))
}

export function concernsOfComment(tx: Transaction, before: Comment | null, after: Comment): Concern[] {
  const about = (kind: Concern['kind']) => (user_id: number) => ({
    user_id,
    kind,
    tracker_id: after.tracker_id,
    comment_id: after.id,
  })
  const named = namedPeople(tx, after.comment_text)
  if (before) {
    const known = new Set(namedPeople(tx, before.comment_text))
    return named.filter((id) => !known.has(id)).map(about('mentioned'))
  }
  const row = tx.find(tracker, after.tracker_id)
  const working = [row?.production_programmer_id, row?.qc_programmer_id].filter((id) => id != null)
  return [
    ...named.map(about('mentioned')),
    ...answeredAuthors(tx, after).map(about('replied')),
    ...working.map(about('commented')),
  ]
}
