// Whether the workspace is shared on the network, and the one place that begins and ends it. The server itself never stops:
// the windows of this machine go on while other machines are let in and sent away.
import type { FastifyBaseLogger } from 'fastify'
import type { Socket } from 'node:net'
import { type HostAddress } from '../../shared/actions/hosting.ts'
import { FAREWELL_HOSTING_STOPPED } from '../../shared/domain/hosting.ts'
import { AppError } from '../../shared/errors.ts'
import { announce, type Announcement } from './announce.ts'
import { ensureIdentity, readIdentity, renewIdentity } from './identity.ts'
import { expectHostable, hostAddresses } from './interfaces.ts'
import { listenTls, type TlsListener } from './tls-listener.ts'

/** Sockets get this long to hear why they are closed and to say goodbye themselves, in milliseconds. */
const FAREWELL_MS = 300

export interface HostingOptions {
  directory: string
  log: FastifyBaseLogger
  /** Takes over a connection of another machine, decrypted. */
  accept: (socket: Socket) => void
  /** Says goodbye to the sockets of other machines. */
  farewell: (reason: string) => void
}

export interface StartHosting {
  port: number
  /** All of the machine's when absent. */
  addresses?: readonly string[] | undefined
  /** Announced under this name; not announced when absent. */
  announceAs?: string | undefined
}

export interface Hosting {
  readonly isHosting: boolean
  /** The port listened on; null while not hosting. */
  readonly port: number | null
  readonly listening: HostAddress[]
  /** Null before the first hosting. */
  readonly fingerprint: string | null
  /** @throws AppError `unavailable` with the reason; nothing listens then */
  start(options: StartHosting): Promise<void>
  /** Tells the other machines, then cuts them. Does nothing while not hosting. */
  stop(): Promise<void>
  /** Begins or ends the announcement while hosting. */
  announce(name: string | null): Promise<void>
  /** Makes a new key. While hosting everybody is sent away, and it goes on with the new one where it listened. */
  renewIdentity(): Promise<void>
}

export function createHosting({ directory, log, accept, farewell }: HostingOptions): Hosting {
  let listener: TlsListener | undefined
  let announcement: Announcement | undefined
  let announcedAs: string | undefined
  let fingerprint = readIdentity(directory)?.fingerprint ?? null
  /** Beginning and ending take turns. */
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work)
    turn = next.catch(() => undefined)
    return next
  }

  async function begin({ port, addresses, announceAs }: StartHosting): Promise<void> {
    if (listener) return
    const wanted = addresses ?? hostAddresses().map(({ address }) => address)
    if (wanted.length === 0) {
      throw new AppError('unavailable', 'This machine is on no network. Connect it to one, then host again.')
    }
    wanted.forEach(expectHostable)
    const identity = await ensureIdentity(directory)
    fingerprint = identity.fingerprint
    listener = await listenTls({ identity, addresses: wanted, port, log, accept })
    log.info(`Hosting on ${wanted.join(', ')}, port ${listener.port}`)
    if (announceAs !== undefined) await beginAnnouncing(announceAs)
  }

  async function beginAnnouncing(name: string): Promise<void> {
    if (!listener || announcement) return
    // Nobody needs the announcement: whoever has the code finds the host without it.
    const fail = (error: unknown) => log.warn({ err: error }, 'The host cannot be announced')
    try {
      announcedAs = name
      announcement = await announce(name, listener.addresses, listener.port, fail)
    } catch (error) {
      fail(error)
    }
  }
  async function endAnnouncing(): Promise<void> {
    const ending = announcement
    announcement = undefined
    await ending?.stop()
  }

  async function end(): Promise<void> {
    if (!listener) return
    const ending = listener
    listener = undefined
    ending.refuseNew()
    await endAnnouncing()
    farewell(FAREWELL_HOSTING_STOPPED)
    await new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))
    await ending.close()
    log.info('Hosting has stopped')
  }

  async function renew(): Promise<void> {
    const before = listener && {
      port: listener.port,
      addresses: listener.addresses,
      announceAs: announcement && announcedAs,
    }
    await end()
    try {
      fingerprint = (await renewIdentity(directory)).fingerprint
      log.info('The host has a new key')
    } finally {
      if (before) await begin(before)
    }
  }

  return {
    get isHosting() {
      return listener !== undefined
    },
    get port() {
      return listener?.port ?? null
    },
    get listening() {
      if (!listener) return []
      const known = hostAddresses()
      return listener.addresses.map(
        (address) =>
          known.find((each) => each.address === address) ?? {
            interface: '',
            address,
            family: address.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
          },
      )
    },
    get fingerprint() {
      return fingerprint
    },
    start: (options) => inTurn(() => begin(options)),
    stop: () => inTurn(end),
    renewIdentity: () => inTurn(renew),
    announce: (name) => inTurn(() => (name === null ? endAnnouncing() : beginAnnouncing(name))),
  }
}
