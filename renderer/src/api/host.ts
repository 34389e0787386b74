// Where the host is. In a window of the desktop program the shell says so, and gives a session; in a browser it is where
// the page came from.
import { connection } from '../../../shared/desktop.ts'

export interface Host {
  /** Origin of the host, without a slash at the end. */
  base_url: string
  /** The session that the shell gives its window; null in a browser. */
  token: string | null
}

/** Asked again before every connection: a restarted host may listen elsewhere. Throws when the shell's answer is not one. */
export async function locateHost(): Promise<Host> {
  if (!window.pearl) return { base_url: location.origin, token: null }
  return connection.parse(await window.pearl.connection())
}

export const isDesktop = () => window.pearl !== undefined
