// Where the host is. In a window of the desktop program the shell says so, once it has proven that it is the right one;
// in a browser it is where the page came from.
import { answer, connection, type Connection, type Refusal } from '../../../shared/desktop.ts'

/** `token` null: the person signs in by name and password. `place` null: a browser. */
export type Host = Omit<Connection, 'place'> & { place: Connection['place'] | null }

/** The shell did not do what was asked; its sentences are the message. */
export class ShellRefusal extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.detail)
    this.name = 'ShellRefusal'
    this.refusal = refusal
  }
}

/** Refusals that trying again cannot change: somebody has to decide something first. */
const lasting: readonly Refusal['code'][] = ['no_place', 'key_changed', 'version', 'invalid', 'damaged']
export const isLasting = (error: unknown): error is ShellRefusal =>
  error instanceof ShellRefusal && lasting.includes(error.refusal.code)

const connectionAnswer = answer(connection)

/** What stands for the host of a page that was served by it. */
export const ownHost = (): Host => ({ base_url: location.origin, token: null, place: null, invitation: null })

/** Asked again before every connection: a restarted host may listen elsewhere. Throws ShellRefusal. */
export async function locateHost(): Promise<Host> {
  if (!window.pearl) return ownHost()
  const reply = connectionAnswer.parse(await window.pearl.connection())
  if (!reply.ok) throw new ShellRefusal(reply.refusal)
  return reply.value
}

export const isDesktop = () => window.pearl !== undefined
