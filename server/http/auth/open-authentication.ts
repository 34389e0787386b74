// Puts signing in together: sessions by token, the desktop window's launch secret, open mode, and what a change of a
// person means for all of them.
import type { Actor } from '../../../shared/actor.ts'
import { user } from '../../../shared/entities/user.ts'
import type { ServerConfig } from '../../config.ts'
import { readRows } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Authentication } from './authentication.ts'
import { openPasswords, shortestPassword } from './passwords.ts'
import { openSessions } from './sessions.ts'
import { createThrottle } from './throttle.ts'
import { digest, sameDigest } from './tokens.ts'

/** The session of the desktop window, in the audit trail and for its sockets. */
export const LAUNCH_SESSION = 'launch'
/** How often it is written when sessions were last seen, in milliseconds. */
const TIDY_EVERY = 60_000

/**
 * Opens authentication over a prepared workspace.
 * @param now the present moment; replaced in tests of lifetimes
 */
export function openAuthentication(
  store: Store,
  config: Pick<ServerConfig, 'open' | 'launchSecret'>,
  now = () => new Date(),
): Authentication {
  const listeners: ((sessionIds: readonly string[]) => void)[] = []
  const ended = (ids: readonly string[]) => listeners.forEach((listener) => listener(ids))
  const sessions = openSessions(store.db, now, ended)
  const passwords = openPasswords(shortestPassword(config.open))
  const throttle = createThrottle(() => now().getTime())
  const launchDigest = config.launchSecret === undefined ? undefined : digest(config.launchSecret)
  let owner: Actor | undefined

  /** The workspace's owner: the longest-standing active administrator. */
  function actAsOwner(sessionId: string | null, clientAddress: string | null): Actor | undefined {
    if (!owner) {
      const [row] = readRows(store.db, user, `role = 'ADMIN' AND is_active ORDER BY id LIMIT 1`)
      if (!row) return undefined
      owner = { id: row.id, name: row.username, role: row.role, session_id: null, client_address: null }
    }
    return { ...owner, session_id: sessionId, client_address: clientAddress }
  }

  sessions.tidy()
  const timer = setInterval(sessions.tidy, TIDY_EVERY)
  timer.unref()

  return {
    sessions,
    passwords,
    throttle,

    actorOf(token, clientAddress, fromNetwork = false) {
      const given = digest(token)
      if (!fromNetwork && launchDigest !== undefined && sameDigest(given, launchDigest))
        return actAsOwner(LAUNCH_SESSION, clientAddress)
      return sessions.find(given, clientAddress)
    },

    anonymous: (clientAddress) => (config.open ? actAsOwner(null, clientAddress) : undefined),

    onSessionsEnded: (listener) => listeners.push(listener),

    follow(changes) {
      for (const { entity, row_id, action, before, after } of changes) {
        if (entity !== user.name) continue
        const wasOwner = owner?.id === row_id
        owner = undefined
        if (action === 'create') continue
        const isGone = after === null || after.is_active === false
        const hasNewRole = before !== null && 'role' in before
        if (isGone) sessions.endAllOf(row_id)
        else sessions.reconsider(row_id, hasNewRole)
        if (wasOwner && (isGone || hasNewRole)) ended([LAUNCH_SESSION])
      }
    },

    async close() {
      clearInterval(timer)
      sessions.tidy()
      await passwords.close()
    },
  }
}
