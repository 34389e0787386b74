// What an item of a reporting effort has beyond an item of a package: its tracker row, made with it and removed with it.
import type Database from 'better-sqlite3'
import { reportingEffortItem, type ReportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { AppError } from '../../../shared/errors.ts'
import { readRows } from '../../store/rows.ts'
import type { Transaction, WriteOptions } from '../../store/store.ts'
import { removeMutesOf } from '../lint/mutes.ts'
import { removeTracker } from '../tracker/remove.ts'
import { listTrackersOfEffort, showTracker, type TrackerView } from '../tracker/views.ts'
import type { ItemPatch, ItemValues } from './contents.ts'
import { effortFamily, type ItemRow } from './family.ts'
import { listItems, viewItem, type ItemView } from './views.ts'
import { insertItem, removeItem, updateItem } from './write.ts'

type OwnColumns = 'source_type' | 'source_id' | 'source_item_id' | 'is_active' | 'item_status'
export type EffortItemValues = ItemValues & Partial<Pick<ReportingEffortItem, OwnColumns>>
type EffortItemPatch = ItemPatch & Partial<Pick<ReportingEffortItem, 'is_active' | 'item_status'>>
export type EffortItemView = ItemView & { tracker: TrackerView | null }

const asEffortItem = (row: ItemRow) => row as ReportingEffortItem

/** Inserts an item and its tracker row, which nobody works on yet unless `work` says so. */
export function insertEffortItem(
  tx: Transaction,
  effortId: number,
  values: EffortItemValues,
  work: Partial<Tracker> = {},
) {
  const item = asEffortItem(insertItem(tx, effortFamily, effortId, values))
  return { item, tracker: tx.insert(tracker, { ...work, reporting_effort_item_id: item.id }) }
}

export function updateEffortItem(tx: Transaction, id: number, patch: EffortItemPatch, options?: WriteOptions) {
  return asEffortItem(updateItem(tx, effortFamily, id, patch, options))
}

/**
 * Removes an item with its tracker row, the comments and tags on it, and its links.
 * @throws AppError `in_use` while somebody is assigned to it
 */
export function removeEffortItem(tx: Transaction, id: number, options?: WriteOptions): ReportingEffortItem {
  tx.get(reportingEffortItem, id)
  for (const row of trackersOf(tx.db, id)) {
    if (row.production_programmer_id !== null || row.qc_programmer_id !== null) {
      throw new AppError('in_use', 'Cannot delete item: programmers are assigned to this item')
    }
    removeTracker(tx, row.id)
  }
  removeMutesOf(tx, id)
  return asEffortItem(removeItem(tx, effortFamily, id, options))
}

/** The tracker row of an item as a list of one, or none. */
function trackersOf(db: Database.Database, itemId: number): Tracker[] {
  return readRows(db, tracker, 'reporting_effort_item_id = ?', itemId)
}

/** One item in full, with its tracker row. */
export function viewEffortItem(db: Database.Database, item: ReportingEffortItem): EffortItemView {
  const row = trackersOf(db, item.id)[0]
  return { ...viewItem(db, effortFamily, item), tracker: row ? showTracker(db, row) : null }
}

/** Every item of an effort in full with its tracker row, by code. */
export function listEffortItems(db: Database.Database, effortId: number): EffortItemView[] {
  const trackers = listTrackersOfEffort(db, effortId)
  return listItems(db, effortFamily, { ownerId: effortId, order: 'item_code' }).map((item) => ({
    ...item,
    tracker: trackers.get(item.id) ?? null,
  }))
}
