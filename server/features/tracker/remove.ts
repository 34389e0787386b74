// Removing a tracker row: its comments and tags go first, each removal announced, so that no list keeps them.
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import type { Transaction, WriteOptions } from '../../store/store.ts'
import { removeCommentsOf } from '../comments/index.ts'
import { removeTagsOf } from '../tags/index.ts'

/** Removes a tracker row with everything on it; its item stays. @throws AppError `not_found`, `conflict` */
export function removeTracker(tx: Transaction, id: number, options?: WriteOptions): Tracker {
  const row = tx.get(tracker, id)
  removeTagsOf(tx, row.id)
  removeCommentsOf(tx, row.id)
  return tx.remove(tracker, id, options)
}
