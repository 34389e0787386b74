// Who is behind a request of the sign-in routes, how they are shown, and how what they did is recorded.
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../../../shared/actor.ts'
import { user, type User } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Policy } from '../../../shared/policy.ts'
import { recordEvent, type RecordedEvent } from '../../features/audit-events/record.ts'
import { readRow } from '../../store/rows.ts'
import type { Dependencies } from '../app-types.ts'
import { signInFacts } from './credentials.ts'

/** `early`: also for somebody who has to choose another password first. */
export const about = (
  policy: Policy,
  summary: string,
  { body, early }: { body?: z.ZodType; early?: boolean } = {},
) => ({
  config: { policy, ...(early && { beforePasswordChange: true }) },
  schema: { summary, ...(body && { body }) },
})

export function openCallers({ store, config }: Pick<Dependencies, 'store' | 'config'>) {
  const { db } = store

  function personOf(id: number | null | undefined): User | undefined {
    return id == null ? undefined : readRow(db, user, id)
  }

  return {
    personOf,

    /** @throws AppError `unauthenticated` */
    me({ actor }: FastifyRequest): User {
      const person = personOf(actor.id)
      if (!person) throw new AppError('unauthenticated', 'User not found')
      return person
    },

    /** A person as the sign-in endpoints show them (protocol 2.3), and how they stand with their password. */
    authUser(person: User) {
      const { has_password, must_change_password } = signInFacts(db, person.id)
      return { ...person, auth_provider: 'local', has_password, must_change_password }
    },

    /** Records what is no part of another transaction; in a copy that is only read nothing is. */
    note(actor: Actor, event: RecordedEvent): void {
      if (!config.readOnly) store.transact(actor, (tx) => recordEvent(tx, event))
    },
  }
}
