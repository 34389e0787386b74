// Assigning people to tracker rows. One row at a time the status advances with the person (TRK-34); in bulk only the person
// changes (protocol 5.3). Each is announced as an assignment.
import { assignmentOf, programmerColumn, type TrackerRole } from '../../../shared/domain/workflow.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction, WriteOptions } from '../../store/store.ts'

/** The role a word stands for: `production`, or `primary` as another word for it, or `qc`. @throws AppError `invalid` */
export function roleNamed(word: string): TrackerRole {
  if (word === 'production' || word === 'primary') return 'production'
  if (word === 'qc') return 'qc'
  throw new AppError('invalid', "Role must be 'production' or 'qc'")
}

/** What the event of an assignment shows beyond the row. */
const eventOf = (role: TrackerRole, programmer_id: number | null) => ({
  assignment_type: role === 'production' ? 'primary' : 'qc',
  programmer_id,
})

/** Assigns somebody to a role. @throws AppError `not_found` for the tracker and the user; what the rules refuse */
export function assign(
  tx: Transaction,
  trackerId: number,
  role: TrackerRole,
  userId: number,
  options?: WriteOptions,
): Tracker {
  const row = tx.get(tracker, trackerId)
  const { id } = tx.get(user, userId)
  return tx.update(tracker, row.id, assignmentOf(row, role, id), { ...options, context: eventOf(role, id) })
}

/** Takes the person off a role. @throws AppError `invalid` when nobody is assigned */
export function unassign(tx: Transaction, trackerId: number, role: TrackerRole, options?: WriteOptions): Tracker {
  const row = tx.get(tracker, trackerId)
  if (row[programmerColumn[role]] === null) throw new AppError('invalid', `No ${role} programmer currently assigned`)
  return tx.update(tracker, row.id, assignmentOf(row, role, null), { ...options, context: eventOf(role, null) })
}

/** Sets the person of a role, or nobody, and leaves the status as it is. */
export function setProgrammer(tx: Transaction, trackerId: number, role: TrackerRole, userId: number | null): Tracker {
  if (userId !== null) tx.get(user, userId)
  const patch = { [programmerColumn[role]]: userId }
  return tx.update(tracker, trackerId, patch, { context: eventOf(role, userId) })
}
