// Answers what happens on which day.
import { readCalendar, type Calendar, type CalendarRelease } from '../../../shared/actions/calendar.ts'
import type { BoardLine } from '../../../shared/actions/dashboard.ts'
import { prepared } from '../../db/statements.ts'
import { byDue, lineColumns, withLines } from '../dashboard/lines.ts'
import { reads, type Handler } from '../handler.ts'

const itemsSql = `${withLines} SELECT ${lineColumns} FROM line
  WHERE due_date BETWEEN :from AND :to ORDER BY ${byDue}`
const releasesSql = `
  SELECT r.id, r.database_release_date AS day, s.study_label, r.database_release_label
  FROM database_releases AS r JOIN studies AS s ON s.id = r.study_id
  WHERE r.database_release_date BETWEEN :from AND :to ORDER BY day, s.study_label, r.id`

export const calendarHandlers: readonly Handler[] = [
  reads(readCalendar, ({ db }, { query: { from, to } }): Calendar => ({
    items: prepared<BoardLine>(db, itemsSql).all({ effort: null, from, to }),
    releases: prepared<CalendarRelease>(db, releasesSql).all({ from, to }),
  })),
]
