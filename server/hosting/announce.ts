// Announces a host on the network (mDNS), so that it can be picked from a list. A hint and nothing more: joining still needs
// the join code. One announcer for each interface, so that it also works on a network without a default route.
import type { Bonjour, ServiceConfig } from 'bonjour-service'
import type { EventEmitter } from 'node:events'
import { DISCOVERY_TYPE } from '../../shared/domain/hosting.ts'
import { PROTOCOL } from '../../shared/protocol.ts'

/** Longest name that is announced, in bytes of UTF-8; a label of DNS holds 63. */
const MAX_NAME = 60

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
  const announcers: Bonjour[] = addresses
    .filter((address) => !address.includes(':'))
    .map((address) => {
      // Bound to one address a socket hears no multicast on Linux; which interface it is about is said apart.
      const options: Partial<ServiceConfig> & { interface: string; bind: string } = {
        interface: address,
        bind: '0.0.0.0',
      }
      const bonjour = new Bonjour(options, onError)
      // The library hands on no error of its socket, and an error that nobody listens to would end the program.
      ;(bonjour as unknown as { server: { mdns: EventEmitter } }).server.mdns.on('error', onError)
      bonjour.publish({
        name: shortened(name),
        type: DISCOVERY_TYPE,
        port,
        txt: { protocol: String(PROTOCOL) },
        disableIPv6: true,
      })
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

/** The beginning of a name that a label holds, in whole characters. */
export function shortened(name: string): string {
  let short = ''
  for (const character of name) {
    if (Buffer.byteLength(short + character) > MAX_NAME) break
    short += character
  }
  return short.trim() || 'PEARL'
}
