// The addresses of this machine on which others can reach it.
import { isIPv4 } from 'node:net'
import os from 'node:os'
import type { HostAddress } from '../../shared/actions/hosting.ts'
import { AppError } from '../../shared/errors.ts'

/** Addresses of all interfaces but loopback; link-local IPv6 ones need a zone and are left out. */
export function hostAddresses(): HostAddress[] {
  return Object.entries(os.networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ internal, family, address }) => !internal && !(family === 'IPv6' && address.startsWith('fe80:')))
      .map(({ address, family }) => ({ interface: name, address, family }))
      .sort((a, b) => a.family.localeCompare(b.family)),
  )
}

/**
 * One of this machine's addresses, loopback included; never all of them at once (0.0.0.0), and no name that would be looked up.
 * @throws AppError `invalid`
 */
export function expectHostable(address: string): void {
  const isLoopback = isIPv4(address) && address.startsWith('127.')
  if (isLoopback || hostAddresses().some((each) => each.address === address)) return
  throw new AppError('invalid', `addresses: ${address} is no address of this machine. Choose among those it shows.`)
}

/** Names under which this machine may be called besides its addresses. */
export function hostNames(): string[] {
  const name = os.hostname().toLowerCase()
  return name === '' ? [] : [name, ...(name.includes('.') ? [] : [`${name}.local`])]
}

/** An address as it stands in an origin. */
export const inOrigin = (address: string) => (address.includes(':') ? `[${address}]` : address)
