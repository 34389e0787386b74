// Editing many tracker rows at once: one transaction, each row on its own. What was refused is reported with its reason.
import type { bulkAssign, bulkStatusUpdate } from '../../../shared/actions/tracker.ts'
import type { InputOf } from '../../../shared/action.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import { roleNamed, setProgrammer } from './assign.ts'
import { trackerOut, type TrackerOut } from './views.ts'

export interface BulkReport {
  /** Rows that are now as asked. */
  updated: number
  trackers: TrackerOut[]
  errors: { tracker_id: number | null; message: string }[]
}

/** Upstream's clients expect the bare rows; the report is for whoever asks for it. */
export function bulkAssignment(tx: Transaction, body: InputOf<typeof bulkAssign>['body']): BulkReport | TrackerOut[] {
  const { tracker_ids, assignment_type = '', programmer_id = null, assignments = [], report } = body
  const wanted =
    tracker_ids?.map((tracker_id) => ({ tracker_id, user_id: programmer_id, role: assignment_type })) ?? assignments
  const done = editEach(
    tx,
    wanted.map(({ tracker_id, user_id, role }) => ({
      tracker_id,
      edit: () => setProgrammer(tx, tracker_id, roleNamed(role), user_id),
    })),
  )
  return tracker_ids || report ? done : done.trackers
}

/** Likewise, for statuses and the other columns a bulk update may set. */
export function bulkStatus(tx: Transaction, body: InputOf<typeof bulkStatusUpdate>['body']): BulkReport | TrackerOut[] {
  const { tracker_ids, status, status_type, updates = [], report } = body
  const field = status_type === 'qc' ? 'qc_status' : 'production_status'
  const wanted =
    tracker_ids?.map((tracker_id) => ({ tracker_id, patch: { [field]: status } })) ??
    updates.map(({ tracker_id, id, ...patch }) => ({ tracker_id: tracker_id ?? id ?? null, patch }))
  const done = editEach(
    tx,
    wanted.map(({ tracker_id, patch }) => ({ tracker_id, edit: () => updateRow(tx, tracker_id, patch) })),
  )
  return tracker_ids || report ? done : done.trackers
}

function updateRow(tx: Transaction, id: number | null, patch: Partial<Tracker>): Tracker {
  if (id === null) throw new AppError('invalid', 'tracker_id is missing: name the tracker row to update')
  return tx.update(tracker, id, patch)
}

function editEach(tx: Transaction, edits: { tracker_id: number | null; edit: () => Tracker }[]): BulkReport {
  const done: BulkReport = { updated: 0, trackers: [], errors: [] }
  for (const { tracker_id, edit } of edits) {
    try {
      done.trackers.push(trackerOut(tx.db, tx.attempt(edit)))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      done.errors.push({ tracker_id, message: error.message })
    }
  }
  return { ...done, updated: done.trackers.length }
}
