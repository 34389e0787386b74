// G7 and G8: a recorded, durable write. Its processor time beside bare SQL that leaves the same traces, and its time over
// HTTP beside putting 4 KiB on the disk.
import { fdatasyncSync, openSync, writeSync, closeSync } from 'node:fs'
import path from 'node:path'
import { alternate, type Goal } from '../goal.ts'
import { closedLoop, openConnection, withConnections } from '../http-client.ts'
import { startBareSql, startHost } from '../process/programs.ts'
import { medianOf, timed } from '../statistics.ts'
import { trackerWrites } from '../tracker-writes.ts'

const WRITES_A_ROUND = 3_000
/** Before the first round: until then V8 still compiles, which a host that runs all day does once. */
const WARM_UP = 12_000
const TIMED_A_ROUND = 400
const CONNECTIONS = 10

export const write: Goal = {
  id: 'G7',
  async measure(bench) {
    const host = await startHost(await bench.workspace())
    const bare = await startBareSql(await bench.workspace())
    const next = trackerWrites(host.port, new Map([[1, 3]]))
    let index = 0
    return withConnections(host.port, CONNECTIONS, async (connections) => {
      await closedLoop(connections, WARM_UP, 200, () => next(index++))
      return [
        {
          name: 'G7',
          product: 'write over HTTP: checked, versioned, recorded, committed with synchronous=FULL',
          limit: 'bare SQL: UPDATE of the row and INSERT of the change entry in one transaction, same pragmas',
          unit: 'µs CPU',
          bound: 3,
          rounds: await alternate(
            bench.rounds,
            async () => {
              const work = () => closedLoop(connections, WRITES_A_ROUND, 200, () => next(index++))
              return (await host.cpuDuring(work)) / WRITES_A_ROUND
            },
            async () => (await bare.cpuDuring(() => bare.ask('write', { count: WRITES_A_ROUND }))) / WRITES_A_ROUND,
          ),
        },
      ]
    }).finally(() => Promise.all([host.stop(), bare.stop()]))
  },
}

export const durableWrite: Goal = {
  id: 'G8',
  async measure(bench) {
    const directory = await bench.workspace()
    const host = await startHost(directory)
    const next = trackerWrites(host.port, new Map([[1, 3]]))
    const connection = await openConnection(host.port)
    const file = openSync(path.join(directory, 'plain'), 'w')
    const page = Buffer.alloc(4096, 1)
    let index = 0
    await closedLoop([connection], WARM_UP, 200, () => next(index++))
    const rounds = await alternate(
      bench.rounds,
      async () => {
        const times: number[] = []
        for (let count = 0; count < TIMED_A_ROUND; count += 1) {
          const request = next(index++)
          times.push(await timed(() => connection.send(request)))
        }
        return medianOf(times)
      },
      async () => {
        const times: number[] = []
        for (let count = 0; count < TIMED_A_ROUND; count += 1) {
          times.push(
            await timed(() => {
              writeSync(file, page, 0, page.length, (count % 1_000) * page.length)
              fdatasyncSync(file)
            }),
          )
        }
        return medianOf(times)
      },
    )
    connection.close()
    closeSync(file)
    await host.stop()
    return [
      {
        name: 'G8',
        product: 'durable write over HTTP, from request to reply, p50',
        limit: 'write of 4 KiB and fdatasync on the same file system, p50',
        unit: 'ms',
        bound: 5,
        rounds,
      },
    ]
  },
}
