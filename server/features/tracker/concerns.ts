// Whom a write of a tracker row concerns: who is given a part of it, and whose work failed QC.
import type { Tracker } from '../../../shared/entities/tracker.ts'
import type { Concern } from '../../store/inbox.ts'

export function concernsOfTracker(before: Tracker | null, after: Tracker): Concern[] {
  const concerns: Concern[] = []
  const tell = (user_id: number | null, kind: Concern['kind']) => {
    if (user_id !== null) concerns.push({ user_id, kind, tracker_id: after.id })
  }
  if (after.production_programmer_id !== (before?.production_programmer_id ?? null)) {
    tell(after.production_programmer_id, 'assigned_production')
  }
  if (after.qc_programmer_id !== (before?.qc_programmer_id ?? null)) tell(after.qc_programmer_id, 'assigned_qc')
  if (after.qc_status === 'failed' && before && before.qc_status !== 'failed') {
    tell(after.production_programmer_id, 'qc_failed')
  }
  return concerns
}
