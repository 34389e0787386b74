// On whose behalf something is done. Every change names one.
import type { UserRole } from './entities/user.ts'

export interface Actor {
  /** Null only for the program itself (first start, migrations). */
  id: number | null
  name: string
  role: UserRole
  session_id: string | null
  /** Where the request came from; null inside the program. */
  client_address: string | null
  /** Signed in with a password that somebody else set: may choose another one, and nothing else until then. */
  must_change_password?: boolean
}

export const SYSTEM_ACTOR: Actor = { id: null, name: 'PEARL', role: 'ADMIN', session_id: null, client_address: null }
