// Signing in and out, and the own password (protocol 2.3). Replies never say whether an account exists, never carry a hash,
// and are never kept for a retry: they hold tokens.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  changePassword,
  forgotPassword,
  login,
  refresh,
  register,
  resetPassword,
} from '../../../shared/actions/auth.ts'
import type { Actor } from '../../../shared/actor.ts'
import { user, type User } from '../../../shared/entities/user.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import type { Policy } from '../../../shared/policy.ts'
import { readRow, readRows } from '../../store/rows.ts'
import type { App, Dependencies } from '../app-types.ts'
import { presentedBy } from './bearer.ts'
import { noteLogin, passwordHashOf, setPasswordHash, userOfResetToken } from './credentials.ts'

const MAX_USER_AGENT = 200

/** Registers `/auth/...` below the prefix of `app`. */
export function authRoutes(app: App, { store, authentication }: Pick<Dependencies, 'store' | 'authentication'>): void {
  const { sessions, passwords, throttle } = authentication
  const { db } = store

  app.post('/auth/login', about('public', 'Sign in', login), async (request) => {
    const { username, password } = request.body as z.output<typeof login>
    const find = () => readRows(db, user, 'username = ?', username)[0]
    const isRight = await throttle.attempt(username, request.ip, () => {
      const person = find()
      return passwords.matches(password, person ? passwordHashOf(db, person.id) : null)
    })
    // Read again: the person may have been changed while the password was checked.
    const person = find()
    if (!isRight || !person) throw new AppError('unauthenticated', 'Incorrect username or password')
    if (!person.is_active) throw new AppError('forbidden', 'Inactive user account')
    const tokens = store.transact(actorOf(person, request), (tx) => {
      noteLogin(db, person.id, tx.at)
      return sessions.start(person.id, { address: request.ip, user_agent: userAgentOf(request) })
    })
    request.log.info({ user_id: person.id }, 'Signed in')
    return { ...tokens, user: authUser(person) }
  })

  app.post('/auth/register', about('admin', 'Create: an account with a password', register), async (request) => {
    const { password, confirm_password: _, ...values } = request.body as z.output<typeof register>
    if (readRows(db, user, 'username = ?', values.username).length > 0) {
      throw new AppError('invalid', 'Username already registered')
    }
    if (readRows(db, user, 'email = ?', values.email).length > 0) {
      throw new AppError('invalid', 'Email already registered')
    }
    const hash = await passwords.hash(password)
    return store.transact(request.actor, (tx) => {
      const person = tx.insert(user, values)
      setPasswordHash(tx.db, person.id, hash)
      return authUser(person)
    })
  })

  app.post('/auth/refresh', about('public', 'New tokens for a refresh token', refresh), (request, reply) => {
    const tokens = sessions.refresh((request.body as z.output<typeof refresh>).refresh_token)
    if (!tokens) throw new AppError('unauthenticated', 'Invalid token')
    return reply.send(tokens)
  })

  app.post('/auth/logout', about('public', 'Sign out: ends the session'), (request, reply) => {
    const presented = presentedBy(request.headers)
    const actor = presented.kind === 'token' ? authentication.actorOf(presented.token, request.ip) : undefined
    if (actor?.session_id) sessions.end(actor.session_id)
    return reply.send({ message: 'Successfully logged out' })
  })

  app.get('/auth/me', about('viewer', 'Read: who is signed in'), (request, reply) => reply.send(authUser(me(request))))

  app.post('/auth/forgot-password', about('public', 'How to get a new password', forgotPassword), (_request, reply) =>
    reply.send({
      message: 'If an account with that email exists, an administrator of this host can set a new password for it.',
      detail: null,
    }),
  )

  app.post(
    '/auth/reset-password',
    about('public', 'Set a password with a reset token', resetPassword),
    async (request) => {
      const { token, new_password } = request.body as z.output<typeof resetPassword>
      const known = () => {
        const id = userOfResetToken(db, token, new Date())
        if (id === undefined) throw new AppError('invalid', 'Invalid or expired reset token')
        return id
      }
      known()
      const hash = await passwords.hash(new_password)
      store.transact(actorOf(readRow(db, user, known())!, request), (tx) => {
        const id = known()
        setPasswordHash(tx.db, id, hash)
        sessions.endAllOf(id)
      })
      return { message: 'Password has been reset successfully' }
    },
  )

  app.post('/auth/change-password', about('viewer', 'Change the own password', changePassword), async (request) => {
    const { current_password, new_password } = request.body as z.output<typeof changePassword>
    const person = me(request)
    const isRight = await throttle.attempt(person.username, request.ip, () =>
      passwords.matches(current_password, passwordHashOf(db, person.id)),
    )
    if (!isRight) throw new AppError('invalid', 'Current password is incorrect')
    const hash = await passwords.hash(new_password)
    store.transact(request.actor, (tx) => {
      setPasswordHash(tx.db, person.id, hash)
      sessions.endAllOf(person.id, request.actor.session_id)
    })
    return { message: 'Password changed successfully' }
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
      const whose = actor.role === 'ADMIN' ? undefined : actor.id!
      if (!sessions.end(request.params.session_id, whose)) throw notFound('Session')
      return reply.code(204).send()
    },
  )

  for (const path of ['/auth/login/:provider', '/auth/callback/:provider']) {
    app.get(
      path,
      { config: { policy: 'public' }, schema: { summary: 'Sign in elsewhere: not offered', params: providerParams } },
      (request) => {
        const { provider } = request.params
        throw new AppError('invalid', `OAuth provider '${provider}' is not configured`)
      },
    )
  }

  function me(request: FastifyRequest): User {
    const person = request.actor.id === null ? undefined : readRow(db, user, request.actor.id)
    if (!person) throw new AppError('unauthenticated', 'User not found')
    return person
  }
}

const sessionParams = z.object({ session_id: z.string().max(100) })
const providerParams = z.object({ provider: z.string().max(100) })

const about = (policy: Policy, summary: string, body?: z.ZodType) => ({
  config: { policy },
  schema: { summary, ...(body && { body }) },
})

/** The person as the subject of what they do before they have a session. */
const actorOf = (person: User, request: FastifyRequest): Actor => ({
  id: person.id,
  name: person.username,
  role: person.role,
  session_id: null,
  client_address: request.ip,
})

const userAgentOf = ({ headers }: FastifyRequest) => headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null

/** A person as the sign-in endpoints show them (protocol 2.3). */
const authUser = (person: User) => ({ ...person, auth_provider: 'local' })
