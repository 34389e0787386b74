// Ranges of days as people say them. A range is kept as it was said, so that "next 7 days" means other days tomorrow.
import { addDays } from '../../../../shared/domain/days.ts'

export type DayRange =
  | { is: 'overdue' | 'today' | 'this_week' | 'empty' | 'present' }
  | { is: 'next' | 'last'; days: number }
  | { is: 'between'; from: string | null; to: string | null }

/** Monday of the week of that day. */
const monday = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** First and last day, both included; null where it is open. For ranges that are days. */
export function boundsOf(range: DayRange, today: string): { from: string | null; to: string | null } | null {
  switch (range.is) {
    case 'today':
      return { from: today, to: today }
    case 'this_week':
      return { from: monday(today), to: addDays(monday(today), 6) }
    case 'next':
      return { from: today, to: addDays(today, range.days) }
    case 'last':
      return { from: addDays(today, -range.days), to: today }
    case 'between':
      return { from: range.from, to: range.to }
    default:
      return null
  }
}

/** Says of a day, null for none, whether it lies in the range. `overdue` is any day before today. */
export function dayMatcher(range: DayRange, today: string): (day: string | null) => boolean {
  if (range.is === 'empty') return (day) => day === null
  if (range.is === 'present') return (day) => day !== null
  if (range.is === 'overdue') return (day) => day !== null && day < today
  const { from, to } = boundsOf(range, today)!
  return (day) => day !== null && (from === null || day >= from) && (to === null || day <= to)
}
