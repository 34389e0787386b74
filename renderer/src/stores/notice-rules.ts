// What waits for this person: pure rules over tracker rows. What others did that concerns them the host says (inbox.ts).
import type { Tracker } from '../../../shared/entities/tracker.ts'

/** A tracker row on which this person works, with the item it belongs to. */
export interface MyTracker extends Tracker {
  item_code: string
  item_type: string
  item_subtype: string
  reporting_effort_id: number
  reporting_effort_item_id: number
}

type Shared = Pick<Tracker, 'production_programmer_id' | 'qc_programmer_id'>
export const isMine = (row: Shared, me: number) => row.production_programmer_id === me || row.qc_programmer_id === me

/** Something of `row` waits for me: rework after a failed QC, or my part is not done and its day has passed. */
export function waitsForMe(row: Tracker, me: number, today: string): boolean {
  const overdue = row.due_date !== null && row.due_date < today
  if (row.production_programmer_id === me) {
    if (row.qc_status === 'failed') return true
    if (row.production_status !== 'completed' && overdue) return true
  }
  const readyForQc = row.production_status === 'completed'
  const checking = row.qc_status === 'not_started' || row.qc_status === 'in_progress'
  return row.qc_programmer_id === me && readyForQc && checking && overdue
}

/** My part of `row` is not done and falls due on that day. */
export function isDueOn(row: Tracker, me: number, day: string): boolean {
  if (row.due_date !== day) return false
  const toProduce = row.production_programmer_id === me && row.production_status !== 'completed'
  const toCheck = row.qc_programmer_id === me && row.qc_status !== 'completed'
  return toProduce || toCheck
}
