// A workspace that was shared when its program was killed is shared again at the next start: the others wait for it and come
// back by themselves. One whose sharing ended in order stays unshared.
import type { FastifyBaseLogger } from 'fastify'
import { workspace, WORKSPACE_ID } from '../../../shared/entities/workspace.ts'
import type { ServerConfig } from '../../config.ts'
import { readRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { HostingControl } from './routes.ts'

type WantedHosting = NonNullable<ServerConfig['hosting']>

/** How the workspace was shared when its program was killed; undefined when it was not, or stopped in order. */
export function interruptedHosting(store: Store): WantedHosting | undefined {
  const places = readRow(store.db, workspace, WORKSPACE_ID)?.hosted_on?.split(', ') ?? []
  if (places.length === 0) return undefined
  const parts = places.map((place) => [place.slice(0, place.lastIndexOf(':')), place.slice(place.lastIndexOf(':') + 1)])
  return { port: Number(parts[0]![1]), addresses: parts.map(([address]) => address!) }
}

/** Shares it again. Never rejects: this machine goes on working where the network cannot be reached as before. */
export async function resumeHosting(
  control: HostingControl,
  wanted: WantedHosting,
  log: FastifyBaseLogger,
): Promise<void> {
  try {
    await control.start(wanted)
    log.warn('The workspace was shared when its program was killed, and is shared again')
  } catch (error) {
    log.warn({ err: error }, 'The workspace was shared when its program was killed, and cannot be shared again')
  }
}
