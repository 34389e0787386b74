// G2 to G4: the list that is kept ready. Its time to the last byte beside node:http sending the very same bytes, what it
// weighs on the wire, and what it costs to hear that nothing changed.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { EffortSnapshot } from '../../shared/snapshot.ts'
import { listRequest } from '../addresses.ts'
import { alternate, type Bench, type Goal, type Measurement } from '../goal.ts'
import { closedLoop, openConnection, requestOf, withConnections, type Connection } from '../http-client.ts'
import type { Child } from '../process/child.ts'
import { startHost, startRawHttp } from '../process/programs.ts'
import { medianOf, timed } from '../statistics.ts'

const LOADS_A_ROUND = 400
const UNCHANGED_A_ROUND = 20_000
const CONNECTIONS = 10

interface Ready {
  host: Child
  raw: Child
  /** The list's body as it travels, and the tag under which it is known. */
  body: Buffer
  etag: string
}

/** Both servers with the same body. */
async function withReadyList<T>(bench: Bench, work: (ready: Ready) => Promise<T>): Promise<T> {
  const host = await startHost(await bench.workspace())
  const connection = await openConnection(host.port)
  const reply = await connection.send(listRequest(host.port), true)
  connection.close()
  const file = path.join(await bench.folder(), 'body')
  await writeFile(file, reply.body!)
  const raw = await startRawHttp(file)
  try {
    return await work({ host, raw, body: reply.body!, etag: /\r\netag: (.*)/i.exec(reply.head)![1]! })
  } finally {
    await Promise.all([host.stop(), raw.stop()])
  }
}

/** Median time of loads on one connection, in milliseconds. */
async function loadTime(connection: Connection, request: Buffer): Promise<number> {
  const times: number[] = []
  for (let load = 0; load < LOADS_A_ROUND; load += 1) times.push(await timed(() => connection.send(request)))
  return medianOf(times)
}

export const listWarm: Goal = {
  id: 'G2',
  measure: (bench) =>
    withReadyList(bench, async ({ host, raw, body }) => {
      const connections = await Promise.all([openConnection(host.port), openConnection(raw.port)])
      const rounds = await alternate(
        bench.rounds,
        () => loadTime(connections[0], listRequest(host.port)),
        () => loadTime(connections[1], requestOf('GET', '/body', { port: raw.port })),
      )
      connections.forEach((connection) => connection.close())
      return [
        {
          name: 'G2',
          product: 'kept list to its last byte, one client',
          limit: 'raw node:http sending the same bytes',
          unit: 'ms',
          bound: 2,
          rounds,
          note: `${Math.round(body.length / 1000)} kB`,
        },
      ]
    }),
}

export const listOnTheWire: Goal = {
  id: 'G3',
  measure: (bench) =>
    withReadyList(bench, async ({ body }): Promise<Measurement[]> => {
      const { tables } = JSON.parse(brotliDecompressSync(body).toString()) as EffortSnapshot
      const asObjects = Object.entries(tables).map(([name, { columns, values }]) => [
        name,
        values[0]!.map((_, place) =>
          Object.fromEntries(columns.map((column, index) => [column, values[index]![place]])),
        ),
      ])
      const uncompressed = Buffer.byteLength(JSON.stringify(Object.fromEntries(asObjects)))
      return [
        {
          name: 'G3',
          product: 'list on the wire',
          limit: 'the same rows as objects in JSON, uncompressed',
          unit: 'kB',
          bound: 0.1,
          rounds: [{ product: body.length / 1000, limit: uncompressed / 1000 }],
        },
      ]
    }),
}

export const listUnchanged: Goal = {
  id: 'G4',
  measure: (bench) =>
    withReadyList(bench, async ({ host, raw, etag }) => {
      const request = listRequest(host.port, { 'If-None-Match': etag })
      const small = requestOf('GET', '/', { port: raw.port })
      const cost = (server: Child, connections: Connection[], status: number, sent: Buffer) =>
        server
          .cpuDuring(() => closedLoop(connections, UNCHANGED_A_ROUND, status, () => sent))
          .then((microseconds) => microseconds / UNCHANGED_A_ROUND)
      return withConnections(host.port, CONNECTIONS, (toHost) =>
        withConnections(raw.port, CONNECTIONS, async (toRaw) => [
          {
            name: 'G4',
            product: 'unchanged list, answered 304',
            limit: 'raw node:http, 2 KB',
            unit: 'µs CPU',
            bound: 2,
            rounds: await alternate(
              bench.rounds,
              () => cost(host, toHost, 304, request),
              () => cost(raw, toRaw, 200, small),
            ),
          },
        ]),
      )
    }),
}
