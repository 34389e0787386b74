// Sharing the workspace on the network: what the host tells of it, what an administrator at the host changes, and how a
// newcomer asks to be let in.
import type { FastifyRequest } from 'fastify'
import {
  accessStatusQuery,
  approveRequest,
  askForAccess,
  changeHosting,
  renewJoinCode,
  setOwnPassword,
  startHosting,
  type HostingState,
} from '../../../shared/actions/hosting.ts'
import { HOSTING_PORT } from '../../../shared/domain/hosting.ts'
import { SYSTEM_ACTOR, type Actor } from '../../../shared/actor.ts'
import { user } from '../../../shared/entities/user.ts'
import { workspace, WORKSPACE_ID } from '../../../shared/entities/workspace.ts'
import { AppError } from '../../../shared/errors.ts'
import { hostAddresses } from '../../hosting/interfaces.ts'
import { isFromNetwork } from '../../hosting/tls-listener.ts'
import { recordEvent } from '../../features/audit-events/record.ts'
import { readRow, readRows } from '../../store/rows.ts'
import { setPasswordHash, someAdminHasPassword } from '../auth/credentials.ts'
import { createThrottle } from '../auth/throttle.ts'
import type { App, Dependencies } from '../app-types.ts'
import { idParams } from '../params.ts'
import { decide, expectRoom, keepRequest, listWaiting, statusOf, waitingRequest } from './access-requests.ts'
import { findObstacles } from './obstacles.ts'
import { changeSettings, joinCodeOf, newInvitation, readSettings } from './settings.ts'

/** How long the first join code is valid, in hours. */
const FIRST_CODE_HOURS = 24

/** What a host without a window says of itself, and when that changes. */
export interface HostingControl {
  state(): HostingState
  start(options: { port: number; addresses?: string[] | undefined }): Promise<void>
  /** Also corrects the note of a program that was killed while it hosted. */
  stop(): Promise<void>
}

/** Registers the routes below the prefix of `app`. */
export function hostingRoutes(app: App, dependencies: Dependencies): HostingControl {
  const { config, store, hub, authentication, hosting } = dependencies
  const { db } = store
  const { passwords } = authentication
  const guesses = createThrottle(Date.now)
  const admin = { policy: 'admin' } as const
  const everybody = { policy: 'public' } as const
  const about = <S extends object>(summary: string, schema: S) => ({ config: admin, schema: { summary, ...schema } })

  function state(): HostingState {
    const settings = readSettings(db)
    return {
      hosting: hosting.isHosting,
      obstacles: hosting.isHosting ? [] : findObstacles(config, db),
      port: hosting.port ?? settings.port ?? HOSTING_PORT,
      addresses: hostAddresses(),
      chosen: settings.addresses,
      listening: hosting.listening,
      fingerprint: hosting.fingerprint,
      join_code: joinCodeOf(settings, hosting),
      newcomers_may_ask: settings.newcomers_may_ask,
      discoverable: settings.discoverable,
      connected: hub.network().map(({ actor, since }) => {
        const person = actor.id === null ? undefined : readRow(db, user, actor.id)
        return {
          user_id: actor.id ?? 0,
          name: person?.display_name || actor.name,
          address: actor.client_address ?? '',
          since: since.toISOString(),
        }
      }),
      requests: listWaiting(db),
    }
  }

  const nameOfWorkspace = () => readRow(db, workspace, WORKSPACE_ID)?.workspace_name ?? 'PEARL'

  async function start(options: {
    port: number
    addresses?: string[] | undefined
    discoverable?: boolean | undefined
  }): Promise<HostingState> {
    if (hosting.isHosting) return state()
    const [obstacle] = findObstacles(config, db)
    if (obstacle) throw new AppError('invalid', obstacle.detail)
    const settings = readSettings(db)
    const discoverable = options.discoverable ?? settings.discoverable
    await hosting.start({ ...options, ...(discoverable && { announceAs: nameOfWorkspace() }) })
    const first = hosting.listening.find(({ family }) => family === 'IPv4') ?? hosting.listening[0]
    const isCodeGood =
      settings.code_expires_at !== null &&
      settings.code_expires_at > new Date().toISOString() &&
      hosting.listening.some(({ address }) => address === settings.code_address)
    changeSettings(db, {
      discoverable,
      port: options.port === 0 ? settings.port : options.port,
      ...(!isCodeGood && newInvitation(first?.address ?? null, FIRST_CODE_HOURS, new Date())),
    })
    hub.tellAboutHosting()
    return state()
  }

  app.get('/hosting', about('Read: whether and how the workspace is shared', {}), (_request, reply) =>
    reply.send(state()),
  )

  app.post('/hosting/start', about('Share the workspace on the network', { body: startHosting }), async (request) => {
    expectHere(request)
    if (hosting.isHosting) return state()
    await start(request.body)
    // What a person chose is offered again; what a command line says holds for that run.
    changeSettings(db, { addresses: request.body.addresses ?? null })
    noteHosting(request.actor)
    return state()
  })

  app.post('/hosting/stop', about('Stop sharing: other machines are told and sent away', {}), async (request) => {
    expectHere(request)
    await hosting.stop()
    noteHosting(request.actor)
    hub.tellAboutHosting()
    return state()
  })

  app.post('/hosting/identity', about('Make a new key: whoever joined needs a new join code', {}), async (request) => {
    expectHere(request)
    const { code_address } = readSettings(db)
    await hosting.renewIdentity()
    changeSettings(db, newInvitation(code_address, FIRST_CODE_HOURS, new Date()))
    store.transact(request.actor, (tx) =>
      recordEvent(tx, { kind: 'host_key_renewed', detail: `Its fingerprint is ${hosting.fingerprint}.` }),
    )
    hub.tellAboutHosting()
    return state()
  })

  app.put('/hosting', about('Update: how the workspace is shared', { body: changeHosting }), async (request) => {
    expectHere(request)
    const { newcomers_may_ask, discoverable } = request.body
    changeSettings(db, {
      ...(newcomers_may_ask !== undefined && { newcomers_may_ask }),
      ...(discoverable !== undefined && { discoverable }),
    })
    if (discoverable !== undefined) await hosting.announce(discoverable ? nameOfWorkspace() : null)
    hub.tellAboutHosting()
    return state()
  })

  app.post('/hosting/join-code', about('Make a new join code', { body: renewJoinCode }), (request, reply) => {
    expectHere(request)
    const { valid_hours, address } = request.body
    if (!hosting.isHosting) throw new AppError('invalid', 'The workspace is not hosted. Start hosting first.')
    const wanted = address ?? readSettings(db).code_address ?? hosting.listening[0]?.address ?? null
    if (!hosting.listening.some((each) => each.address === wanted)) {
      throw new AppError('invalid', `address: ${wanted} is not an address that this host listens on.`)
    }
    changeSettings(db, newInvitation(wanted, valid_hours, new Date()))
    hub.tellAboutHosting()
    return reply.send(state())
  })

  app.post(
    '/hosting/own-password',
    about('Set the first password of the owner', { body: setOwnPassword }),
    async (request) => {
      expectHere(request)
      const hash = await passwords.hash(request.body.new_password, 'new_password')
      store.transact(request.actor, (tx) => {
        if (someAdminHasPassword(db)) {
          throw new AppError('invalid', 'There is a password already. Change it where you are signed in.')
        }
        setPasswordHash(tx.db, request.actor.id!, hash)
        recordEvent(tx, { kind: 'password_changed', about: tx.get(user, request.actor.id!), detail: 'The first one.' })
      })
      hub.tellAboutHosting()
      return state()
    },
  )

  const params = idParams('request_id')
  app.post(
    '/hosting/access-requests/:request_id/approve',
    about('Let a newcomer in', { params, body: approveRequest }),
    (request, reply) => {
      expectHere(request)
      const waiting = waitingRequest(db, request.params.request_id)
      const { username, display_name } = waiting
      if (readRows(db, user, 'username = ?', username).length > 0) {
        throw new AppError(
          'invalid',
          `There is somebody with the user name ${username} already. Refuse this request and ask the person to choose another name.`,
        )
      }
      const { role, department } = request.body
      store.transact(request.actor, (tx) => {
        const person = tx.insert(user, { username, display_name, role, department })
        setPasswordHash(tx.db, person.id, waiting.password_hash)
        decide(tx.db, waiting.id, 'approved')
      })
      hub.tellAboutHosting()
      return reply.send(state())
    },
  )
  app.post('/hosting/access-requests/:request_id/refuse', about('Refuse a newcomer', { params }), (request, reply) => {
    expectHere(request)
    decide(db, waitingRequest(db, request.params.request_id).id, 'refused')
    hub.tellAboutHosting()
    return reply.send(state())
  })

  app.post(
    '/auth/access-requests',
    {
      config: everybody,
      schema: { summary: 'Ask for an account, with the invitation of the join code', body: askForAccess },
    },
    async (request, reply) => {
      const { invitation, password } = request.body
      // Guessing is slowed down as for passwords, but for each address alone: nobody can shut the door on the others.
      const isInvited = await guesses.attempt(request.ip, request.ip, () => Promise.resolve(isCurrent(invitation)))
      if (!isInvited) {
        throw new AppError('forbidden', 'This join code is no longer valid. Ask the owner of the host for a new one.')
      }
      expectRoom(db)
      const passwordHash = await passwords.hash(password)
      const at = new Date().toISOString()
      const request_token = keepRequest(db, request.body, { passwordHash, address: request.ip, at })
      hub.tellAboutHosting()
      return reply.code(201).send({ request_token })
    },
  )
  app.post(
    '/auth/access-requests/status',
    { config: everybody, schema: { summary: 'How a request for an account stands', body: accessStatusQuery } },
    (request, reply) => reply.send({ status: statusOf(db, request.body.request_token) }),
  )

  function isCurrent(invitation: string): boolean {
    const settings = readSettings(db)
    return (
      hosting.isHosting &&
      settings.newcomers_may_ask &&
      settings.invitation === invitation &&
      settings.code_expires_at !== null &&
      settings.code_expires_at > new Date().toISOString()
    )
  }

  /** Sharing and its end are part of the audit trail, as a change of the workspace. */
  function noteHosting(actor: Actor): void {
    const hosted_on = hosting.isHosting
      ? hosting.listening.map(({ address }) => `${address}:${hosting.port}`).join(', ')
      : null
    store.transact(actor, (tx) => tx.update(workspace, WORKSPACE_ID, { hosted_on }))
  }

  return {
    state,
    async start(options) {
      await start(options)
      noteHosting(SYSTEM_ACTOR)
    },
    async stop() {
      await hosting.stop()
      noteHosting(SYSTEM_ACTOR)
    },
  }
}

/** Only somebody at the host itself decides who may reach it. */
function expectHere(request: FastifyRequest): void {
  if (!isFromNetwork(request.raw.socket)) return
  throw new AppError('forbidden', 'This can only be changed at the host itself. Ask who sits there.')
}
