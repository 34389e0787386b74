// Addresses of hosts as people write them and as Chromium needs them: an IP address and a port. Names are looked up here, in
// Node, so that the windows' own network never looks up any.
import { lookup } from 'node:dns/promises'
import { isIP, isIPv6 } from 'node:net'
import { HOSTING_PORT } from '../../shared/domain/hosting.ts'
import { AppError } from '../../shared/errors.ts'

export interface HostPort {
  /** Name or IP address, without brackets. */
  host: string
  port: number
}

/**
 * Reads `address`, `address:port`, `[IPv6]:port` or an IPv6 address alone.
 * @param defaultPort where none is written
 * @throws AppError `invalid` with a sentence
 */
export function readHostPort(text: string, defaultPort = HOSTING_PORT): HostPort {
  const given = text
    .trim()
    .replace(/^https:\/\//i, '')
    .replace(/\/$/, '')
  const bare = isIPv6(given) ? `[${given}]` : given
  const address = `https://${bare}`
  const url = /[\s/?#@%\\]/.test(bare) || !URL.canParse(address) ? undefined : new URL(address)
  if (!url || url.hostname === '' || url.port === '0') {
    throw new AppError(
      'invalid',
      `"${text}" is not the address of a host. Type it as the host shows it, such as 192.168.1.20:${HOSTING_PORT}.`,
    )
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  // The parser drops the port that is usual for the scheme.
  const port = url.port !== '' ? Number(url.port) : bare.endsWith(':443') ? 443 : defaultPort
  return { host, port }
}

/** `address:port`, an IPv6 address in brackets. */
export const writeHostPort = ({ host, port }: HostPort): string => `${isIPv6(host) ? `[${host}]` : host}:${port}`

/**
 * The IP address to call.
 * @throws AppError `unavailable` when the name is not known, or nobody says so before the deadline
 */
export async function resolveHost({ host, port }: HostPort, deadline: AbortSignal): Promise<HostPort> {
  if (isIP(host) !== 0) return { host, port }
  try {
    const late = new Promise<never>((_resolve, reject) => {
      deadline.addEventListener('abort', () => reject(deadline.reason as Error), { once: true })
    })
    const { address } = await Promise.race([lookup(host), late])
    return { host: address, port }
  } catch {
    throw new AppError(
      'unavailable',
      `The name ${host} is not known on this network. Type the host's address in numbers, as its screen shows it.`,
    )
  }
}
