// What an administrator sees and does of people's ways in: a new password, a token to choose one, the sessions that are
// open, and the report of who has access (protocol 2.4 and beyond). What is done is recorded in the transaction that does it.
import type { FastifyRequest } from 'fastify'
import type { Account } from '../../../shared/actions/people.ts'
import { setPassword } from '../../../shared/actions/auth.ts'
import { user, type User } from '../../../shared/entities/user.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { recordEvent } from '../../features/audit-events/record.ts'
import { openCounts } from '../../features/people/open-work.ts'
import { readRow, readRows } from '../../store/rows.ts'
import type { App, Dependencies } from '../app-types.ts'
import { idParams } from '../params.ts'
import { accessReport } from './access-report.ts'
import { createResetToken, setPasswordHash, signInFacts } from './credentials.ts'
import { LAUNCH_SESSION } from './open-authentication.ts'
import { readablePassword } from './passwords.ts'

/** Registers `/accounts` and `/users/:user_id/...` below the prefix of `app`. */
export function accountRoutes(
  app: App,
  { store, authentication }: Pick<Dependencies, 'store' | 'authentication'>,
): void {
  const { sessions, passwords } = authentication
  const { db } = store
  const params = idParams('user_id')
  const about = <S extends object>(summary: string, schema: S) => ({
    config: { policy: 'admin' as const },
    schema: { summary, ...schema },
  })

  app.get('/accounts', about('List: how people get in, and what is open with them', {}), (_request, reply) => {
    const counts = openCounts(db)
    const accounts = readRows(db, user, 'true ORDER BY username').map(({ id }): Account => {
      const open = sessions.list(id)
      return {
        user_id: id,
        ...signInFacts(db, id),
        sessions: open.length,
        last_seen_at:
          open
            .map(({ last_seen_at }) => last_seen_at)
            .sort()
            .at(-1) ?? null,
        ...(counts.get(id) ?? { open_production: 0, open_qc: 0 }),
      }
    })
    return reply.send(accounts)
  })

  app.post('/accounts/report', about('Export: who has access, as a text file', {}), (request, reply) => {
    store.transact(request.actor, (tx) => recordEvent(tx, { kind: 'access_report_exported' }))
    const name = `access-report-${new Date().toISOString().slice(0, 10)}.csv`
    return reply.send({ name, text: accessReport(db, sessions) })
  })

  app.post(
    '/users/:user_id/reset-password',
    about('Set the password of a person, or make one up', { params, body: setPassword }),
    async (request) => {
      const person = personOf(request.params.user_id)
      expectNotOneself(request, person)
      const { new_password, must_change } = request.body
      const password = new_password ?? readablePassword()
      const hash = await passwords.hash(password, 'new_password')
      store.transact(request.actor, (tx) => {
        const { id, username } = tx.get(user, person.id)
        setPasswordHash(tx.db, id, hash, must_change && id !== request.actor.id)
        recordEvent(tx, { kind: 'password_reset', about: { id, username } })
        sessions.endAllOf(id, request.actor.session_id)
      })
      return {
        message: 'Password has been reset successfully',
        password: new_password === undefined ? password : null,
      }
    },
  )

  app.post(
    '/users/:user_id/reset-token',
    about('Make a token with which a person sets a password once', { params }),
    (request, reply) => {
      const person = personOf(request.params.user_id)
      if (!person.is_active) {
        throw new AppError('invalid', 'The account is deactivated. Activate it first (is_active: true).')
      }
      const token = store.transact(request.actor, (tx) => {
        recordEvent(tx, { kind: 'password_token_made', about: person })
        return createResetToken(tx.db, person.id, new Date())
      })
      return reply.send(token)
    },
  )

  app.get('/users/:user_id/sessions', about('List: the sessions of a person', { params }), (request, reply) =>
    reply.send(sessions.list(personOf(request.params.user_id).id)),
  )

  app.delete('/users/:user_id/sessions', about('Delete: every session of a person', { params }), (request, reply) => {
    const person = personOf(request.params.user_id)
    const { length } = sessions.list(person.id)
    if (length > 0) {
      store.transact(request.actor, (tx) => {
        recordEvent(tx, { kind: 'session_ended', about: person, detail: `Everywhere: ${length}.` })
        sessions.endAllOf(person.id)
      })
    }
    return reply.code(204).send()
  })

  function personOf(id: number): User {
    const person = readRow(db, user, id)
    if (!person) throw notFound(user.label)
    return person
  }
}

/**
 * Whoever signed in by password changes it by telling it; a window left open must not be enough. The window of the host
 * itself is the way back for an owner who forgot theirs.
 */
function expectNotOneself({ actor }: FastifyRequest, person: User): void {
  if (person.id !== actor.id || actor.session_id === null || actor.session_id === LAUNCH_SESSION) return
  throw new AppError('invalid', 'Change your own password in the settings, where you are asked for the current one.')
}
