// G6: one tracker row read by somebody who is signed in, in processor time of the server.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { trackerPath } from '../addresses.ts'
import { alternate, type Goal } from '../goal.ts'
import { call, closedLoop, requestOf, withConnections, type Connection } from '../http-client.ts'
import type { Child } from '../process/child.ts'
import { ADMIN_PASSWORD, startHost, startRawHttp } from '../process/programs.ts'
import { rowOfWrite } from '../rows-written.ts'
import { ITEMS } from '../seed.ts'

const REQUESTS_A_ROUND = 20_000
const CONNECTIONS = 10

async function cost(server: Child, connections: Connection[], requests: readonly Buffer[]): Promise<number> {
  const next = (index: number) => requests[index % requests.length]!
  const microseconds = await server.cpuDuring(() => closedLoop(connections, REQUESTS_A_ROUND, 200, next))
  return microseconds / REQUESTS_A_ROUND
}

export const pointRead: Goal = {
  id: 'G6',
  async measure(bench) {
    const empty = path.join(await bench.folder(), 'body')
    await writeFile(empty, '')
    const host = await startHost(await bench.workspace(), 'with sign-in')
    const raw = await startRawHttp(empty)
    const { access_token } = await call<{ access_token: string }>(host.port, 'POST', '/api/v1/auth/login', {
      body: { username: 'admin', password: ADMIN_PASSWORD },
    })
    const headers = { Authorization: `Bearer ${access_token}` }
    const reads = Array.from({ length: 1_000 }, (_, index) =>
      requestOf('GET', trackerPath(rowOfWrite(index, ITEMS)), { port: host.port, headers }),
    )
    const small = [requestOf('GET', '/', { port: raw.port })]
    return withConnections(host.port, CONNECTIONS, (toHost) =>
      withConnections(raw.port, CONNECTIONS, async (toRaw) => [
        {
          name: 'G6',
          product: 'one tracker row read with a session',
          limit: 'raw node:http, 2 KB',
          unit: 'µs CPU',
          bound: 3,
          rounds: await alternate(
            bench.rounds,
            () => cost(host, toHost, reads),
            () => cost(raw, toRaw, small),
          ),
        },
      ]),
    ).finally(() => Promise.all([host.stop(), raw.stop()]))
  },
}
