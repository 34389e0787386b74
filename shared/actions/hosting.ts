// Sharing a workspace on the network: what the host tells about it and what its administrator may change. The routes are in
// server/hosting and answer to a session of this machine alone, except those of a newcomer, which are public while hosting.
import { z } from 'zod'
import { password, user, userRoles } from '../entities/user.ts'
import { HOSTING_PORT } from '../domain/hosting.ts'
import { wholeNumber } from '../fields.ts'

/** An address of this machine on which others may be let in. */
export const hostAddress = z.object({ interface: z.string(), address: z.string(), family: z.enum(['IPv4', 'IPv6']) })
export type HostAddress = z.infer<typeof hostAddress>

export const accessRequest = z.object({
  id: z.number().int(),
  username: z.string(),
  display_name: z.string(),
  note: z.string(),
  asked_at: z.iso.datetime(),
  /** Where it was asked from. */
  address: z.string(),
})
export type AccessRequest = z.infer<typeof accessRequest>

/** `GET /hosting` and the answer of every change to it. */
export const hostingState = z.object({
  hosting: z.boolean(),
  /** Why hosting cannot start now, in sentences: no password of an administrator, a network drive, no network. */
  obstacles: z.array(
    z.object({ code: z.enum(['no_password', 'network_drive', 'no_network', 'open', 'read_only']), detail: z.string() }),
  ),
  port: z.number().int(),
  /** All addresses of this machine on which hosting is possible. */
  addresses: z.array(hostAddress),
  /** Those chosen when it was hosted last, wherever this machine is now; null for all of them. */
  chosen: z.array(z.string()).nullable(),
  /** Those on which it listens now. */
  listening: z.array(hostAddress),
  /** SHA-256 of the certificate (DER) in hexadecimal digits; null before the first hosting. */
  fingerprint: z.string().nullable(),
  join_code: z.object({ text: z.string(), address: z.string(), expires_at: z.iso.datetime() }).nullable(),
  newcomers_may_ask: z.boolean(),
  /** Announces itself on the network (mDNS). */
  discoverable: z.boolean(),
  /** Sessions with an open socket from other machines. */
  connected: z.array(
    z.object({ user_id: z.number().int(), name: z.string(), address: z.string(), since: z.iso.datetime() }),
  ),
  requests: z.array(accessRequest),
})
export type HostingState = z.infer<typeof hostingState>

/** `POST /hosting/start`; `POST /hosting/stop` and `POST /hosting/identity`, which makes a new key, have no body. */
export const startHosting = z.object({
  port: wholeNumber.pipe(z.number().min(0).max(65_535)).default(HOSTING_PORT),
  /** Addresses to listen on; all of the machine's when absent. */
  addresses: z.array(z.string()).min(1).optional(),
  discoverable: z.boolean().default(false),
})
/** `PUT /hosting` */
export const changeHosting = z.object({ newcomers_may_ask: z.boolean(), discoverable: z.boolean() }).partial()
/** `POST /hosting/join-code`: a new code; earlier ones stop letting newcomers ask. */
export const renewJoinCode = z.object({
  valid_hours: z.number().int().min(1).max(168).default(24),
  /** The address that the code carries; the first one listened on when absent. */
  address: z.string().optional(),
})
/** `POST /hosting/access-requests/:request_id/approve`; `.../refuse` has no body. */
export const approveRequest = z.object({
  role: z.enum(userRoles).default('VIEWER'),
  department: user.create.shape.department,
})
/** `POST /hosting/own-password`: the owner of a workspace that had no passwords yet sets one. */
export const setOwnPassword = z.object({ new_password: password })

/** `POST /auth/access-requests`, public while hosting and newcomers may ask. */
export const askForAccess = z.object({
  /** From the join code (shared/domain/join-code.ts). */
  invitation: z.string().min(1).max(100),
  username: user.create.shape.username,
  display_name: z.string().trim().min(1).max(100),
  password,
  note: z.string().max(500).default(''),
})
export const askedForAccess = z.object({
  /** With this the newcomer asks how it stands. */
  request_token: z.string(),
})
/** `POST /auth/access-requests/status` */
export const accessStatusQuery = z.object({ request_token: z.string().min(1).max(200) })
export const accessStatus = z.object({ status: z.enum(['waiting', 'approved', 'refused']) })
