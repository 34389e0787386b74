// Reads the entries that a filter means, newest first, with names in the place of ids: for the screen and for its files.
import type Database from 'better-sqlite3'
import type { AuditEntry, AuditFilter } from '../../../shared/actions/audit-entries.ts'
import type { Change } from '../../../shared/changes.ts'
import { prepared } from '../../db/statements.ts'
import { fieldsOf } from '../history/entries.ts'
import { conditionsOf } from './conditions.ts'
import { openNames, type Names } from './names.ts'

type Row = Record<string, unknown>
/** An entry as the chain has it: texts as they were hashed. */
export interface ChainEntry extends Omit<Change, 'before' | 'after' | 'context'> {
  before: string | null
  after: string | null
  context: string | null
}

export interface Page {
  before?: number | undefined
  after?: number | undefined
  limit: number
}

/** The entries as they are stored. */
export function readChain(db: Database.Database, filter: AuditFilter, { before, after, limit }: Page): ChainEntry[] {
  const conditions = conditionsOf(filter)
  if (before !== undefined) conditions.push({ sql: 'changes.seq < ?', values: [before] })
  if (after !== undefined) conditions.push({ sql: 'changes.seq > ?', values: [after] })
  const where = conditions.map(({ sql }) => sql).join(' AND ') || 'true'
  return prepared<ChainEntry>(db, `SELECT * FROM changes WHERE ${where} ORDER BY changes.seq DESC LIMIT ?`).all(
    ...conditions.flatMap(({ values }) => values),
    limit,
  )
}

/** The entries as people read them. */
export function readable(db: Database.Database, entries: readonly ChainEntry[]): AuditEntry[] {
  const names = openNames(db)
  return entries.map((entry) => toAuditEntry(entry, names))
}

const parse = (json: string | null) => (json === null ? {} : (JSON.parse(json) as Row))
const plain = (value: unknown) =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value)

function toAuditEntry(entry: ChainEntry, names: Names): AuditEntry {
  const { seq, tx, at, actor_id, actor_name, client_address, reason, entity, row_id, action, hash } = entry
  const row = parse(entry.after ?? entry.before)
  const isEvent = entity === 'audit_events'
  const { undoes } = parse(entry.context)
  return {
    seq,
    transaction: tx,
    at,
    actor_id,
    actor_name,
    client_address,
    reason,
    entity,
    row_id,
    action,
    subject: names.ofRow(entity, row),
    event: isEvent ? String(row.kind) : null,
    undoes: typeof undoes === 'number' ? undoes : null,
    fields: fieldsOf(entry)
      .filter(({ field }) => !isEvent || field === 'detail')
      .map(({ field, before, after }) => {
        const before_name = names.ofValue(field, before)
        const after_name = names.ofValue(field, after)
        return {
          field,
          before: plain(before),
          after: plain(after),
          ...(before_name !== undefined && { before_name }),
          ...(after_name !== undefined && { after_name }),
        }
      }),
    hash,
  }
}
