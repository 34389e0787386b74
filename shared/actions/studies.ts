// A study as somebody begins with it: with its first release and its first reporting effort, ready to take items.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { day, label } from '../fields.ts'

export const beginStudy = defineAction({
  method: 'POST',
  path: '/studies/begin',
  summary: 'Begin a study: it, its first database release and its first reporting effort, in one transaction',
  policy: 'admin',
  status: 201,
  body: z.object({
    study_label: label,
    database_release_label: label,
    database_release_date: day.nullish(),
    /** The label of the effort. */
    reporting_effort_label: label,
  }),
})
const made = z.object({ id: z.number().int() })
export const begunStudy = z.object({ study: made, database_release: made, reporting_effort: made })
