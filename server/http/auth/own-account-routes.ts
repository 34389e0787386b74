// What everybody may do about their own way in: another password, opening a locked window, and ending sessions (protocol 2.3
// and beyond). Each asks for the present password where a window left open must not be enough.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { changePassword, unlock } from '../../../shared/actions/auth.ts'
import type { User } from '../../../shared/entities/user.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { recordEvent } from '../../features/audit-events/record.ts'
import type { App, Dependencies } from '../app-types.ts'
import { about, openCallers } from './callers.ts'
import { passwordHashOf, setPasswordHash } from './credentials.ts'

const sessionParams = z.object({ session_id: z.string().max(100) })

/** Registers `/auth/...` below the prefix of `app`. */
export function ownAccountRoutes(
  app: App,
  { store, authentication, config }: Pick<Dependencies, 'store' | 'authentication' | 'config'>,
): void {
  const { sessions, passwords, throttle } = authentication
  const { db } = store
  const { personOf, me, note } = openCallers({ store, config })

  const changing = about('viewer', 'Change the own password', { body: changePassword, early: true })
  app.post('/auth/change-password', changing, async (request) => {
    const { current_password, new_password } = request.body as z.output<typeof changePassword>
    const person = me(request)
    if (!(await isOwnPassword(request, person, current_password))) {
      note(request.actor, { kind: 'password_change_refused', about: person, detail: 'Wrong current password.' })
      throw new AppError('invalid', 'Current password is incorrect')
    }
    if (request.actor.must_change_password && new_password === current_password) {
      throw new AppError('invalid', 'Choose another password than the one that was set for you.')
    }
    const hash = await passwords.hash(new_password, 'new_password')
    store.transact(request.actor, (tx) => {
      setPasswordHash(tx.db, person.id, hash)
      recordEvent(tx, { kind: 'password_changed', about: person })
      sessions.endAllOf(person.id, request.actor.session_id)
      sessions.reconsider(person.id, false)
    })
    return { message: 'Password changed successfully' }
  })

  app.post('/auth/unlock', about('viewer', 'Check the own password again', { body: unlock }), async (request) => {
    const person = me(request)
    if (!(await isOwnPassword(request, person, (request.body as z.output<typeof unlock>).password))) {
      note(request.actor, { kind: 'unlock_refused', about: person, detail: 'Wrong password.' })
      throw new AppError('invalid', 'This is not your password.')
    }
    note(request.actor, { kind: 'unlocked', about: person })
    return { message: 'Unlocked' }
  })

  app.get('/auth/sessions', about('viewer', 'List: the own sessions'), (request, reply) =>
    reply.send(
      sessions
        .list(me(request).id)
        .map((session) => ({ ...session, current: session.id === request.actor.session_id })),
    ),
  )

  app.delete(
    '/auth/sessions/:session_id',
    {
      ...about('viewer', 'Delete: a session, which ends it'),
      schema: { summary: 'Delete: a session', params: sessionParams },
    },
    (request, reply) => {
      const { actor } = request
      const { session_id } = request.params
      const owner = personOf(sessions.whose(session_id))
      if (!owner || (actor.role !== 'ADMIN' && owner.id !== actor.id)) throw notFound('Session')
      store.transact(actor, (tx) => {
        recordEvent(tx, { kind: 'session_ended', about: owner })
        sessions.end(session_id)
      })
      return reply.code(204).send()
    },
  )

  app.delete('/auth/sessions', about('viewer', 'Delete: the own sessions but this one'), (request, reply) => {
    const { actor } = request
    const person = me(request)
    const others = sessions.list(person.id).filter(({ id }) => id !== actor.session_id)
    if (others.length > 0) {
      store.transact(actor, (tx) => {
        recordEvent(tx, { kind: 'session_ended', about: person, detail: `Everywhere else: ${others.length}.` })
        sessions.endAllOf(person.id, actor.session_id)
      })
    }
    return reply.code(204).send()
  })

  function isOwnPassword(request: FastifyRequest, person: User, given: string): Promise<boolean> {
    return throttle.attempt(person.username, request.ip, () => passwords.matches(given, passwordHashOf(db, person.id)))
  }
}
