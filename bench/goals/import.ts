// IMPORT: 10,000 tables, listings and figures with titles, footnotes and trackers in one bulk upload over HTTP, beside
// inserting exactly the rows and change entries it leaves behind, ready made, by bare SQL in one transaction.
import type Database from 'better-sqlite3'
import { knownVersion } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/open.ts'
import { EFFORTS, ITEMS } from '../seed.ts'
import type { Bench, Goal, Round } from '../goal.ts'
import { call } from '../http-client.ts'
import { startHost } from '../process/programs.ts'
import { timed } from '../statistics.ts'
import { wordingFrom } from '../wording.ts'

const MAX_MILLISECONDS = 3_000

interface Inserts {
  table: string
  columns: string[]
  rows: unknown[][]
}

/** Everything that stands in a workspace and did not before the import, in the order of its change entries. */
function insertsSince(db: Database.Database, seq: number): Inserts[] {
  const entries = db.prepare('SELECT * FROM changes WHERE seq > ? ORDER BY seq').raw().all(seq) as unknown[][]
  const columnsOf = (table: string) => (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const inserts: Inserts[] = [{ table: 'changes', columns: columnsOf('changes'), rows: entries }]
  const tables = db.prepare('SELECT DISTINCT entity FROM changes WHERE seq > ?').pluck().all(seq) as string[]
  for (const table of tables) {
    const rows = db
      .prepare(`SELECT t.* FROM changes JOIN ${table} AS t ON t.id = row_id WHERE seq > ? AND entity = ? ORDER BY seq`)
      .raw()
      .all(seq, table) as unknown[][]
    inserts.push({ table, columns: columnsOf(table), rows })
  }
  return inserts
}

const open = (directory: string) => openDatabase({ directory, knownVersion: knownVersion() })

/** Milliseconds of inserting ready rows in one transaction, in the order in which the product wrote them. */
async function bareImport(directory: string, inserts: readonly Inserts[]): Promise<number> {
  const db = open(directory)
  const [entries, ...tables] = inserts
  const entity = entries!.columns.indexOf('entity')
  const statementFor = ({ table, columns }: Inserts) =>
    db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  const time = await timed(() => {
    const record = statementFor(entries!)
    const byTable = new Map(
      tables.map((insert) => [insert.table, { statement: statementFor(insert), rows: insert.rows, next: 0 }]),
    )
    db.exec('BEGIN IMMEDIATE')
    for (const entry of entries!.rows) {
      const into = byTable.get(entry[entity] as string)!
      into.statement.run(into.rows[into.next++]!)
      record.run(entry)
    }
    db.exec('COMMIT')
  })
  db.close()
  return time
}

async function importOnce(bench: Bench, body: unknown): Promise<{ round: Round; note: string }> {
  const directory = await bench.workspace()
  const before = open(directory)
  const seq = before.prepare('SELECT max(seq) FROM changes').pluck().get() as number
  before.exec(`INSERT INTO reporting_efforts (study_id, database_release_id, database_release_label, created_at, updated_at)
    SELECT study_id, database_release_id, 'Import', created_at, updated_at FROM reporting_efforts WHERE id = 1`)
  before.close()
  const host = await startHost(directory)
  const product = await timed(async () => {
    const { created_count } = await call<{ created_count: number }>(
      host.port,
      'POST',
      `/api/v1/reporting-effort-items/${EFFORTS + 1}/bulk-tlf`,
      { body },
    )
    if (created_count !== ITEMS) throw new Error(`Only ${created_count} of ${ITEMS} rows were imported`)
  }).finally(host.stop)

  const after = open(directory)
  const inserts = insertsSince(after, seq)
  after.close()
  const bare = await bench.workspace()
  const db = open(bare)
  db.exec(`INSERT INTO reporting_efforts (study_id, database_release_id, database_release_label, created_at, updated_at)
    SELECT study_id, database_release_id, 'Import', created_at, updated_at FROM reporting_efforts WHERE id = 1`)
  db.close()
  const limit = await bareImport(bare, inserts)
  return { round: { product, limit }, note: `${inserts[0]!.rows.length} rows and as many change entries` }
}

export const bulkImport: Goal = {
  id: 'IMPORT',
  async measure(bench) {
    const wording = wordingFrom(2)
    const body = Array.from({ length: ITEMS }, (_, index) => wording.tlf(index))
    const rounds: Round[] = []
    let note = ''
    for (let count = 0; count < bench.rounds; count += 1) {
      const imported = await importOnce(bench, body)
      rounds.push(imported.round)
      note = imported.note
    }
    const product = 'bulk upload of 10,000 items with titles, footnotes and trackers over HTTP'
    return [
      {
        name: 'IMPORT',
        product,
        limit: 'bare inserts of the same rows and change entries, one transaction',
        unit: 'ms',
        bound: 3,
        rounds,
        note,
      },
      {
        name: 'IMPORT time',
        product,
        limit: 'fixed',
        unit: 'ms',
        bound: 1,
        rounds: rounds.map((round) => ({ product: round.product, limit: MAX_MILLISECONDS })),
      },
    ]
  },
}
