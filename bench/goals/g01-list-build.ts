// G1: the list of 10,000 items made from the database, beside the same rows merely evaluated by SQLite: the same FROM and
// WHERE, every column read, one number out. Both on the same open file, in this process.
import { knownVersion } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/open.ts'
import { effortTablesJson, sourceOf } from '../../server/features/snapshots/effort-tables.ts'
import { effortEntities } from '../../shared/snapshot.ts'
import { EFFORT } from '../addresses.ts'
import { alternate, type Goal } from '../goal.ts'
import { timed } from '../statistics.ts'

export const listBuild: Goal = {
  id: 'G1',
  async measure(bench) {
    const db = openDatabase({ directory: await bench.workspace(), knownVersion: knownVersion() })
    const evaluations = effortEntities.map((entity) => {
      const lengths = entity.columns.map((column) => `length(ifnull(e.${column}, 0))`)
      return db.prepare<[number, number, number]>(`SELECT sum(${lengths.join(' + ')}) ${sourceOf(entity)}`)
    })
    const ids = 'SELECT min(id) AS first, max(id) AS last FROM reporting_effort_items WHERE reporting_effort_id = ?'
    const { first, last } = db.prepare<[number], { first: number; last: number }>(ids).get(EFFORT)!
    let length = 0
    const rounds = await alternate(
      bench.rounds * 2,
      () =>
        timed(async () => {
          length = 0
          for await (const piece of effortTablesJson(db, EFFORT)) length += piece.length
        }),
      () => timed(() => evaluations.forEach((statement) => statement.get(EFFORT, first, last))),
    )
    db.close()
    return [
      {
        name: 'G1',
        product: 'list of 10,000 items as JSON, built from the database',
        limit: 'the same rows evaluated in SQLite, one number out',
        unit: 'ms',
        bound: 1.5,
        rounds,
        note: `${(length / 1e6).toFixed(1)} MB of JSON`,
      },
    ]
  },
}
