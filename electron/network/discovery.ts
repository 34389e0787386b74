// Listens on the network for hosts that announce themselves (multicast DNS, RFC 6762). Only a hint: what is found is a name
// and an address that anybody may have sent, cut short and taken as text; joining still needs the code. Sockets exist only
// while it listens, one for each interface, so that it also works on a network without a default route.
import { Bonjour, type Service, type ServiceConfig } from 'bonjour-service'
import type { EventEmitter } from 'node:events'
import { isIPv4 } from 'node:net'
import os from 'node:os'
import { z } from 'zod'
import { DISCOVERY_TYPE } from '../../shared/domain/hosting.ts'
import type { FoundHost } from '../../shared/desktop.ts'
import { writeHostPort } from './host-address.ts'

/** In milliseconds. */
const LISTEN_FOR = 3_000
const MOST_FOUND = 50
const LONGEST_NAME = 100

/** What an announcement says besides where it is. */
const announcement = z.object({ name: z.string() })

/** Resolves after three seconds, or as soon as 50 have been found. Never rejects: what cannot listen finds nothing. */
export async function findHosts(): Promise<FoundHost[]> {
  const found = new Map<string, FoundHost>()
  await Promise.all(interfaces().map((address) => listenOn(address, found)))
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}

/** IPv4 addresses by which this machine is on a network; loopback too, for a host on this machine. */
const interfaces = (): string[] =>
  Object.values(os.networkInterfaces()).flatMap(
    (each) => each?.filter(({ family }) => family === 'IPv4').map(({ address }) => address) ?? [],
  )

function listenOn(address: string, found: Map<string, FoundHost>): Promise<void> {
  return new Promise((resolve) => {
    // Bound to one address a socket hears no multicast on Linux; which interface it is about is said apart.
    const options: Partial<ServiceConfig> & { interface: string; bind: string } = {
      interface: address,
      bind: '0.0.0.0',
    }
    const bonjour = new Bonjour(options, (error: Error) => console.error(`Looking for hosts: ${error.message}`))
    const timer = setTimeout(end, LISTEN_FOR)
    socketOf(bonjour).on('error', (error: Error) => {
      console.error(`Looking for hosts on ${address}: ${error.message}`)
      end()
    })
    const browser = bonjour.find({ type: DISCOVERY_TYPE }, (service) => {
      const host = read(service)
      if (found.size < MOST_FOUND && host) found.set(host.address, host)
      if (found.size >= MOST_FOUND) end()
    })

    function end() {
      clearTimeout(timer)
      browser.stop()
      bonjour.destroy()
      resolve()
    }
  })
}

/** The library hands on no error of its socket, and an error that nobody listens to would end the program. */
const socketOf = (bonjour: Bonjour) => (bonjour as unknown as { server: { mdns: EventEmitter } }).server.mdns

function read({ name, port, addresses, referer, txt }: Service): FoundHost | undefined {
  const address = addresses?.find((each) => isIPv4(each)) ?? referer?.address
  if (address === undefined || !isIPv4(address) || !Number.isInteger(port) || port < 1 || port > 65_535)
    return undefined
  const told = announcement.safeParse(txt).data?.name ?? name
  const shown = told.replaceAll(/\p{C}/gu, '').slice(0, LONGEST_NAME)
  return { name: shown, address: writeHostPort({ host: address, port }) }
}
