// Who may call what: anybody, any signed-in person, or that role and the ones above it (protocol 5.6).
import type { UserRole } from './entities/user.ts'

export type Policy = 'public' | 'viewer' | 'editor' | 'admin'

const rank: Record<UserRole, number> = { VIEWER: 1, EDITOR: 2, ADMIN: 3 }
const needed: Record<Exclude<Policy, 'public'>, number> = { viewer: 1, editor: 2, admin: 3 }

/** Whether a person of this role passes the policy. */
export function allows(policy: Policy, role: UserRole): boolean {
  return policy === 'public' || rank[role] >= needed[policy]
}
