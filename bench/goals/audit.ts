// AUDIT: a page of the audit trail by each kind of filter, over HTTP: 200 ms for every 100,000 entries that the trail has. The
// figure is that of the slowest filter.
import { startHost } from '../process/programs.ts'
import type { Goal } from '../goal.ts'
import { call } from '../http-client.ts'
import { timed } from '../statistics.ts'

const MS_PER_ENTRY = 200 / 100_000
const PATH = '/api/v1/audit-trail/entries'
const filters = [
  '',
  'actor_id=1',
  'entity=studies&action=delete',
  'effort_id=1',
  'effort_id=99',
  'study_id=1&action=delete',
  'from=2999-01-01T00:00:00.000Z',
  'text=nowhere%20to%20be%20found',
  'text=T-14.1.7',
  'actor_id=1&action=create&study_id=1&text=where',
]

export const audit: Goal = {
  id: 'AUDIT',
  async measure(bench) {
    const { port, stop } = await startHost(await bench.workspace())
    try {
      const read = (filter: string) => call(port, 'GET', `${PATH}?limit=100&${filter}`, {})
      const slowest = async () => {
        const times: number[] = []
        for (const filter of filters) times.push(await timed(() => read(filter)))
        const worst = Math.max(...times)
        return { worst, filter: filters[times.indexOf(worst)]! }
      }
      const { entries } = await call<{ entries: { seq: number }[] }>(port, 'GET', `${PATH}?limit=1`, {})
      const count = entries[0]!.seq
      await slowest()
      const taken: Awaited<ReturnType<typeof slowest>>[] = []
      for (let round = 0; round < bench.rounds; round += 1) taken.push(await slowest())
      return [
        {
          name: 'AUDIT',
          product: 'a page of the audit trail, the slowest of ten filters',
          limit: '200 ms for every 100,000 entries',
          unit: 'ms',
          bound: 1,
          rounds: taken.map(({ worst }) => ({ product: worst, limit: count * MS_PER_ENTRY })),
          note: `${count} entries; slowest: ${taken.at(-1)!.filter}`,
        },
      ]
    } finally {
      await stop()
    }
  },
}
