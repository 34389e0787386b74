// G11: somebody changes a status; until a hundred others have it. Beside it the bare SQL write followed by a ready frame
// on plain TCP, in one process and without HTTP.
import { trackerPath } from '../addresses.ts'
import { alternate, type Goal } from '../goal.ts'
import { openConnection, requestOf } from '../http-client.ts'
import { withListeners } from '../listeners.ts'
import { pace } from '../pace.ts'
import { startHost, startHostWithQuestions, startRawTcp } from '../process/programs.ts'
import { STAMPED_COLUMN, stampNow } from '../stamp.ts'
import { percentileOf } from '../statistics.ts'

const SOCKETS = 100
const PER_SECOND = 20
const COUNT = 60

/** The frame that the product sends for such a change. */
async function frameOf(directory: string): Promise<string> {
  const host = await startHostWithQuestions(directory)
  return host.ask<string>('frame').finally(host.stop)
}

export const seenByAll: Goal = {
  id: 'G11',
  async measure(bench) {
    const frame = await frameOf(await bench.workspace())
    const host = await startHost(await bench.workspace())
    const raw = await startRawTcp(await bench.workspace())
    const connection = await openConnection(host.port)
    const rounds = await alternate(
      bench.rounds,
      () =>
        withListeners(host.port, SOCKETS, 'websocket', async ({ seen, delays }) => {
          await pace(PER_SECOND, COUNT, () => {
            const body = { [STAMPED_COLUMN]: stampNow() }
            void connection.send(requestOf('PUT', trackerPath(1), { port: host.port, body }))
          })
          await seen(COUNT)
          return percentileOf(delays, 0.99)
        }),
      () =>
        withListeners(raw.port, SOCKETS, 'tcp', async ({ seen, delays }) => {
          await raw.ask('publish', { frame, perSecond: PER_SECOND, count: COUNT })
          await seen(COUNT)
          return percentileOf(delays, 0.99)
        }),
    ).finally(() => Promise.all([host.stop(), raw.stop()]))
    connection.close()
    return [
      {
        name: 'G11',
        product: 'PUT by one until seen by 100 others, p99',
        limit: 'bare SQL write, then a ready frame on plain TCP, until seen by 100, p99',
        unit: 'ms',
        bound: 3,
        rounds,
      },
    ]
  },
}
