// Announces a host on the network (mDNS), so that it can be picked from a list. A hint and nothing more: joining still needs
// the join code. One announcer for each address, which tells of that address alone: so it also works on a network without a
// default route, and whoever hears it can reach what it names.
import type { Bonjour, ServiceConfig } from 'bonjour-service'
import type { EventEmitter } from 'node:events'
import { isIPv4 } from 'node:net'
import { DISCOVERY_TYPE } from '../../shared/domain/hosting.ts'
import { PROTOCOL } from '../../shared/protocol.ts'

/** Longest name that is announced, in bytes of UTF-8. */
const MAX_NAME = 60
/** How long others may remember an address, in seconds (RFC 6762, 10). */
const TTL = 120

export interface Announcement {
  /** Says goodbye. */
  stop(): Promise<void>
}

/** Announces `name` on each of the IPv4 addresses. */
export async function announce(
  name: string,
  addresses: readonly string[],
  port: number,
  onError: (error: Error) => void,
): Promise<Announcement> {
  // Loaded when it is asked for: a host is announced only if its owner wants that.
  const { Bonjour } = await import('bonjour-service')
  const announcers: Bonjour[] = addresses.filter(isIPv4).map((address) => {
    // Bound to one address a socket hears no multicast on Linux; which interface it is about is said apart.
    const options: Partial<ServiceConfig> & { interface: string; bind: string } = {
      interface: address,
      bind: '0.0.0.0',
    }
    const bonjour = new Bonjour(options, onError)
    // The library hands on no error of its socket, and an error that nobody listens to would end the program.
    ;(bonjour as unknown as { server: { mdns: EventEmitter } }).server.mdns.on('error', onError)
    // Unlike the name of a workspace it is given once on a network: two announcers of one name would silence each other.
    const unique = `pearl-${address.replaceAll('.', '-')}-${port}`
    const service = bonjour.publish({
      name: unique,
      host: `${unique}.local`,
      type: DISCOVERY_TYPE,
      port,
      txt: { protocol: String(PROTOCOL), name: shortened(name) },
      disableIPv6: true,
    })
    // By itself the library names every address of the machine, also those on which nobody listens.
    const { host } = service
    const records = service.records.bind(service)
    service.records = () => [
      ...records().filter(({ type }) => type !== 'A'),
      { name: host, type: 'A', ttl: TTL, data: address },
    ]
    return bonjour
  })
  return {
    stop: async () => {
      await Promise.all(
        announcers.map(
          (bonjour) => new Promise<void>((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve()))),
        ),
      )
    },
  }
}

/** The beginning of a name, in whole characters. */
export function shortened(name: string): string {
  let short = ''
  for (const character of name) {
    if (Buffer.byteLength(short + character) > MAX_NAME) break
    short += character
  }
  return short.trim() || 'PEARL'
}
