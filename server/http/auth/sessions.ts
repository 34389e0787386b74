// Who is signed in. A session is one sign-in of one person on one device: a short access token, a refresh token that is
// replaced at every use, and an end that takes effect at once. Rows hold digests only; what requests need is kept in
// memory, so that a request costs a digest and a look into a map.
import type Database from 'better-sqlite3'
import type { Actor } from '../../../shared/actor.ts'
import type { UserRole } from '../../../shared/entities/user.ts'
import { prepared } from '../../db/statements.ts'
import { digest, newRefreshToken, newSecret, nextRefreshToken, sameDigest, sessionOfRefreshToken } from './tokens.ts'

/** Lifetimes in milliseconds (protocol 2.2). */
export const ACCESS_LIFETIME = 15 * 60_000
export const REFRESH_LIFETIME = 7 * 24 * 60 * 60_000

export interface Client {
  address: string | null
  user_agent: string | null
}

export interface Tokens {
  access_token: string
  refresh_token: string
  token_type: 'bearer'
}

/** A session as its person may see it. */
export interface SessionInfo {
  id: string
  created_at: string
  last_seen_at: string
  client_address: string | null
  user_agent: string | null
}

export interface Sessions {
  start(userId: number, client: Client): Tokens
  /** New tokens for the latest refresh token. An older one was copied: its session ends. Undefined when refused. */
  refresh(token: string): Tokens | undefined
  /** The person behind the digest of an access token that is valid now. */
  find(accessDigest: string, clientAddress: string | null): Actor | undefined
  list(userId: number): SessionInfo[]
  /** Whose session that is; undefined when there is none. */
  whose(id: string): number | undefined
  /** Ends one session; false when the person has no such session. Absent `userId`: anybody's. */
  end(id: string, userId?: number): boolean
  /** Ends every session of a person, but the one that is kept. */
  endAllOf(userId: number, keep?: string | null): void
  /** Forgets what is kept of a person, who is read anew at the next request; tells the listeners when asked to. */
  reconsider(userId: number, tell: boolean): void
  /** Writes when each session was last seen, and ends the ones that have expired. */
  tidy(): void
}

interface Row extends SessionInfo {
  user_id: number
  access_hash: string
  access_expires_at: string
  refresh_hash: string
  refresh_expires_at: string
}
interface LoadedSession {
  id: string
  user_id: number
  access_expires_at: string
  username: string
  role: UserRole
  must_change: number
}
interface Known {
  actor: Actor
  expires: number
  lastSeen: number
}

/** @param ended receives the ids of sessions that are no more, or whose person changed */
export function openSessions(
  db: Database.Database,
  now: () => Date,
  ended: (sessionIds: readonly string[]) => void,
): Sessions {
  /** By digest of the access token. */
  const known = new Map<string, Known>()
  const seen = new Map<string, number>()

  function forget(match: (actor: Actor) => boolean): void {
    for (const [key, { actor }] of known) if (match(actor)) known.delete(key)
  }

  function drop(ids: readonly string[]): void {
    if (ids.length === 0) return
    for (const id of ids) {
      prepared(db, 'DELETE FROM sessions WHERE id = ?').run(id)
      seen.delete(id)
    }
    const gone = new Set(ids)
    forget((actor) => gone.has(actor.session_id!))
    ended(ids)
  }

  const idsOf = (userId: number) =>
    prepared<{ id: string }>(db, 'SELECT id FROM sessions WHERE user_id = ?')
      .all(userId)
      .map(({ id }) => id)

  const whose = (id: string) =>
    prepared<{ user_id: number }>(db, 'SELECT user_id FROM sessions WHERE id = ?').get(id)?.user_id

  const lifetimes = () => {
    const at = now().getTime()
    return {
      access: new Date(at + ACCESS_LIFETIME).toISOString(),
      refresh: new Date(at + REFRESH_LIFETIME).toISOString(),
    }
  }

  function load(accessDigest: string): Known | undefined {
    const sql = `SELECT sessions.id, sessions.user_id, access_expires_at, username, role,
        coalesce(must_change, 0) AS must_change FROM sessions
      JOIN users ON users.id = sessions.user_id LEFT JOIN credentials ON credentials.user_id = sessions.user_id
      WHERE access_hash = +? AND is_active`
    const row = prepared<LoadedSession>(db, sql).get(accessDigest)
    if (!row) return undefined
    const { id, user_id, username, role, must_change } = row
    const actor: Actor = { id: user_id, name: username, role, session_id: id, client_address: null }
    if (must_change) actor.must_change_password = true
    const session = { actor, expires: Date.parse(row.access_expires_at), lastSeen: 0 }
    known.set(accessDigest, session)
    return session
  }

  return {
    start(userId, client) {
      const access_token = newSecret()
      const refresh = newRefreshToken()
      const at = now().toISOString()
      const { access, refresh: refreshUntil } = lifetimes()
      const sql = `INSERT INTO sessions (id, user_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at,
        client_address, user_agent, created_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      prepared(db, sql).run(
        refresh.session_id,
        userId,
        digest(access_token),
        access,
        digest(refresh.text),
        refreshUntil,
        client.address,
        client.user_agent,
        at,
        at,
      )
      return { access_token, refresh_token: refresh.text, token_type: 'bearer' }
    },

    refresh(token) {
      const id = sessionOfRefreshToken(token)
      const next = nextRefreshToken(token)
      if (id === undefined || next === undefined) return undefined
      const sql = `SELECT refresh_hash, refresh_expires_at, access_hash, is_active FROM sessions
        JOIN users ON users.id = user_id WHERE sessions.id = +?`
      const row = prepared<Row & { is_active: number }>(db, sql).get(id)
      if (!row) return undefined
      const isLatest = sameDigest(row.refresh_hash, digest(token))
      if (!isLatest || row.refresh_expires_at <= now().toISOString() || !row.is_active) {
        drop([id])
        return undefined
      }
      const access_token = newSecret()
      const { access, refresh } = lifetimes()
      prepared(
        db,
        `UPDATE sessions SET access_hash = ?, access_expires_at = ?, refresh_hash = ?, refresh_expires_at = ? WHERE id = ?`,
      ).run(digest(access_token), access, digest(next.text), refresh, id)
      known.delete(row.access_hash)
      return { access_token, refresh_token: next.text, token_type: 'bearer' }
    },

    find(accessDigest, clientAddress) {
      const session = known.get(accessDigest) ?? load(accessDigest)
      const at = now().getTime()
      if (!session || session.expires <= at) return undefined
      seen.set(session.actor.session_id!, at)
      if (session.actor.client_address !== clientAddress) {
        session.actor = { ...session.actor, client_address: clientAddress }
      }
      return session.actor
    },

    list: (userId) =>
      prepared<SessionInfo>(
        db,
        `SELECT id, created_at, last_seen_at, client_address, user_agent FROM sessions
          WHERE user_id = ? ORDER BY created_at DESC`,
      )
        .all(userId)
        .map((row) => ({ ...row, last_seen_at: new Date(seen.get(row.id) ?? row.last_seen_at).toISOString() })),

    whose,

    end(id, userId) {
      const owner = whose(id)
      if (owner === undefined || (userId !== undefined && owner !== userId)) return false
      drop([id])
      return true
    },

    endAllOf: (userId, keep) => drop(idsOf(userId).filter((id) => id !== keep)),

    reconsider(userId, tell) {
      forget((actor) => actor.id === userId)
      if (tell) ended(idsOf(userId))
    },

    tidy() {
      const note = prepared(db, 'UPDATE sessions SET last_seen_at = ? WHERE id = ?')
      db.transaction(() => {
        for (const [id, at] of seen) note.run(new Date(at).toISOString(), id)
      })()
      seen.clear()
      const sql = `SELECT sessions.id FROM sessions LEFT JOIN users ON users.id = user_id
        WHERE refresh_expires_at <= ? OR is_active IS NOT TRUE`
      drop(
        prepared<{ id: string }>(db, sql)
          .all(now().toISOString())
          .map(({ id }) => id),
      )
    },
  }
}
