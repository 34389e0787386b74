// The change log told from one item: its own entries and those of all that hangs on it, also of what is gone by now.
// Comments tell their own story and are left out.
import type Database from 'better-sqlite3'
import type { FieldChange, FieldValue, HistoryEntry } from '../../../shared/actions/history.ts'
import type { Change } from '../../../shared/changes.ts'
import { CHANGE_OWNER } from '../../db/change-owner.ts'
import { prepared } from '../../db/statements.ts'

type Row = Record<string, FieldValue>
interface StoredEntry extends Pick<
  Change,
  'seq' | 'tx' | 'at' | 'actor_id' | 'actor_name' | 'reason' | 'entity' | 'row_id' | 'action'
> {
  before: string | null
  after: string | null
}

/** Columns that every write changes, or that only say what the row hangs on. */
const SILENT = new Set([
  'id',
  'version',
  'created_at',
  'updated_at',
  'reporting_effort_id',
  'reporting_effort_item_id',
  'tracker_id',
])
const LINKS = ['reporting_effort_item_footnotes', 'reporting_effort_item_acronyms'] as const

/** The rows of an entity that ever named this parent. */
function linksEver(db: Database.Database, entity: string, parent: number): number[] {
  return prepared<number>(
    db,
    `SELECT row_id FROM changes WHERE action = 'create' AND entity = +? AND ${CHANGE_OWNER} = +?`,
  )
    .pluck()
    .all(entity, parent)
}

function entriesOf(db: Database.Database, entity: string, rowId: number): StoredEntry[] {
  return prepared<StoredEntry>(
    db,
    `SELECT seq, tx, at, actor_id, actor_name, reason, entity, row_id, action, before, after
     FROM changes WHERE entity = ? AND row_id = ?`,
  ).all(entity, rowId)
}

const parse = (json: string | null) => (json === null ? {} : (JSON.parse(json) as Row))

/** What an entry changed: of an update the fields that differ, of a creation or deletion those that say something. */
export function fieldsOf({ action, before, after }: Pick<StoredEntry, 'action' | 'before' | 'after'>): FieldChange[] {
  const [old, now] = [parse(before), parse(after)]
  const named = Object.keys(action === 'create' ? now : old).filter((field) => !SILENT.has(field))
  const changes = named.map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }))
  const isSaying = (value: unknown) => value !== null && (action === 'update' || value !== false)
  return changes.filter(({ before: from, after: to }) => from !== to && (isSaying(from) || isSaying(to)))
}

/** Newest first. An item that is not there and never was has no history. */
export function historyOf(db: Database.Database, itemId: number): HistoryEntry[] {
  const trackers = prepared<number>(
    db,
    'SELECT id FROM reporting_effort_item_tracker WHERE reporting_effort_item_id = ?',
  )
    .pluck()
    .all(itemId)
  const stored = [
    ...entriesOf(db, 'reporting_effort_items', itemId),
    ...LINKS.flatMap((entity) => linksEver(db, entity, itemId).flatMap((id) => entriesOf(db, entity, id))),
    ...trackers.flatMap((tracker) => [
      ...entriesOf(db, 'reporting_effort_item_tracker', tracker),
      ...linksEver(db, 'tracker_item_tags', tracker).flatMap((id) => entriesOf(db, 'tracker_item_tags', id)),
    ]),
  ]
  return stored
    .sort((a, b) => b.seq - a.seq)
    .map(({ tx, before, after, ...entry }) => ({
      ...entry,
      transaction: tx,
      fields: fieldsOf({ action: entry.action, before, after }),
    }))
}
