// G5: a hundred windows open the list in the same moment, as after a restart of the host; until the last of them has it.
// Beside it the same hundred asking the same host for almost nothing.
import { helloPath, listRequest } from '../addresses.ts'
import { alternate, type Goal } from '../goal.ts'
import { requestOf, withConnections, type Connection } from '../http-client.ts'
import { startHost } from '../process/programs.ts'
import { medianOf, timed } from '../statistics.ts'

const WINDOWS = 100
const TIMES_A_ROUND = 15

/** Median time until all have their reply, in milliseconds. */
async function untilTheLast(connections: readonly Connection[], request: Buffer): Promise<number> {
  const times: number[] = []
  for (let time = 0; time < TIMES_A_ROUND; time += 1) {
    times.push(await timed(() => Promise.all(connections.map((connection) => connection.send(request)))))
  }
  return medianOf(times)
}

export const openAtOnce: Goal = {
  id: 'G5',
  async measure(bench) {
    const host = await startHost(await bench.workspace())
    const { port } = host
    return withConnections(port, WINDOWS, async (connections) => {
      const cold = await timed(() => Promise.all(connections.map((connection) => connection.send(listRequest(port)))))
      const rounds = await alternate(
        bench.rounds,
        () => untilTheLast(connections, listRequest(port)),
        () => untilTheLast(connections, requestOf('GET', helloPath, { port })),
      )
      return [
        {
          name: 'G5',
          product: '100 clients load the kept list at once, until the last has it',
          limit: '100 clients get a small reply from the same host',
          unit: 'ms',
          bound: 5,
          rounds,
          note: `${Math.round(cold)} ms when the list has to be built first`,
        },
      ]
    }).finally(host.stop)
  },
}
