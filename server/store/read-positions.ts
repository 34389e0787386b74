// How far each person has read. A position only moves forward, so a window that knows less takes nothing back.
import type Database from 'better-sqlite3'
import type { ReadPosition } from '../../shared/actions/inbox.ts'
import { EVERYWHERE, type ReadKind } from '../../shared/domain/read-positions.ts'
import { prepared } from '../db/statements.ts'

/** Moves a position forward; read everywhere, what was kept for single subjects below it goes. */
export function moveReadPosition(db: Database.Database, userId: number, moved: ReadPosition): void {
  const { kind, subject_id, position, at } = moved
  prepared(
    db,
    `INSERT INTO read_positions (user_id, kind, subject_id, position, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET position = max(position, excluded.position), at = excluded.at`,
  ).run(userId, kind, subject_id, position, at)
  if (subject_id !== EVERYWHERE) return
  prepared(db, 'DELETE FROM read_positions WHERE user_id = ? AND kind = ? AND subject_id <> 0 AND position <= ?').run(
    userId,
    kind,
    position,
  )
}

export function readPositionsOf(db: Database.Database, userId: number): ReadPosition[] {
  return prepared<ReadPosition>(
    db,
    'SELECT kind, subject_id, position, at FROM read_positions WHERE user_id = ? ORDER BY kind, subject_id',
  ).all(userId)
}

/** Where somebody begins who has read nothing yet: what is older than their account is not new to them. */
export function beginningOf(db: Database.Database, userId: number, kind: ReadKind): number {
  const sql =
    kind === 'comments'
      ? `SELECT coalesce(max(tracker_comments.id), 0) FROM tracker_comments JOIN users ON users.id = ?
         WHERE tracker_comments.created_at < users.created_at`
      : `SELECT coalesce(min(seq), 0) FROM changes WHERE entity = 'users' AND row_id = ?`
  return prepared<number>(db, sql).pluck().get(userId)!
}
