// Joins somebody else's host by its join code: nothing is sent to it before its key has been found to be the one that the
// code names.
import type { Answer } from '../shared/desktop.ts'
import { decode, isExpired } from '../shared/domain/join-code.ts'
import { AppError } from '../shared/errors.ts'
import { readHostPort, type HostPort } from './network/host-address.ts'
import { describeHost, reach, type Joined } from './places/joined-place.ts'
import { refuse } from './refuse.ts'

export interface Invited {
  place: Joined
  invitation: string
}

/**
 * Reads a join code and proves that the host it names is there.
 * @param address typed by the person; overrides the one in the code
 */
export async function join(code: string, address: string | undefined, now = new Date()): Promise<Answer<Invited>> {
  try {
    const read = decode(code)
    if (isExpired(read, now)) {
      return refuse('invalid', 'This join code has expired. Ask the owner of the host for a new one.')
    }
    const place = describeHost(hostOf(address, read), read.fingerprint)
    const reached = await reach(place)
    if (!reached.ok) return reached
    const { fingerprint } = reached.value
    return { ok: true, value: { place: { ...place, fingerprint }, invitation: read.invitation } }
  } catch (error) {
    if (error instanceof AppError) return refuse('invalid', error.message)
    throw error
  }
}

function hostOf(typed: string | undefined, code: { address: string | null; port: number }): HostPort {
  if (typed !== undefined && typed.trim() !== '') return readHostPort(typed, code.port)
  if (code.address !== null) return { host: code.address, port: code.port }
  throw new AppError('invalid', 'This join code carries no address. Type the address that the host shows.')
}
