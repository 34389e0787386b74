// Where a request carries its token: in the Authorization header, or for a socket opened by a page, which cannot set
// headers, in a sub-protocol. Never in a cookie, never in an address.
import type { IncomingHttpHeaders } from 'node:http'
import { BEARER_PROTOCOL_PREFIX } from '../../../shared/events.ts'

/** What the header presents: a token, nothing, or something that is no bearer token. */
export type Presented = { kind: 'nothing' } | { kind: 'token'; token: string } | { kind: 'unreadable' }

const NOTHING: Presented = { kind: 'nothing' }
const MAX_LENGTH = 200

/** The token of `Authorization: Bearer <token>`. */
export function presentedBy(headers: IncomingHttpHeaders): Presented {
  const header = headers.authorization
  if (header === undefined) return NOTHING
  const token = header.length <= MAX_LENGTH ? /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1] : undefined
  return token === undefined ? { kind: 'unreadable' } : { kind: 'token', token }
}

/** The token of an upgrade: the header's, else that of the sub-protocols `pearl.v1, bearer.<token>`. */
export function presentedByUpgrade(headers: IncomingHttpHeaders): Presented {
  const presented = presentedBy(headers)
  if (presented.kind !== 'nothing') return presented
  const offered = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? []
  const bearer = offered.find((name) => name.startsWith(BEARER_PROTOCOL_PREFIX))
  return bearer === undefined ? NOTHING : { kind: 'token', token: bearer.slice(BEARER_PROTOCOL_PREFIX.length) }
}
