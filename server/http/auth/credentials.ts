// The table of credentials: the only statements that read or write a password hash or a reset token. Call the writing ones
// inside a transaction of the store, so that a person and the password change together.
import type Database from 'better-sqlite3'
import { prepared } from '../../db/statements.ts'
import { digest, newSecret } from './tokens.ts'

/** How long a reset token can be used, in milliseconds (protocol 2.3). */
const RESET_WITHIN = 60 * 60_000

/** The stored hash; null for somebody who has none and so cannot sign in by password. */
export function passwordHashOf(db: Database.Database, userId: number): string | null {
  const sql = 'SELECT password_hash FROM credentials WHERE user_id = ?'
  return prepared<{ password_hash: string | null }>(db, sql).get(userId)?.password_hash ?? null
}

/** Whether any active administrator can sign in by password. */
export function someAdminHasPassword(db: Database.Database): boolean {
  const sql = `SELECT 1 FROM users JOIN credentials ON user_id = users.id
    WHERE role = 'ADMIN' AND is_active AND password_hash IS NOT NULL LIMIT 1`
  return prepared(db, sql).get() !== undefined
}

/**
 * Sets the password; a reset token that was waiting is void.
 * @param mustChange it was chosen by somebody else, so its owner has to choose another one at the next sign-in
 */
export function setPasswordHash(db: Database.Database, userId: number, hash: string, mustChange = false): void {
  const sql = `INSERT INTO credentials (user_id, password_hash, must_change) VALUES (?, ?, ?)
    ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash, must_change = excluded.must_change,
      reset_token_hash = NULL, reset_expires_at = NULL`
  prepared(db, sql).run(userId, hash, Number(mustChange))
}

export interface SignInFacts {
  has_password: boolean
  must_change_password: boolean
  /** UTC; null for somebody who never signed in by password. */
  last_login_at: string | null
}

const NO_SIGN_IN: SignInFacts = { has_password: false, must_change_password: false, last_login_at: null }

/** What may be told of somebody's way in. */
export function signInFacts(db: Database.Database, userId: number): SignInFacts {
  const sql = `SELECT password_hash IS NOT NULL AS has_password, must_change, last_login_at
    FROM credentials WHERE user_id = ?`
  type Stored = { has_password: number; must_change: number; last_login_at: string | null }
  const stored = prepared<Stored>(db, sql).get(userId)
  if (!stored) return NO_SIGN_IN
  const { has_password, must_change, last_login_at } = stored
  return { has_password: has_password === 1, must_change_password: must_change === 1, last_login_at }
}

export function noteLogin(db: Database.Database, userId: number, at: string): void {
  prepared(db, 'UPDATE credentials SET last_login_at = ? WHERE user_id = ?').run(at, userId)
}

/** A new token with which the person can set a password once, within an hour; an earlier one is void. */
export function createResetToken(
  db: Database.Database,
  userId: number,
  now: Date,
): { token: string; expires_at: string } {
  const token = newSecret()
  const expires_at = new Date(now.getTime() + RESET_WITHIN).toISOString()
  const sql = `INSERT INTO credentials (user_id, reset_token_hash, reset_expires_at) VALUES (?, ?, ?)
    ON CONFLICT (user_id) DO UPDATE SET reset_token_hash = excluded.reset_token_hash, reset_expires_at = excluded.reset_expires_at`
  prepared(db, sql).run(userId, digest(token), expires_at)
  return { token, expires_at }
}

/** The active person a reset token was made for, unless it has expired or was used. */
export function userOfResetToken(db: Database.Database, token: string, now: Date): number | undefined {
  const sql = `SELECT user_id FROM credentials JOIN users ON users.id = user_id
    WHERE reset_token_hash = +? AND reset_expires_at > +? AND is_active`
  return prepared<{ user_id: number }>(db, sql).get(digest(token), now.toISOString())?.user_id
}

export function removeCredentials(db: Database.Database, userId: number): void {
  prepared(db, 'DELETE FROM credentials WHERE user_id = ?').run(userId)
}
