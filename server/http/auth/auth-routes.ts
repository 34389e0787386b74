// Signing in and out (protocol 2.3). Replies never say whether an account exists, never carry a hash,
// and are never kept for a retry: they hold tokens.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forgotPassword, login, refresh, register, resetPassword } from '../../../shared/actions/auth.ts'
import type { Actor } from '../../../shared/actor.ts'
import { user, type User } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import { recordEvent } from '../../features/audit-events/record.ts'
import { readRow, readRows } from '../../store/rows.ts'
import type { App, Dependencies } from '../app-types.ts'
import { presentedBy } from './bearer.ts'
import { about, openCallers } from './callers.ts'
import { noteLogin, passwordHashOf, setPasswordHash, userOfResetToken } from './credentials.ts'
import { sessionOfRefreshToken } from './tokens.ts'

const MAX_USER_AGENT = 200

/** Registers `/auth/...` below the prefix of `app`. */
export function authRoutes(
  app: App,
  { store, authentication, config }: Pick<Dependencies, 'store' | 'authentication' | 'config'>,
): void {
  const { sessions, passwords, throttle } = authentication
  const { db } = store
  const { personOf, me, note, authUser } = openCallers({ store, config })

  app.post('/auth/login', about('public', 'Sign in', { body: login }), async (request) => {
    const { username, password } = request.body as z.output<typeof login>
    const find = () => readRows(db, user, 'username = ?', username)[0]
    const isRight = await throttle.attempt(username, request.ip, () => {
      const person = find()
      return passwords.matches(password, person ? passwordHashOf(db, person.id) : null)
    })
    // Read again: the person may have been changed while the password was checked.
    const person = find()
    if (!isRight || !person) {
      // What was typed is not recorded: it may be a password in the wrong field.
      const kind = throttle.isResting(username) ? 'sign_in_slowed' : 'sign_in_refused'
      note(nobody(request), { kind, about: person, detail: person ? 'Wrong password.' : 'No such user name.' })
      throw new AppError('unauthenticated', 'Incorrect username or password')
    }
    if (!person.is_active) {
      note(nobody(request), { kind: 'sign_in_refused', about: person, detail: 'The account is not active.' })
      throw new AppError('forbidden', 'Inactive user account')
    }
    const tokens = store.transact(actorOf(person, request), (tx) => {
      noteLogin(db, person.id, tx.at)
      if (!config.readOnly) recordEvent(tx, { kind: 'signed_in', about: person, detail: userAgentOf(request) })
      return sessions.start(person.id, { address: request.ip, user_agent: userAgentOf(request) })
    })
    request.log.info({ user_id: person.id }, 'Signed in')
    return { ...tokens, user: authUser(person) }
  })

  app.post(
    '/auth/register',
    about('admin', 'Create: an account with a password', { body: register }),
    async (request) => {
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
        recordEvent(tx, { kind: 'password_reset', about: person })
        return authUser(person)
      })
    },
  )

  app.post('/auth/refresh', about('public', 'New tokens for a refresh token', { body: refresh }), (request, reply) => {
    const { refresh_token } = request.body as z.output<typeof refresh>
    const owner = personOf(sessions.whose(sessionOfRefreshToken(refresh_token) ?? ''))
    const tokens = sessions.refresh(refresh_token)
    if (!tokens && owner) {
      note(nobody(request), { kind: 'session_ended', about: owner, detail: 'Its token had expired or was used twice.' })
    }
    if (!tokens) throw new AppError('unauthenticated', 'Invalid token')
    return reply.send(tokens)
  })

  app.post('/auth/logout', about('public', 'Sign out: ends the session'), (request, reply) => {
    const presented = presentedBy(request.headers)
    const actor = presented.kind === 'token' ? authentication.actorOf(presented.token, request.ip) : undefined
    if (actor?.session_id && sessions.end(actor.session_id))
      note(actor, { kind: 'signed_out', about: personOf(actor.id) })
    return reply.send({ message: 'Successfully logged out' })
  })

  app.get('/auth/me', about('viewer', 'Read: who is signed in', { early: true }), (request, reply) =>
    reply.send(authUser(me(request))),
  )

  app.post(
    '/auth/forgot-password',
    about('public', 'How to get a new password', { body: forgotPassword }),
    (_request, reply) =>
      reply.send({
        message: 'If an account with that email exists, an administrator of this host can set a new password for it.',
        detail: null,
      }),
  )

  app.post(
    '/auth/reset-password',
    about('public', 'Set a password with a reset token', { body: resetPassword }),
    async (request) => {
      const { token, new_password } = request.body as z.output<typeof resetPassword>
      const known = () => {
        const id = userOfResetToken(db, token, new Date())
        if (id === undefined) throw new AppError('invalid', 'Invalid or expired reset token')
        return id
      }
      known()
      const hash = await passwords.hash(new_password, 'new_password')
      store.transact(actorOf(readRow(db, user, known())!, request), (tx) => {
        const id = known()
        setPasswordHash(tx.db, id, hash)
        recordEvent(tx, { kind: 'password_changed', about: tx.get(user, id), detail: 'With a token.' })
        sessions.endAllOf(id)
      })
      return { message: 'Password has been reset successfully' }
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
}

const providerParams = z.object({ provider: z.string().max(100) })

/** Whoever is at the other end: not signed in, so nobody yet. */
const nobody = ({ ip }: FastifyRequest): Actor => ({
  id: null,
  name: 'Not signed in',
  role: 'VIEWER',
  session_id: null,
  client_address: ip,
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
