// Newcomers who ask for an account, and the table in which they wait. What they chose as a password is hashed before it is
// kept. Whether a user name exists already is not told here, but to the administrator who approves.
import type Database from 'better-sqlite3'
import type { z } from 'zod'
import type { accessStatus, AccessRequest, askForAccess } from '../../../shared/actions/hosting.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { digest, newSecret } from '../auth/tokens.ts'

/** Newcomers who may wait at once. */
const MOST_WAITING = 50

type Status = z.infer<typeof accessStatus>['status']
export interface StoredRequest extends AccessRequest {
  password_hash: string
  status: Status
}

const columns = 'id, username, display_name, note, password_hash, address, asked_at, status'

export function listWaiting(db: Database.Database): AccessRequest[] {
  const sql = `SELECT id, username, display_name, note, address, asked_at FROM access_requests WHERE status = 'waiting' ORDER BY id`
  return prepared<AccessRequest>(db, sql).all()
}

/** @throws AppError `too_many_requests` when too many wait already */
export function expectRoom(db: Database.Database): void {
  if (listWaiting(db).length < MOST_WAITING) return
  throw new AppError(
    'too_many_requests',
    'Too many people are waiting to be let in. Ask the owner of the host to look at the list, then try again.',
    { retry_after: 60 },
  )
}

/**
 * Keeps a request. @returns the token with which the newcomer asks how it stands
 * @throws AppError `too_many_requests` when too many wait: others may have come while the password was hashed
 */
export function keepRequest(
  db: Database.Database,
  { username, display_name, note }: z.output<typeof askForAccess>,
  { passwordHash, address, at }: { passwordHash: string; address: string; at: string },
): string {
  expectRoom(db)
  const token = newSecret()
  const sql = `INSERT INTO access_requests (token_hash, username, display_name, note, password_hash, address, asked_at, status)
    VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')`
  prepared(db, sql).run(digest(token), username, display_name, note, passwordHash, address, at)
  return token
}

/** How the request of that token stands. @throws AppError `not_found` */
export function statusOf(db: Database.Database, token: string): Status {
  const sql = 'SELECT status FROM access_requests WHERE token_hash = +?'
  const row = prepared<{ status: Status }>(db, sql).get(digest(token))
  if (!row) throw notFound('Request')
  return row.status
}

/** A request that still waits. @throws AppError `not_found` */
export function waitingRequest(db: Database.Database, id: number): StoredRequest {
  const sql = `SELECT ${columns} FROM access_requests WHERE id = +? AND status = 'waiting'`
  const row = prepared<StoredRequest>(db, sql).get(id)
  if (!row) throw notFound('Request')
  return row
}

/** The password is forgotten with the decision. */
export function decide(db: Database.Database, id: number, status: Exclude<Status, 'waiting'>): void {
  prepared(db, `UPDATE access_requests SET status = ?, password_hash = '' WHERE id = ?`).run(status, id)
}
