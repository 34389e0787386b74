// Answers what a person was told of and what they have read. Everything here is the caller's own.
import * as contract from '../../../shared/actions/inbox.ts'
import type { Actor } from '../../../shared/actor.ts'
import { EVERYWHERE, readKinds } from '../../../shared/domain/read-positions.ts'
import { AppError } from '../../../shared/errors.ts'
import { markRead, markUnread } from '../../store/inbox.ts'
import { beginningOf, moveReadPosition, readPositionsOf } from '../../store/read-positions.ts'
import { reads, writes, type Handler } from '../handler.ts'
import { inboxOf, unreadCount } from './entries.ts'

/** @throws AppError `forbidden` when nobody is behind the request */
function personOf({ id }: Actor): number {
  if (id === null) throw new AppError('forbidden', 'Only a person has an inbox; sign in first.')
  return id
}

export const inboxHandlers: readonly Handler[] = [
  reads(contract.listInbox, ({ db, actor }, { query }) => {
    const me = personOf(actor)
    const entries = inboxOf(db, me, { ...query, limit: query.limit + 1 })
    const page = entries.slice(0, query.limit)
    return {
      entries: page,
      next: entries.length > page.length ? page.at(-1)!.id : null,
      unread: unreadCount(db, me),
    }
  }),
  writes(contract.markInboxRead, (tx, { body }) => {
    const me = personOf(tx.actor)
    markRead(tx.db, me, tx.at, body)
    tx.tell(me)
    return { unread: unreadCount(tx.db, me) }
  }),
  writes(contract.markInboxUnread, (tx, { body }) => {
    const me = personOf(tx.actor)
    markUnread(tx.db, me, body.ids)
    tx.tell(me)
    return { unread: unreadCount(tx.db, me) }
  }),
  reads(contract.listReadPositions, ({ db, actor }) => {
    const me = personOf(actor)
    const positions = readPositionsOf(db, me)
    const missing = readKinds.filter(
      (kind) => !positions.some((own) => own.kind === kind && own.subject_id === EVERYWHERE),
    )
    return [
      ...missing.map((kind) => ({ kind, subject_id: EVERYWHERE, position: beginningOf(db, me, kind), at: null })),
      ...positions,
    ]
  }),
  writes(contract.setReadPosition, (tx, { body }) => {
    const me = personOf(tx.actor)
    moveReadPosition(tx.db, me, { ...body, at: tx.at })
    tx.tell(me)
    return { ...body, at: tx.at }
  }),
]
