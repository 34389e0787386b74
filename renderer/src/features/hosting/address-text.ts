// How an address of a host reads: with its port, one of IPv6 in brackets.
import type { HostAddress } from '../../../../shared/actions/hosting.ts'

export const withPort = ({ address, family }: Pick<HostAddress, 'address' | 'family'>, port: number) =>
  family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`
