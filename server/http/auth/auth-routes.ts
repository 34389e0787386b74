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
  unlock,
} from '../../../shared/actions/auth.ts'
import type { Actor } from '../../../shared/actor.ts'
import { user, type User } from '../../../shared/entities/user.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import type { Policy } from '../../../shared/policy.ts'
import { recordEvent, type RecordedEvent } from '../../features/audit-events/record.ts'
import { readRow, readRows } from '../../store/rows.ts'
import type { App, Dependencies } from '../app-types.ts'
import { presentedBy } from './bearer.ts'
import { noteLogin, passwordHashOf, setPasswordHash, signInFacts, userOfResetToken } from './credentials.ts'
import { sessionOfRefreshToken } from './tokens.ts'

const MAX_USER_AGENT = 200

/** Registers `/auth/...` below the prefix of `app`. */
export function authRoutes(
  app: App,
  { store, authentication, config }: Pick<Dependencies, 'store' | 'authentication' | 'config'>,
): void {
  const { sessions, passwords, throttle } = authentication
  const { db } = store

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
      const hash = await passwords.hash(new_password)
      store.transact(actorOf(readRow(db, user, known())!, request), (tx) => {
        const id = known()
        setPasswordHash(tx.db, id, hash)
        recordEvent(tx, { kind: 'password_changed', about: tx.get(user, id), detail: 'With a token.' })
        sessions.endAllOf(id)
      })
      return { message: 'Password has been reset successfully' }
    },
  )

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
    const hash = await passwords.hash(new_password)
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

  function personOf(id: number | null | undefined): User | undefined {
    return id == null ? undefined : readRow(db, user, id)
  }
  function me(request: FastifyRequest): User {
    const person = personOf(request.actor.id)
    if (!person) throw new AppError('unauthenticated', 'User not found')
    return person
  }
  const isOwnPassword = (request: FastifyRequest, person: User, given: string) =>
    throttle.attempt(person.username, request.ip, () => passwords.matches(given, passwordHashOf(db, person.id)))

  /** A person as the sign-in endpoints show them (protocol 2.3), and how they stand with their password. */
  function authUser(person: User) {
    const { has_password, must_change_password } = signInFacts(db, person.id)
    return { ...person, auth_provider: 'local', has_password, must_change_password }
  }
  /** Records what is no part of another transaction; in a copy that is only read nothing is. */
  function note(actor: Actor, event: RecordedEvent): void {
    if (!config.readOnly) store.transact(actor, (tx) => recordEvent(tx, event))
  }
}

const sessionParams = z.object({ session_id: z.string().max(100) })
const providerParams = z.object({ provider: z.string().max(100) })

/** `early`: also for somebody who has to choose another password first. */
const about = (policy: Policy, summary: string, { body, early }: { body?: z.ZodType; early?: boolean } = {}) => ({
  config: { policy, ...(early && { beforePasswordChange: true }) },
  schema: { summary, ...(body && { body }) },
})

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
