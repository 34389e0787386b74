// The addresses of this machine on which others can reach it.
import os from 'node:os'
import type { HostAddress } from '../../shared/actions/hosting.ts'

/** Addresses of all interfaces but loopback; link-local IPv6 ones need a zone and are left out. */
export function hostAddresses(): HostAddress[] {
  return Object.entries(os.networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ internal, family, address }) => !internal && !(family === 'IPv6' && address.startsWith('fe80:')))
      .map(({ address, family }) => ({ interface: name, address, family }))
      .sort((a, b) => a.family.localeCompare(b.family)),
  )
}

/** Names under which this machine may be called besides its addresses. */
export function hostNames(): string[] {
  const name = os.hostname().toLowerCase()
  return name === '' ? [] : [name, ...(name.includes('.') ? [] : [`${name}.local`])]
}

/** An address as it stands in an origin. */
export const inOrigin = (address: string) => (address.includes(':') ? `[${address}]` : address)
