// Replies kept with the write they belong to, so that a retry after a lost reply is answered and not done twice. Stored in
// the same transaction as the write: either both are on disk or neither.
import type Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import { prepared } from '../db/statements.ts'

/** How long a reply is kept, in days. */
const KEPT_DAYS = 7

export interface StoredReply {
  status: number
  body: string
}

/** Digest of what a request asks for; the same key with another request is a mistake of the client. */
export function requestHash(method: string, url: string, body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex')
}

/**
 * The reply already given to this key, if any, and the moment of its write.
 * @throws AppError `unprocessable` when the key was used for another request
 */
export function findReply(
  db: Database.Database,
  actorId: number,
  key: string,
  hash: string,
): (StoredReply & { at: string }) | undefined {
  const stored = prepared<StoredReply & { at: string; request_hash: string }>(
    db,
    'SELECT status, body, created_at AS at, request_hash FROM idempotency_keys WHERE actor_id = ? AND key = ?',
  ).get(actorId, key)
  if (stored && stored.request_hash !== hash) {
    throw new AppError(
      'unprocessable',
      'This Idempotency-Key was already used for another request; use a new key for each write.',
    )
  }
  return stored && { status: stored.status, body: stored.body, at: stored.at }
}

/** Keeps a reply; to be called inside the write's transaction. */
export function keepReply(
  db: Database.Database,
  entry: { actorId: number; key: string; hash: string; at: string } & StoredReply,
): void {
  prepared(
    db,
    'INSERT INTO idempotency_keys (key, actor_id, request_hash, status, body, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(entry.key, entry.actorId, entry.hash, entry.status, entry.body, entry.at)
}

/** Forgets replies older than a week. */
export function forgetOldReplies(db: Database.Database, now: Date): void {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString()
  prepared(db, 'DELETE FROM idempotency_keys WHERE created_at < ?').run(before)
}
