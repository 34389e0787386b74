// How an address of a host reads: with its port, one of IPv6 in brackets.
import type { HostAddress, HostingState } from '../../../../shared/actions/hosting.ts'

/** The address that the join code carries, else the first that is listened on. */
export function carriedAddress({ join_code, listening }: HostingState): HostAddress | undefined {
  const carried = join_code?.address
  return listening.find(({ address }) => carried === address || carried?.startsWith(`${address}:`)) ?? listening[0]
}

export const withPort = ({ address, family }: Pick<HostAddress, 'address' | 'family'>, port: number) =>
  family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`
