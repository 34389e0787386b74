// G14: from starting the process until it listens, over a workspace of the newest schema, beside Node with one bare server.
import { spawn } from 'node:child_process'
import { alternate, type Goal } from '../goal.ts'
import { readyPort, stop } from '../process/child.ts'
import { bareStart, bundledHost } from '../process/programs.ts'
import { makeEmptyWorkspace } from '../seed.ts'

/** Milliseconds until the program is ready. */
async function startTime(args: readonly string[]): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  try {
    await readyPort(child)
    return performance.now() - start
  } finally {
    await stop(child)
  }
}

const hostOver = (directory: string) => [bundledHost, 'serve', '--port', '0', '--open', '--data', directory]

export const start: Goal = {
  id: 'G14',
  async measure(bench) {
    const directory = await bench.folder()
    await makeEmptyWorkspace(directory)
    const rounds = await alternate(
      bench.rounds * 2,
      () => startTime(hostOver(directory)),
      () => startTime([bareStart]),
    )
    const full = await startTime(hostOver(await bench.workspace()))
    return [
      {
        name: 'G14',
        product: 'start of the host until it listens, migrated workspace',
        limit: 'start of Node with one http server',
        unit: 'ms',
        bound: 3.5,
        rounds,
        note: `${Math.round(full)} ms over the seeded workspace, whose every page is checked at start`,
      },
    ]
  },
}
