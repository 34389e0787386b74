// G13: what a connection that has seen some traffic and is idle now holds in memory, beside the same on a WebSocket server
// that does nothing else. Each round starts both processes anew, because memory that was used once is not given back.
import type { Bench, Goal, Round } from '../goal.ts'
import { closedLoop, withConnections } from '../http-client.ts'
import { withListeners } from '../listeners.ts'
import type { Child } from '../process/child.ts'
import { startHost, startHostWithQuestions, startRawWs } from '../process/programs.ts'
import { trackerWrites } from '../tracker-writes.ts'

const SOCKETS = 500
const EVENTS = 100
const MAX_KILOBYTES = 64

/** Kilobytes per connection: `traffic` runs once without them, so that only they make the difference. */
async function perConnection(server: Child, traffic: () => Promise<unknown>): Promise<number> {
  await traffic()
  const before = await server.ask<number>('memory')
  return withListeners(server.port, SOCKETS, 'websocket', async ({ seen }) => {
    await traffic()
    await seen(EVENTS)
    return ((await server.ask<number>('memory')) - before) / SOCKETS / 1024
  })
}

async function onHost(bench: Bench): Promise<number> {
  const host = await startHost(await bench.workspace())
  const next = trackerWrites(host.port, new Map([[1, 3]]))
  let index = 0
  return withConnections(host.port, 1, (connections) =>
    perConnection(host, () => closedLoop(connections, EVENTS, 200, () => next(index++))),
  ).finally(host.stop)
}

async function onRaw(frame: string): Promise<number> {
  const raw = await startRawWs()
  return perConnection(raw, () => raw.ask('publish', { frame, perSecond: 500, count: EVENTS })).finally(raw.stop)
}

export const memory: Goal = {
  id: 'G13',
  async measure(bench) {
    const host = await startHostWithQuestions(await bench.workspace())
    const frame = await host.ask<string>('frame').finally(host.stop)
    const rounds: Round[] = []
    for (let round = 0; round < bench.rounds; round += 1) {
      rounds.push({ product: await onHost(bench), limit: await onRaw(frame) })
    }
    return [
      {
        name: 'G13',
        product: 'memory of one idle connection after traffic, of 500',
        limit: 'the same on a bare ws server',
        unit: 'kB',
        bound: 2,
        rounds,
      },
      {
        name: 'G13 size',
        product: 'memory of one idle connection after traffic, of 500',
        limit: 'fixed',
        unit: 'kB',
        bound: 1,
        rounds: rounds.map(({ product }) => ({ product, limit: MAX_KILOBYTES })),
      },
    ]
  },
}
