// Proof that a host is the one that was agreed on. The certificate is read from a connection that carries no byte of ours
// beyond the handshake until its fingerprint has been compared; only then is anything asked over it.
import { createHash, timingSafeEqual } from 'node:crypto'
import { request } from 'node:http'
import { connect, type TLSSocket } from 'node:tls'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { writeHostPort, type HostPort } from './host-address.ts'

/** What is said of whoever stays silent. */
const LATE = 'it did not answer in time'
/** What the system's words for a connection that failed mean to whoever has typed an address. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at that address and port',
  ECONNRESET: 'it ended the connection',
  EPIPE: 'it ended the connection',
  ETIMEDOUT: LATE,
  EHOSTUNREACH: 'no machine of that address answers on this network',
  ENETUNREACH: 'this machine has no way to that network',
  EHOSTDOWN: 'no machine of that address answers on this network',
}
const reasonOf = ({ code = '', message }: NodeJS.ErrnoException) => meanings[code] ?? (code || message)
/** A greeting is a few words; whoever sends more is not greeting. */
const LONGEST_HELLO = 64 * 1024

/** Fewest hexadecimal digits of a fingerprint that may be relied on: 104 bits, as a join code carries. */
export const SHORTEST_PIN = 26

const hello = z.looseObject({ product: z.string(), protocol: z.number() })
export type Hello = z.infer<typeof hello>

/** The key of the host is not the one that was agreed on; nothing was sent to it. */
export class KeyChanged extends Error {
  readonly expected: string
  readonly met: string

  constructor(expected: string, met: string) {
    super('The host has another key than the one that was agreed on.')
    this.name = 'KeyChanged'
    this.expected = expected
    this.met = met
  }
}

/** SHA-256 of a certificate (DER) in 64 hexadecimal digits. */
export const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')

/** Whether a whole fingerprint begins with the pin, in a time that does not depend on where they differ. */
export function matchesPin(fingerprint: string, pin: string): boolean {
  if (pin.length < SHORTEST_PIN || pin.length > fingerprint.length) return false
  return timingSafeEqual(Buffer.from(fingerprint.slice(0, pin.length)), Buffer.from(pin))
}

/**
 * Proves the key of the host at an IP address, then greets it over the same connection.
 * @param pin leading hexadecimal digits of the fingerprint, 26 to 64
 * @param deadline for all of it: however little at a time comes, it does not last longer
 * @returns the whole fingerprint, and what the host says of itself
 * @throws KeyChanged before a byte is sent; AppError `unavailable` when nothing that speaks TLS 1.3 and HTTP answers
 */
export async function prove(
  to: HostPort,
  pin: string,
  deadline: AbortSignal,
): Promise<{ fingerprint: string; hello: Hello }> {
  const socket = await shakeHands(to, deadline)
  try {
    const fingerprint = fingerprintOf(socket.getPeerCertificate(false).raw)
    if (!matchesPin(fingerprint, pin)) throw new KeyChanged(pin, fingerprint)
    return { fingerprint, hello: await greet(socket, to, deadline) }
  } finally {
    socket.destroy()
  }
}

function shakeHands(to: HostPort, deadline: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    if (deadline.aborted) return reject(unreachable(to, LATE))
    // No authority has signed the certificate: its fingerprint is what is checked, below, before anything is sent.
    const socket = connect({ ...to, minVersion: 'TLSv1.3', rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] })
    const fail = (reason: string) => {
      socket.destroy()
      reject(unreachable(to, reason))
    }
    const giveUp = () => fail(LATE)
    deadline.addEventListener('abort', giveUp, { once: true })
    socket.once('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error)))
    socket.once('secureConnect', () => {
      deadline.removeEventListener('abort', giveUp)
      resolve(socket)
    })
  })
}

function greet(socket: TLSSocket, to: HostPort, deadline: AbortSignal): Promise<Hello> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(unreachable(to, deadline.aborted ? LATE : reason))
    const asked = request({
      createConnection: () => socket,
      headers: { host: writeHostPort(to), connection: 'close' },
      path: '/api/v1/hello',
      signal: deadline,
    })
    asked.on('error', (error) => fail(reasonOf(error)))
    asked.on('response', (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('error', (error) => fail(reasonOf(error)))
      reply.on('data', (piece: string) => {
        text += piece
        if (text.length > LONGEST_HELLO) reply.destroy(new Error('it is no PEARL host'))
      })
      reply.on('end', () => {
        const read = hello.safeParse(reply.statusCode === 200 ? parseJson(text) : undefined)
        if (read.success) resolve(read.data)
        else fail(`it answers as no PEARL host does (${reply.statusCode ?? 0})`)
      })
    })
    asked.end()
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const unreachable = (to: HostPort, reason: string) =>
  new AppError(
    'unavailable',
    `The host at ${writeHostPort(to)} cannot be reached: ${reason}. Make sure that it is hosting and that both machines are on the same network, then try again.`,
  )
