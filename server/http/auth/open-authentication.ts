// Opens the authentication of a server: who a token belongs to. (Provisional until the sessions are in place.)
import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../../shared/actor.ts'
import { user } from '../../../shared/entities/user.ts'
import type { ServerConfig } from '../../config.ts'
import { readRows } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Authentication } from './authentication.ts'

export function openAuthentication(store: Store, config: ServerConfig): Authentication & { close(): Promise<void> } {
  const owner = (client_address: string | null): Actor | undefined => {
    const row = readRows(store.db, user, "role = 'ADMIN' AND is_active ORDER BY id LIMIT 1")[0]
    return row && { id: row.id, name: row.username, role: row.role, session_id: 'launch', client_address }
  }
  return {
    actorOf(token, address) {
      const secret = Buffer.from(config.launchSecret ?? '')
      const given = Buffer.from(token)
      return secret.length > 0 && secret.length === given.length && timingSafeEqual(secret, given) ? owner(address) : undefined
    },
    anonymous: (address) => (config.open ? owner(address) : undefined),
    onSessionsEnded() {},
    async close() {},
  }
}
