// A month's page as it is shown: its weeks with their numbers, and what lies on each day. Pure.
import type { Calendar, CalendarRelease } from '../../../../shared/actions/calendar.ts'
import type { BoardLine } from '../../../../shared/actions/dashboard.ts'
import { kinds, type Kind } from '../../../../shared/domain/progress.ts'
import { addDays, daysBetween, weeksOfMonth } from '../../../../shared/domain/days.ts'
import { isOverdue } from '../tracker/due.ts'

export interface Day {
  day: string
  items: BoardLine[]
  releases: CalendarRelease[]
  kinds: { kind: Kind; count: number; isDelivered: boolean }[]
  overdue: number
}
export interface Week {
  number: number
  days: string[]
}

/** ISO 8601: the first week of a year is that of its first Thursday. */
export function weekNumber(monday: string): number {
  const thursday = addDays(monday, 3)
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
}

/** The weeks, Monday first, that hold a day of that month. */
export const weeksOf = (day: string): Week[] =>
  weeksOfMonth(day)
    .filter((days) => days.some((each) => each.slice(0, 7) === day.slice(0, 7)))
    .map((days) => ({ number: weekNumber(days[0]!), days }))

/** The days on which something lies. */
export function daysOf({ items, releases }: Calendar, today: string): Map<string, Day> {
  const days = new Map<string, Day>()
  function of(day: string): Day {
    const held = days.get(day) ?? { day, items: [], releases: [], kinds: [], overdue: 0 }
    days.set(day, held)
    return held
  }
  for (const release of releases) of(release.day).releases.push(release)
  for (const item of items) {
    if (item.due_date === null) continue
    const day = of(item.due_date)
    day.items.push(item)
    if (isOverdue(item, today)) day.overdue += 1
  }
  for (const day of days.values()) {
    day.kinds = kinds.flatMap((kind) => {
      const own = day.items.filter((item) => item.item_subtype === kind)
      const isDelivered = own.every((item) => item.qc_status === 'completed')
      return own.length === 0 ? [] : [{ kind, count: own.length, isDelivered }]
    })
  }
  return days
}
