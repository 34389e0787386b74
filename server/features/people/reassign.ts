// Hands the open work of one person to others: one transaction, so one undo, in which a row that the rules refuse stays
// where it is and is named with the reason.
import type { ReassignReport, reassignWork } from '../../../shared/actions/people.ts'
import type { InputOf } from '../../../shared/action.ts'
import { trackerRoles } from '../../../shared/domain/workflow.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import { setProgrammer } from '../tracker/assign.ts'
import { openRows } from './open-work.ts'

/** @throws AppError `not_found`; `invalid` when nobody or the wrong person would take over */
export function reassign(tx: Transaction, { params, body }: InputOf<typeof reassignWork>): ReassignReport {
  const leaver = tx.get(user, params.user_id)
  const wanted = { production: body.production_to, qc: body.qc_to }
  if (wanted.production === undefined && wanted.qc === undefined) {
    throw new AppError('invalid', 'Say who takes over: production_to, qc_to, or both.')
  }
  const report: ReassignReport = { done: [], refused: [] }
  for (const role of trackerRoles) {
    const to = wanted[role]
    if (to === undefined) continue
    if (to !== null) expectSuccessor(tx, leaver.id, to)
    for (const row of openRows(tx.db, leaver.id, role)) {
      try {
        tx.attempt(() => setProgrammer(tx, row.tracker_id, role, to))
        report.done.push({ ...row, role })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        report.refused.push({ ...row, role, detail: error.message })
      }
    }
  }
  return report
}

function expectSuccessor(tx: Transaction, leaverId: number, id: number): void {
  const successor = tx.get(user, id)
  if (id === leaverId) throw new AppError('invalid', 'The work lies with this person already. Choose somebody else.')
  if (!successor.is_active) {
    throw new AppError('invalid', `The account of ${successor.username} is not active. Choose somebody else.`)
  }
}
