// Tracker rows out and in again with names instead of ids (protocol 2.11). What is exported can be imported: rows carry the
// item's type and subtype, so a code that occurs twice still finds its item.
import type Database from 'better-sqlite3'
import type { z } from 'zod'
import type { importTrackers } from '../../../shared/actions/tracker.ts'
import { tracker, trackerFields, type Tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import type { Transaction } from '../../store/store.ts'

interface ExportRow {
  item_id: number
  item_type: string
  item_subtype: string
  item_code: string
  tracker_id: number
  production_programmer_username: string | null
  production_status: string
  qc_programmer_username: string | null
  qc_status: string
  priority: string
  due_date: string | null
  qc_completion_date: string | null
  in_production_flag: boolean
  qc_level: string | null
}

/** ExportRow of every tracker of the effort, by code. @throws AppError `not_found` for an effort without items */
export function exportRows(db: Database.Database, effortId: number): ExportRow[] {
  if (itemsOf(db, effortId).length === 0) throw noItems()
  const rows = prepared<ExportRow>(
    db,
    `SELECT i.id AS item_id, i.item_type, i.item_subtype, i.item_code, t.id AS tracker_id,
       p.username AS production_programmer_username, t.production_status,
       q.username AS qc_programmer_username, t.qc_status, t.priority, t.due_date, t.qc_completion_date,
       t.in_production_flag, t.qc_level
     FROM reporting_effort_items AS i
     JOIN reporting_effort_item_tracker AS t ON t.reporting_effort_item_id = i.id
     LEFT JOIN users AS p ON p.id = t.production_programmer_id
     LEFT JOIN users AS q ON q.id = t.qc_programmer_id
     WHERE i.reporting_effort_id = +? ORDER BY i.item_code, i.id`,
  ).all(effortId)
  return rows.map((row) => ({ ...row, in_production_flag: Boolean(row.in_production_flag) }))
}

const noItems = () => new AppError('not_found', 'No items found for this reporting effort')

interface Target {
  item_type: string
  item_subtype: string
  item_code: string
  tracker_id: number | null
}

function itemsOf(db: Database.Database, effortId: number): Target[] {
  return prepared<Target>(
    db,
    `SELECT i.item_type, i.item_subtype, i.item_code, t.id AS tracker_id
     FROM reporting_effort_items AS i
     LEFT JOIN reporting_effort_item_tracker AS t ON t.reporting_effort_item_id = i.id
     WHERE i.reporting_effort_id = +? ORDER BY i.id`,
  ).all(effortId)
}

export type ImportRow = z.output<typeof importTrackers.body>[number]
export interface ImportResult {
  message: string
  total_records: number
  /** Rows that changed their tracker. */
  updated: number
  /** Rows whose tracker was as they say already, or was not to be changed. */
  skipped: number
  /** Rows that were refused. */
  failed: number
  errors: string[]
}

/**
 * Applies each row to the tracker of its item, on its own: a refused row leaves nothing behind and the others stay.
 * @throws AppError `not_found` for an effort without items
 */
export function importRows(
  tx: Transaction,
  effortId: number,
  rows: readonly ImportRow[],
  updateExisting: boolean,
): ImportResult {
  const targets = Map.groupBy(itemsOf(tx.db, effortId), (item) => item.item_code)
  if (targets.size === 0) throw noItems()
  const result = { updated: 0, skipped: 0, failed: 0, errors: [] as string[] }
  for (const row of rows) {
    try {
      const id = targetOf(row, targets.get(row.item_code) ?? [])
      const isChanged = updateExisting && tx.attempt(() => applyRow(tx, id, row, result.errors))
      result[isChanged ? 'updated' : 'skipped'] += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      result.failed += 1
      result.errors.push(error.message)
    }
  }
  return { message: 'Import completed', total_records: rows.length, ...result }
}

/** The tracker a row is about. */
function targetOf(row: ImportRow, candidates: readonly Target[]): number {
  const fitting = candidates.filter(
    (item) =>
      (!row.item_type || row.item_type === item.item_type) &&
      (!row.item_subtype || row.item_subtype === item.item_subtype),
  )
  const target = fitting[0]
  if (!target) throw new AppError('invalid', `Item not found: ${row.item_code}`)
  if (fitting.length > 1) {
    const kinds = fitting.map(({ item_type, item_subtype }) => `${item_type}/${item_subtype}`).join(', ')
    const remedy = 'Add item_type and item_subtype to the row.'
    throw new AppError('invalid', `Item code is ambiguous: ${row.item_code} exists as ${kinds}. ${remedy}`)
  }
  if (target.tracker_id === null) throw new AppError('invalid', `No tracker for item: ${row.item_code}`)
  return target.tracker_id
}

const imported = ['production_status', 'qc_status', 'priority', 'due_date', 'qc_completion_date', 'qc_level'] as const

/** Updates one tracker and tells whether that changed it; an unknown person is reported and the rest applied. */
function applyRow(tx: Transaction, id: number, row: ImportRow, errors: string[]): boolean {
  const patch: Record<string, unknown> = { in_production_flag: row.in_production_flag ?? undefined }
  for (const field of imported) if (row[field]) patch[field] = validValue(row, field, row[field])
  const unknown: string[] = []
  for (const role of ['production_programmer', 'qc_programmer'] as const) {
    const name = row[`${role}_username`]
    if (!name) continue
    const person = tx.rows(user, 'username = ?', name)[0]
    if (person) patch[`${role}_id`] = person.id
    else unknown.push(`User not found: ${name}`)
  }
  const before = tx.find(tracker, id)
  if (!before) throw notFound(tracker.label)
  const after = updated(tx, before, patch, row.item_code)
  errors.push(...unknown)
  return after.version !== before.version
}

function updated(tx: Transaction, before: Tracker, patch: Partial<Tracker>, code: string): Tracker {
  try {
    return tx.update(tracker, before.id, patch)
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, `${code}: ${error.message}`, error.extra)
    throw error
  }
}

function validValue(row: ImportRow, field: (typeof imported)[number], value: string): unknown {
  const parsed = trackerFields[field].safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const remedy =
    issue?.code === 'invalid_value' ? `Use one of ${issue.values.join(', ')}.` : 'Write a day as YYYY-MM-DD.'
  throw new AppError('invalid', `${row.item_code}: ${field} cannot be '${value}'. ${remedy}`)
}
