// What is due, and which data are cut, in a range of days.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { day } from '../fields.ts'
import type { BoardLine } from './dashboard.ts'

/** Days that one answer may span: more than the six weeks of a month's page. */
export const MAX_CALENDAR_DAYS = 100
const DAY_MS = 86_400_000

export const readCalendar = defineAction({
  method: 'GET',
  path: '/calendar',
  summary: 'Calendar: items due and database releases from one day to another, both included',
  policy: 'viewer',
  query: z
    .object({ from: day, to: day })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day must not lie before the first.' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MAX_CALENDAR_DAYS * DAY_MS, {
      path: ['to'],
      message: `Ask for at most ${MAX_CALENDAR_DAYS} days at once.`,
    }),
})

export interface CalendarRelease {
  id: number
  day: string
  study_label: string
  database_release_label: string
}

export interface Calendar {
  items: BoardLine[]
  releases: CalendarRelease[]
}
