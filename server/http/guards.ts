// Who may reach a route at all. Every request passes these checks in this order, an upgrade to a socket too, and a 404 as
// well; each is a list of what is allowed, so whatever was not thought of is refused. A route without a policy cannot be
// registered.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { AddressInfo } from 'node:net'
import { MANIFEST_HEADER } from '../../shared/actions/audit-entries.ts'
import { CHANGE_SEQ_HEADER } from '../../shared/actions/undo.ts'
import { APP_ORIGIN } from '../../shared/desktop.ts'
import { AppError } from '../../shared/errors.ts'
import { FEED_EPOCH_HEADER, FEED_PATH, FEED_SEQ_HEADER } from '../../shared/events.ts'
import { allows } from '../../shared/policy.ts'
import type { ServerConfig } from '../config.ts'
import { hostNames, inOrigin } from '../hosting/interfaces.ts'
import { isFromNetwork, noteAnswer, noteKnown } from '../hosting/tls-listener.ts'
import type { Dependencies } from './app-types.ts'
import type { Authentication } from './auth/authentication.ts'
import { presentedBy, presentedByUpgrade } from './auth/bearer.ts'
import { InvalidInput } from './validation.ts'

export const JSON_TYPE = 'application/json'
/** Largest body of routes that take many rows at once, in bytes; the others take serverOptions.bodyLimit. */
const BULK_BODY = 20 * 1024 * 1024

/** Installs the guards; routes registered before this are not guarded. */
export function installGuards(
  app: FastifyInstance,
  { authentication, config }: Pick<Dependencies, 'authentication' | 'config'>,
): void {
  let hosts: ReadonlySet<string> | undefined
  /** The spellings of a host by the address and port that a connection of the network came to. */
  const networkHosts = new Map<string, ReadonlySet<string>>()

  function hostsFor({ raw: { socket } }: FastifyRequest): ReadonlySet<string> {
    if (!isFromNetwork(socket)) return (hosts ??= hostsOf(boundTo(app)))
    const { localAddress = '', localPort = 0 } = socket
    const key = `${localAddress} ${localPort}`
    const known = networkHosts.get(key) ?? networkHostsOf(localAddress, localPort)
    networkHosts.set(key, known)
    return known
  }

  app.addHook('onRoute', expectPolicy)
  app.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(reply)
    if (!request.ws) noteAnswer(request.raw.socket, reply.raw)
    expectOneOf(hostsFor(request), request)
    expectOwnOrigin(request)
    expectOwnPage(request)
    if (request.headers.origin === APP_ORIGIN) {
      allowApp(reply)
      if (isPreflight(request)) return void reply.code(204).send()
    }
    expectFeedPath(request)
    expectAllowed(request, authentication)
    expectWritable(request, config)
    expectJson(request)
    done()
  })
  acceptOnlyJson(app)
}

/** Where the server listens; nothing before it does, so that everything is refused. */
const boundTo = (app: FastifyInstance) => app.addresses().filter((address) => typeof address !== 'string')

function expectPolicy(route: RouteOptions): void {
  if (route.config?.policy === undefined) {
    throw new Error(
      `The route ${String(route.method)} ${route.url} has no policy: say who may call it in config.policy`,
    )
  }
  if (/bulk|import|copy/.test(route.url)) route.bodyLimit = BULK_BODY
}

/** A page that got hold of a reply may not run, frame, guess at or pass on anything of it. */
function setSecurityHeaders(reply: FastifyReply): void {
  void reply.headers({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
}

/** The spellings of Host under which a server bound to these addresses may be called. */
export function hostsOf(addresses: readonly Pick<AddressInfo, 'address' | 'port'>[]): ReadonlySet<string> {
  const hosts = new Set<string>()
  for (const { address, port } of addresses) {
    const names = isLoopback(address)
      ? ['127.0.0.1', 'localhost', '[::1]']
      : [address.includes(':') ? `[${address}]` : address]
    for (const name of names) {
      hosts.add(`${name}:${port}`)
      if (port === 80) hosts.add(name)
    }
  }
  return hosts
}

/** The spellings of a host for other machines: its address or its name, with the port. */
function networkHostsOf(address: string, port: number): ReadonlySet<string> {
  return new Set([inOrigin(address), ...hostNames()].map((name) => (port === 443 ? name : `${name}:${port}`)))
}

const isLoopback = (address: string) => address === '127.0.0.1' || address === '::1'

/** Against rebinding: a name that an attacker's DNS points at this machine is not on the list. */
function expectOneOf(hosts: ReadonlySet<string>, { raw }: FastifyRequest): void {
  const host = raw.headers.host
  const isOrdinary = raw.url?.startsWith('/') === true || raw.url === '*'
  if (host !== undefined && hosts.has(host) && isOrdinary && countOf(raw.rawHeaders, 'host') === 1) return
  throw new AppError('misdirected', 'This address is not one of this host. Open it by the address that the host shows.')
}

/** How often a header was sent; Node keeps the first of some and would hide the others. */
function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index]!
    if (header.length === name.length && header.toLowerCase() === name) count += 1
  }
  return count
}

const refused = () =>
  new AppError('forbidden', 'Requests from pages of other origins are refused.', { error: 'origin' })

/** Against other pages, sockets included: they always send their origin. Programs that are no browser send none. */
function expectOwnOrigin({ headers, raw }: FastifyRequest): void {
  const { origin } = headers
  const own = `${isFromNetwork(raw.socket) ? 'https' : 'http'}://${headers.host}`
  if (origin === undefined || origin === APP_ORIGIN || origin === own) return
  throw refused()
}

/** What a browser says of the page that asks; requests without an origin (images, links) are told apart by it. */
function expectOwnPage({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'none' || site === 'same-origin') return
  if (site === 'cross-site' && headers.origin === APP_ORIGIN) return
  throw refused()
}

const isPreflight = ({ method, headers }: FastifyRequest) =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined

/** Cross-origin permission for the desktop window's own bundle, and for nobody else. */
function allowApp(reply: FastifyReply): void {
  void reply.headers({
    'access-control-allow-origin': APP_ORIGIN,
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers':
      'Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Change-Reason',
    'access-control-expose-headers': `${FEED_EPOCH_HEADER}, ${FEED_SEQ_HEADER}, ETag, Content-Disposition, Idempotency-Replayed, Retry-After, ${CHANGE_SEQ_HEADER}, ${MANIFEST_HEADER}`,
    'access-control-max-age': '600',
    vary: 'Origin',
  })
}

/** A form can send any type but JSON without asking; a body without a type is answered as upstream does (protocol 2.1). */
function expectJson({ headers, routeOptions }: FastifyRequest): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (!hasBody) return
  const type = headers['content-type']
  if (type === undefined) {
    const message = 'The body has no content type'
    throw new InvalidInput([{ code: 'invalid_type', expected: 'object', path: [], input: '', message }])
  }
  const accepted = routeOptions.config.accepts ?? [JSON_TYPE]
  if (!accepted.includes(type.split(';')[0]!.trim().toLowerCase())) {
    throw new AppError('unsupported_media_type', `Send the body as ${accepted.join(' or ')}.`)
  }
}

/** There is one socket; an upgrade of any other address is refused as upstream does (protocol 3.1). */
function expectFeedPath(request: FastifyRequest): void {
  if (request.ws && request.routeOptions.url !== FEED_PATH) {
    throw new AppError('forbidden', `There is no socket at this address, only at ${FEED_PATH}.`)
  }
}

function expectAllowed(request: FastifyRequest, authentication: Authentication): void {
  const { policy, publicHereOnly } = request.routeOptions.config
  const fromNetwork = isFromNetwork(request.raw.socket)
  // Unknown addresses are told to be unknown; they have no handler that could be reached.
  if (request.is404) return
  if (policy === undefined) throw new AppError('forbidden', 'This address is closed.')
  const isPublic = policy === 'public' && !(publicHereOnly && fromNetwork)
  if (isPublic && !request.ws) return

  const presented = request.ws ? presentedByUpgrade(request.headers) : presentedBy(request.headers)
  if (presented.kind === 'unreadable') throw new AppError('unauthenticated', 'Invalid authentication credentials')
  const actor =
    presented.kind === 'token'
      ? authentication.actorOf(presented.token, request.ip, fromNetwork)
      : authentication.anonymous(request.ip)
  if (actor) {
    if (fromNetwork) noteKnown(request.raw.socket)
    if (!allows(policy, actor.role)) {
      const needed = policy === 'admin' ? 'ADMIN' : 'EDITOR or ADMIN'
      throw new AppError('forbidden', `Access denied: your role ${actor.role} may not do this; it takes ${needed}.`, {
        error: 'permission',
      })
    }
    if (actor.must_change_password && !request.routeOptions.config.beforePasswordChange) {
      throw new AppError('forbidden', 'Choose a password of your own first: this one was set by somebody else.', {
        error: 'password_change_required',
      })
    }
    request.actor = actor
    return
  }
  if (presented.kind === 'token')
    throw new AppError('unauthenticated', 'Could not validate credentials: sign in again.')
  // A socket without a token may still say who it is in its first message.
  if (!isPublic) throw new AppError('unauthenticated', 'Not authenticated')
}

/** A copy opened for reading is read; signing in and out is no change of what it holds. */
function expectWritable(request: FastifyRequest, { readOnly }: Pick<ServerConfig, 'readOnly'>): void {
  if (!readOnly || request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  if (request.is404 || request.routeOptions.config.policy === 'public') return
  throw new AppError('forbidden', 'This is a copy opened for reading: nothing in it can be changed.', {
    error: 'read_only',
  })
}

/** Bodies are JSON and nothing else; an empty one is no body. Keys that would reach a prototype are refused. */
function acceptOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, null)
    else void parse(request, body, done)
  })
}
