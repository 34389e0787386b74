// G12: what a client that loads the list again and again does to the small requests of everybody else: their p99 beside
// it and alone, on the same host. Once with the kept list, once with a list that has to be built for every load.
import { listPath, listRequest, trackerPath } from '../addresses.ts'
import { alternate, type Goal } from '../goal.ts'
import { openConnection, requestOf, type Connection } from '../http-client.ts'
import { pace } from '../pace.ts'
import type { Child } from '../process/child.ts'
import { startHost, startHostWithQuestions, startListLoop } from '../process/programs.ts'
import { percentileOf } from '../statistics.ts'

const PER_SECOND = 250
const COUNT = 750
/** Enough that a late reply does not hold up the requests after it. */
const CONNECTIONS = 20

/** p99 of small requests at a steady rate, in milliseconds from the moment each was due to be sent. */
async function smallRequests(port: number): Promise<number> {
  const idle: Connection[] = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(port)))
  const request = requestOf('GET', trackerPath(1), { port })
  const times: number[] = []
  const pending: Promise<void>[] = []
  const sendOne = async () => {
    const start = performance.now()
    const connection = idle.pop() ?? (await openConnection(port))
    await connection.send(request)
    times.push(performance.now() - start)
    idle.push(connection)
  }
  await pace(PER_SECOND, COUNT, () => pending.push(sendOne()))
  await Promise.all(pending)
  for (const connection of idle) connection.close()
  return percentileOf(times, 0.99)
}

async function besideKeptLists(host: Child, loop: Child): Promise<number> {
  await loop.ask('start', { port: host.port, path: listPath })
  const p99 = await smallRequests(host.port)
  await loop.ask('stop')
  return p99
}

async function besideBuiltLists(host: Child): Promise<number> {
  const connection = await openConnection(host.port)
  let running = true
  const loop = (async () => {
    while (running) {
      await host.ask('forgetLists')
      await connection.send(listRequest(host.port))
    }
  })()
  const p99 = await smallRequests(host.port)
  running = false
  await loop
  connection.close()
  return p99
}

export const besideAList: Goal = {
  id: 'G12',
  async measure(bench) {
    const host = await startHost(await bench.workspace())
    const loop = await startListLoop()
    const warm = await alternate(
      bench.rounds,
      () => besideKeptLists(host, loop),
      () => smallRequests(host.port),
    ).finally(() => Promise.all([host.stop(), loop.stop()]))
    const building = await startHostWithQuestions(await bench.workspace())
    const rebuilt = await alternate(
      bench.rounds,
      () => besideBuiltLists(building),
      () => smallRequests(building.port),
    ).finally(building.stop)
    const common = { limit: 'small requests alone, 250/s, p99', unit: 'ms' }
    return [
      {
        name: 'G12 warm',
        product: 'small requests beside a loop of kept lists, p99',
        ...common,
        bound: 3,
        rounds: warm,
      },
      {
        name: 'G12 rebuilt',
        product: 'small requests beside a loop of lists built each time, p99',
        ...common,
        bound: 7,
        rounds: rebuilt,
      },
    ]
  },
}
