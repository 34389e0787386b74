// The least that a recorded write costs in SQLite: in one immediate transaction an UPDATE of three columns of a tracker row
// and an INSERT of a change entry with the columns and the length of content of the product's. No read, no check, no JSON,
// no hash, no HTTP. The file is opened by the product's own code: the same schema, triggers and pragmas (synchronous=FULL).
import { knownVersion } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/open.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { STAMPED_COLUMN } from '../stamp.ts'

type Values = Record<string, string | number | null>

/** The newest entry of a tracker row's update as the product wrote it: what the limit's entries look like. */
const SAMPLE = `SELECT * FROM changes WHERE entity = '${tracker.name}' AND action = 'update' ORDER BY seq DESC LIMIT 1`

/** Opens a workspace for writes of `text` into one row. */
export function openBareWrite(directory: string): (id: number, text: string) => void {
  const db = openDatabase({ directory, knownVersion: knownVersion() })
  const entry = db.prepare<[], Values>(SAMPLE).get()!
  const columns = Object.keys(entry)
  let { seq } = db.prepare<[], { seq: number }>('SELECT max(seq) AS seq FROM changes').get()!

  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const update = db.prepare(
    `UPDATE ${tracker.name} SET ${STAMPED_COLUMN} = ?, version = version + 1, updated_at = ? WHERE id = ?`,
  )
  const insert = db.prepare(`INSERT INTO changes (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  const others = columns.filter((column) => !['seq', 'tx', 'row_id'].includes(column))
  const fixed = others.map((column) => entry[column])
  if (columns.slice(0, 2).join() !== 'seq,tx') throw new Error('The columns of changes have another order')
  const place = others.indexOf('entity') + 1

  return (id, text) => {
    begin.run()
    update.run(text, entry.at, id)
    seq += 1
    insert.run(seq, seq, ...fixed.slice(0, place), id, ...fixed.slice(place))
    commit.run()
  }
}
