// Somebody else's host, looked at from this machine: where it is and which key was agreed on. Its key is proven before every
// connection; while it is not, the windows may call nobody.
import { isIPv4 } from 'node:net'
import type { Answer, Connection, Place } from '../../shared/desktop.ts'
import { AppError } from '../../shared/errors.ts'
import { PRODUCT, PROTOCOL } from '../../shared/protocol.ts'
import { readHostPort, resolveHost, writeHostPort, type HostPort } from '../network/host-address.ts'
import { KeyChanged, prove, SHORTEST_PIN, type Hello } from '../network/pin.ts'
import type { OpenPlace } from './places.ts'
import { refuse } from '../refuse.ts'

/** For finding a host and proving its key, together, in milliseconds: somebody waits for it. */
const PATIENCE = 8_000

export type Joined = Extract<Place, { kind: 'joined' }>

export interface JoinedPlace extends OpenPlace {
  /** The host was joined anew, by another code or at another address. */
  update(to: { address: string; invitation: string | null }): void
}

/** @param pin leading hexadecimal digits of the fingerprint of its certificate */
export function describeHost(to: HostPort, pin: string): Joined {
  const address = writeHostPort(to)
  return { kind: 'joined', id: `host-${pin.slice(0, SHORTEST_PIN)}`, name: address, address, fingerprint: pin }
}

/** @param invitation of the join code; null where the person has an account */
export function openHost(place: Joined, invitation: string | null): JoinedPlace {
  let described = place
  let invited = invitation
  /** Where its key was proven last, and which one it is; undefined while it is not proven. */
  let proven: { to: HostPort; fingerprint: string } | undefined

  return {
    place: () => described,
    async connection(): Promise<Answer<Connection>> {
      const answer = await reach(described)
      proven = answer.ok ? answer.value : undefined
      if (!answer.ok) return answer
      described = { ...described, fingerprint: answer.value.fingerprint }
      const base_url = `https://${writeHostPort(answer.value.to)}`
      return { ok: true, value: { base_url, token: null, place: described, invitation: invited } }
    },
    origin: () => proven && `https://${writeHostPort(proven.to)}`,
    sources: () => sourcesOf(readHostPort(described.address)),
    pin: () => proven && { address: proven.to.host, fingerprint: proven.fingerprint },
    hosting: () => null,
    close: async () => {
      proven = undefined
    },
    update(to) {
      described = { ...described, address: to.address, name: to.address }
      invited = to.invitation ?? invited
    },
  }
}

/**
 * Finds the host, proves its key and asks which version it speaks.
 * @returns the IP address to call, and the whole fingerprint
 */
export async function reach(place: Joined): Promise<Answer<{ to: HostPort; fingerprint: string }>> {
  const deadline = AbortSignal.timeout(PATIENCE)
  try {
    const to = await resolveHost(readHostPort(place.address), deadline)
    const { fingerprint, hello } = await prove(to, place.fingerprint, deadline)
    const misfit = misfitOf(hello)
    return misfit === null ? { ok: true, value: { to, fingerprint } } : refuse('version', misfit)
  } catch (error) {
    if (error instanceof KeyChanged) return keyChanged(error)
    if (error instanceof AppError) return refuse(error.code === 'invalid' ? 'invalid' : 'unreachable', error.message)
    throw error
  }
}

function keyChanged({ expected, met }: KeyChanged): Answer<never> {
  const { refusal } = refuse(
    'key_changed',
    'The host does not have the key that was agreed on, so nothing was sent to it. Either its owner has made a new key, or another machine pretends to be it. Ask the owner, in person or by phone, for a new join code.',
  )
  return { ok: false, refusal: { ...refusal, expected, met: met.slice(0, expected.length) } }
}

/** Who has to update, in a sentence; null when both speak the same version. */
function misfitOf({ product, protocol }: Hello): string | null {
  if (product !== PRODUCT) return `What answers there is "${product.slice(0, 60)}", not a PEARL host.`
  if (protocol === PROTOCOL) return null
  return protocol > PROTOCOL
    ? `The host is a newer PEARL (its protocol is ${protocol}, this program speaks ${PROTOCOL}). Update PEARL on this machine, then join again.`
    : `The host is an older PEARL (its protocol is ${protocol}, this program speaks ${PROTOCOL}). Ask its owner to update PEARL there, then join again.`
}

/**
 * What a page on this host may call, in terms of a Content-Security-Policy, which cannot name an IPv6 address, nor the one
 * that a name will lead to: then any address on that port, and electron/network/network.ts narrows it to the proven one.
 */
function sourcesOf({ host, port }: HostPort): string[] {
  const named = isIPv4(host) ? `${host}:${port}` : `*:${port}`
  return [`https://${named}`, `wss://${named}`]
}
