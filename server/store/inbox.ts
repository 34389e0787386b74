// What people are told of: written in the transaction of the change itself, so that what is told happened and what happened
// is told. One entry for each person, row and transaction; the strongest reason stays.
import type Database from 'better-sqlite3'
import type { Actor } from '../../shared/actor.ts'
import { isStronger, type ConcernKind } from '../../shared/domain/inbox.ts'
import { prepared } from '../db/statements.ts'

/** A change of a tracker row, or of what hangs on it, concerns this person. */
export interface Concern {
  user_id: number
  kind: ConcernKind
  tracker_id: number
  comment_id?: number
}

/** Tells everybody but the one who did it; of what the program does by itself nobody is told. Returns who was told. */
export function deliver(
  db: Database.Database,
  { actor, at }: { actor: Actor; at: string },
  concerns: readonly Concern[],
): number[] {
  const told = actor.id === null ? [] : concerns.filter(({ user_id }) => user_id !== actor.id)
  for (const { user_id, kind, tracker_id, comment_id = null } of told) {
    const held = prepared<{ id: number; kind: ConcernKind }>(
      db,
      'SELECT id, kind FROM inbox_entries WHERE user_id = ? AND tracker_id = ? AND at = ?',
    ).get(user_id, tracker_id, at)
    if (!held) {
      prepared(
        db,
        `INSERT INTO inbox_entries (user_id, kind, at, actor_id, actor_name, tracker_id, comment_id)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(user_id, kind, at, actor.id, actor.name.toWellFormed(), tracker_id, comment_id)
    } else {
      prepared(db, 'UPDATE inbox_entries SET kind = ?, comment_id = coalesce(comment_id, ?) WHERE id = ?').run(
        isStronger(kind, held.kind) ? kind : held.kind,
        comment_id,
        held.id,
      )
    }
  }
  return told.map(({ user_id }) => user_id)
}

/** Marks what this person was told of as read: those entries, or all up to `through`. */
export function markRead(
  db: Database.Database,
  userId: number,
  at: string,
  { ids, through }: { ids: readonly number[]; through: number },
): void {
  prepared(
    db,
    `UPDATE inbox_entries SET read_at = ? WHERE user_id = ? AND read_at IS NULL
     AND (id <= ? OR id IN (SELECT value FROM json_each(?)))`,
  ).run(at, userId, through, JSON.stringify(ids))
}

/** Makes entries unread again. */
export function markUnread(db: Database.Database, userId: number, ids: readonly number[]): void {
  prepared(
    db,
    'UPDATE inbox_entries SET read_at = NULL WHERE user_id = ? AND id IN (SELECT value FROM json_each(?))',
  ).run(userId, JSON.stringify(ids))
}
