// How near a due date is. What has passed its check is delivered and never late.
import { SOON_DAYS } from '../../../../shared/domain/progress.ts'
import type { Tracker } from '../../../../shared/entities/tracker.ts'
import { daysBetween } from '../../../../shared/domain/days.ts'

export type DueState = 'none' | 'later' | 'soon' | 'overdue' | 'delivered'

export interface Due {
  state: DueState
  /** Days from today; negative when it has passed. */
  days: number
}

type Dated = Pick<Tracker, 'due_date' | 'qc_status'>

/** Asked of every row at once: days as they are written compare like days. */
export const isOverdue = (tracker: Dated | undefined, today: string): boolean =>
  tracker?.due_date != null && tracker.due_date < today && tracker.qc_status !== 'completed'

export function dueOf(tracker: Dated | undefined, today: string): Due {
  if (!tracker?.due_date) return { state: 'none', days: 0 }
  const days = daysBetween(today, tracker.due_date)
  if (tracker.qc_status === 'completed') return { state: 'delivered', days }
  if (isOverdue(tracker, today)) return { state: 'overdue', days }
  return { state: days <= SOON_DAYS ? 'soon' : 'later', days }
}
