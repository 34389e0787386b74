// The index that searches read: an FTS5 table in memory, beside the workspace and not in it. It follows the change log, the
// one complete record of every write, and is brought up to the newest entry before each search: it cannot miss an undo, a
// bulk upload or a removal, costs a write nothing, and a copy or a restore never carries a stale one. It keeps no text.
import type Database from 'better-sqlite3'
import { hitKinds, type HitKind } from '../../../shared/actions/search.ts'
import { squeeze } from '../../../shared/domain/search-text.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { prepared } from '../../db/statements.ts'
import { sources } from './sources.ts'

/** Rows taken in before the loop gets a turn: a few milliseconds. */
const ROWS_A_STEP = 200
const KINDS = 16

interface Source {
  id: number
  code: string
  text: string
}
export interface Found {
  kind: HitKind
  id: number
}
export interface SearchIndex {
  /** Takes in what was written since; other requests are served meanwhile. */
  catchUp(): Promise<void>
  /** The best first, of at most `limit`. @param isWeighed false: in no particular order, which is quicker */
  find(expression: string, limit: number, isWeighed: boolean): Found[]
}

const indexes = new WeakMap<Database.Database, SearchIndex>()

/** The index of the workspace that is open as `db`; made at its first use. */
export function searchIndexOf(db: Database.Database): SearchIndex {
  let index = indexes.get(db)
  if (!index) indexes.set(db, (index = createIndex(db)))
  return index
}

function createIndex(db: Database.Database): SearchIndex {
  const memory = openSqlite(':memory:')
  memory.exec(`CREATE VIRTUAL TABLE found USING fts5(joined, code, text, content = '', contentless_delete = 1,
    prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2")`)
  const put = memory.prepare('INSERT OR REPLACE INTO found (rowid, joined, code, text) VALUES (?, ?, ?, ?)')
  const drop = memory.prepare('DELETE FROM found WHERE rowid = ?')
  const weighed = memory
    .prepare('SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found, 8, 4, 1), rowid LIMIT ?')
    .pluck()
  const plain = memory.prepare('SELECT rowid FROM found WHERE found MATCH ? LIMIT ?').pluck()
  let epoch: string | null = null
  let seq = 0
  let underWay: Promise<void> | null = null

  const rowid = (kind: HitKind, id: number) => id * KINDS + hitKinds.indexOf(kind)
  const takeIn = (kind: HitKind, { id, code, text }: Source) => put.run(rowid(kind, id), squeeze(code), code, text)
  const step = memory.transaction((work: () => void) => work())

  /** Every row of a table in steps. Rows written meanwhile are taken in again afterwards. */
  async function fill(kind: HitKind): Promise<void> {
    const next = prepared<Source>(db, `${sources[kind]} > ? ORDER BY 1 LIMIT ${ROWS_A_STEP}`)
    for (let last = 0; ;) {
      const rows = next.all(last)
      step(() => rows.forEach((row) => takeIn(kind, row)))
      if (rows.length < ROWS_A_STEP) return
      last = rows.at(-1)!.id
      await turn()
    }
  }

  async function follow(): Promise<void> {
    const now = epochOf(db)
    if (now !== epoch) {
      memory.exec(`DELETE FROM found`)
      seq = headOf(db)
      epoch = null
      for (const kind of hitKinds) await fill(kind)
      epoch = now
    }
    for (let head = headOf(db); seq < head; head = headOf(db)) {
      const written = writtenSince(db, seq)
      for (let at = 0; at < written.length; at += ROWS_A_STEP) {
        if (at > 0) await turn()
        step(() => written.slice(at, at + ROWS_A_STEP).forEach(refresh))
      }
      seq = head
    }
  }
  function refresh({ kind, id }: Found): void {
    const row = prepared<Source>(db, `${sources[kind]} = ?`).get(id)
    if (row) takeIn(kind, row)
    else drop.run(rowid(kind, id))
  }

  return {
    catchUp() {
      underWay ??= follow().finally(() => (underWay = null))
      return underWay
    },
    find: (expression, limit, isWeighed) =>
      ((isWeighed ? weighed : plain).all(expression, limit) as number[]).map((found) => ({
        kind: hitKinds[found % KINDS]!,
        id: Math.floor(found / KINDS),
      })),
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const epochOf = (db: Database.Database) =>
  prepared<{ epoch: string }>(db, 'SELECT epoch FROM feed WHERE id = 1').get()?.epoch ?? ''
const headOf = (db: Database.Database) =>
  prepared<{ seq: number }>(db, 'SELECT coalesce(max(seq), 0) AS seq FROM changes').get()!.seq

/** What has to be taken in anew: rows written after an entry of the log, and items whose title was. */
function writtenSince(db: Database.Database, seq: number): Found[] {
  const rows = prepared<Found>(
    db,
    `WITH written AS (SELECT DISTINCT entity AS kind, row_id AS id FROM changes WHERE seq > ?)
     SELECT kind, id FROM written
     UNION SELECT 'reporting_effort_items', i.id FROM written AS w
       JOIN reporting_effort_items AS i ON w.kind = 'text_elements' AND i.title_id = w.id
     UNION SELECT 'package_items', i.id FROM written AS w
       JOIN package_items AS i ON w.kind = 'text_elements' AND i.title_id = w.id`,
  ).all(seq)
  return rows.filter(({ kind }) => hitKinds.includes(kind))
}
