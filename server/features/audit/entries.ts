// Entries of the change log as rows of the audit trail: the same facts under upstream's names (protocol 2.14, 2.15).
import type Database from 'better-sqlite3'
import type { AuditRow } from '../../../shared/actions/audit.ts'
import type { Change } from '../../../shared/changes.ts'
import { prepared } from '../../db/statements.ts'

type Row = Record<string, unknown>
interface StoredEntry extends Omit<Change, 'before' | 'after' | 'context'> {
  before: string | null
  after: string | null
  context: string | null
  audit_action: string
  user_email: string | null
}

/** The action by which the audit trail calls an entry: an assignment is told apart from other updates by its context. */
export const auditAction = `
  CASE WHEN changes.context ->> '$.assignment_type' IS NULL THEN upper(changes.action)
       WHEN changes.context ->> '$.programmer_id' IS NULL THEN 'UNASSIGN_PROGRAMMER'
       ELSE 'ASSIGN_PROGRAMMER' END`

const entries = `
  SELECT changes.*, ${auditAction} AS audit_action, users.email AS user_email
  FROM changes LEFT JOIN users ON users.id = changes.actor_id`

export interface AuditFilter {
  skip: number
  limit: number
  table_name?: string | undefined
  user_id?: number | undefined
  action?: string | undefined
  start_date?: string | undefined
  end_date?: string | undefined
}

/** Entries that pass every filter given, newest first. */
export function listEntries(db: Database.Database, filter: AuditFilter): AuditRow[] {
  const conditions: [string, unknown][] = [
    ['changes.entity = +?', filter.table_name],
    ['changes.actor_id = +?', filter.user_id],
    [`${auditAction} = +?`, filter.action],
    ['changes.at >= +?', filter.start_date],
    ['changes.at <= +?', filter.end_date],
  ]
  const given = conditions.filter(([, value]) => value !== undefined)
  const where = given.map(([condition]) => condition).join(' AND ') || 'true'
  return prepared<StoredEntry>(db, `${entries} WHERE ${where} ORDER BY changes.seq DESC LIMIT ? OFFSET ?`)
    .all(...given.map(([, value]) => value), filter.limit, filter.skip)
    .map((stored) => toAuditRow(db, stored))
}

/** The whole history of one row, newest first. */
export function entriesOf(db: Database.Database, tableName: string, recordId: number): AuditRow[] {
  return prepared<StoredEntry>(
    db,
    `${entries} WHERE changes.entity = +? AND changes.row_id = +? ORDER BY changes.seq DESC`,
  )
    .all(tableName, recordId)
    .map((stored) => toAuditRow(db, stored))
}

function toAuditRow(db: Database.Database, stored: StoredEntry): AuditRow {
  return {
    id: stored.seq,
    table_name: stored.entity,
    record_id: stored.row_id,
    action: stored.audit_action,
    user_id: stored.actor_id,
    changes_json: JSON.stringify(changesOf(db, stored)),
    ip_address: stored.client_address,
    user_agent: null,
    created_at: stored.at,
    user_name: stored.actor_name,
    user_email: stored.user_email,
    reason: stored.reason ?? (undoneBy(stored) === null ? null : `Undid change ${undoneBy(stored)}`),
    transaction: stored.tx,
    undoes: undoneBy(stored),
    hash: stored.hash,
  }
}

function undoneBy({ context }: StoredEntry): number | null {
  const { undoes } = parse(context)
  return typeof undoes === 'number' ? undoes : null
}

const parse = (json: string | null) => (json === null ? {} : (JSON.parse(json) as Row))

function changesOf(db: Database.Database, stored: StoredEntry): Row {
  if (stored.action === 'create') return { created: parse(stored.after) }
  if (stored.action === 'delete') return { deleted: parse(stored.before) }
  const after = parse(stored.after)
  const previous = parse(stored.before)
  // The log keeps the fields that changed; the others were as they are now. When the row was last written before is not kept.
  const { updated_at: _unknown, ...unchanged } = after
  const before = { ...unchanged, ...previous, version: stored.version - 1 }
  return { ...assignmentOf(db, stored.audit_action, parse(stored.context), previous), before, after }
}

/** Who was assigned or unassigned, in upstream's words: the first of the two roles is `production`. */
function assignmentOf(db: Database.Database, action: string, context: Row, previous: Row): Row {
  const role = context.assignment_type === 'primary' ? 'production' : context.assignment_type
  if (action === 'ASSIGN_PROGRAMMER') {
    const { programmer_id } = context
    const person = prepared<{ username: string }>(db, 'SELECT username FROM users WHERE id = ?').get(programmer_id)
    return { assignment: { role, programmer_id, programmer_username: person?.username ?? null } }
  }
  if (action === 'UNASSIGN_PROGRAMMER') {
    return { unassignment: { role, previous_programmer_id: previous[`${String(role)}_programmer_id`] ?? null } }
  }
  return {}
}
