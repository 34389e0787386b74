// Creating and changing one tracker row by hand. Every item gets its row when it is made, so creating one fills in a row
// that nobody has touched yet, or brings back one that was removed (protocol 0.1, D11).
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import type { CreateOf, UpdateOf } from '../../../shared/entity.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction, WriteOptions } from '../../store/store.ts'

type Fields = UpdateOf<typeof tracker>

/** The columns that the fields stand for: upstream calls the in-production flag by a shorter name (protocol 6.1, B17). */
function columnsOf({ in_production, ...fields }: Fields) {
  return { ...fields, in_production_flag: fields.in_production_flag ?? in_production }
}

/**
 * @throws AppError `not_found` for an unknown item; `invalid` when its tracker was already changed or made by hand
 */
export function createTracker(tx: Transaction, values: CreateOf<typeof tracker>): Tracker {
  const { reporting_effort_item_id, ...fields } = values
  const item = tx.get(reportingEffortItem, reporting_effort_item_id)
  const existing = tx.rows(tracker, 'reporting_effort_item_id = ?', item.id)[0]
  if (!existing) return tx.insert(tracker, { reporting_effort_item_id: item.id, ...columnsOf(fields) })
  const cameWithItem = existing.created_at === item.created_at
  if (!cameWithItem || existing.version !== 1) throw new AppError('invalid', 'Tracker already exists for this item')
  return tx.update(tracker, existing.id, columnsOf(fields), { touch: true })
}

/** Applies the fields given. @throws AppError `not_found`, `conflict`, or what the workflow refuses */
export function updateTracker(tx: Transaction, id: number, fields: Fields, options?: WriteOptions): Tracker {
  return tx.update(tracker, id, columnsOf(fields), options)
}
