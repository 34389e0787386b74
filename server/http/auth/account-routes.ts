// What an administrator does with somebody's way in: a new password, a token to choose one, and the sessions that are open
// (protocol 2.4 and beyond).
import { setPassword } from '../../../shared/actions/auth.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { readRow } from '../../store/rows.ts'
import type { App, Dependencies } from '../app-types.ts'
import { idParams } from '../params.ts'
import { createResetToken, setPasswordHash } from './credentials.ts'

/** Registers `/users/:user_id/...` below the prefix of `app`. */
export function accountRoutes(
  app: App,
  { store, authentication }: Pick<Dependencies, 'store' | 'authentication'>,
): void {
  const { sessions, passwords } = authentication
  const params = idParams('user_id')
  const config = { policy: 'admin' } as const

  app.post(
    '/users/:user_id/reset-password',
    { config, schema: { summary: 'Set the password of a person', params, body: setPassword } },
    async (request) => {
      const { user_id } = request.params
      personOf(user_id)
      const { new_password } = request.body
      const hash = await passwords.hash(new_password)
      store.transact(request.actor, (tx) => {
        tx.get(user, user_id)
        setPasswordHash(tx.db, user_id, hash)
        sessions.endAllOf(user_id, request.actor.session_id)
      })
      return { message: 'Password has been reset successfully' }
    },
  )

  app.post(
    '/users/:user_id/reset-token',
    { config, schema: { summary: 'Make a token with which a person sets a password once', params } },
    (request, reply) => {
      const { user_id } = request.params
      if (!personOf(user_id).is_active) {
        throw new AppError('invalid', 'The account is deactivated. Activate it first (is_active: true).')
      }
      return reply.send(store.transact(request.actor, (tx) => createResetToken(tx.db, user_id, new Date())))
    },
  )

  app.get(
    '/users/:user_id/sessions',
    { config, schema: { summary: 'List: the sessions of a person', params } },
    (request, reply) => reply.send(sessions.list(personOf(request.params.user_id).id)),
  )

  function personOf(id: number) {
    const person = readRow(store.db, user, id)
    if (!person) throw notFound(user.label)
    return person
  }
}
