// The measured programs by name: the host as it is shipped, the same host from its sources with a few more questions, and
// the programs that do as little as the task allows.
import { fileURLToPath } from 'node:url'
import { startChild, type Child } from './child.ts'

const fileOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The bundle that is shipped. */
export const bundledHost = fileOf('../../out/server/cli.js')
export const bareStart = fileOf('../limits/bare-start.mjs')

export const ADMIN_PASSWORD = 'bench-password'

/** The shipped host over a workspace; anybody acts as its owner unless it is told to ask for a sign-in. */
export function startHost(directory: string, access: '--open' | 'with sign-in' = '--open'): Promise<Child> {
  const flags = access === '--open' ? ['--open'] : []
  return startChild([bundledHost, 'serve', '--port', '0', '--data', directory, ...flags], {
    PEARL_ADMIN_PASSWORD: ADMIN_PASSWORD,
  })
}

/** The host from its sources, which also answers what only its inside can do (see host-with-questions.ts). */
export const startHostWithQuestions = (directory: string) => startChild([fileOf('./host-with-questions.ts'), directory])

/** node:http that sends the bytes of a file at `/body` and 2 KB at any other address. */
export const startRawHttp = (bodyFile: string) => startChild([fileOf('../limits/raw-http.ts'), bodyFile])

/** Sockets of node:net that ready frames are written to; with a workspace, each frame after a bare SQL write. */
export const startRawTcp = (directory?: string) =>
  startChild([fileOf('../limits/raw-tcp.ts'), ...(directory === undefined ? [] : [directory])])

/** A WebSocket server of the ws package that does nothing else. */
export const startRawWs = () => startChild([fileOf('../limits/raw-ws.ts')])

/** Bare SQL over a workspace. */
export const startBareSql = (directory: string) => startChild([fileOf('../limits/bare-sql.ts'), directory])

/** A client that loads one address in a loop. */
export const startListLoop = () => startChild([fileOf('./list-loop.ts')])
