// What the rest of the server knows of signing in: who a token belongs to, and when that ends.
import type { Actor } from '../../../shared/actor.ts'
import type { Change } from '../../../shared/changes.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { Throttle } from './throttle.ts'

export interface Authentication {
  /**
   * The person behind a bearer token, or undefined for a token that is unknown, expired or of somebody deactivated. The
   * launch secret is good on this machine only.
   */
  actorOf(token: string, clientAddress: string | null, fromNetwork?: boolean): Actor | undefined
  /** Whom requests without a token act as: the owner when the server is open, nobody otherwise. */
  anonymous(clientAddress: string | null): Actor | undefined
  /** Calls `listener` with the ids of sessions that ended or whose person's role changed. */
  onSessionsEnded(listener: (sessionIds: readonly string[]) => void): void
  /** Draws the consequences of committed changes of people, whoever made them. To be called before they are announced. */
  follow(changes: readonly Change[]): void
  close(): Promise<void>

  /** For the sign-in routes only. */
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly throttle: Throttle
}
