// What leaves a reporting effort as documents: the status report for a sponsor, and the texts and datasets for programs in SAS
// and R.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { day, wholeNumber } from '../fields.ts'

const params = z.object({ reporting_effort_id: wholeNumber })

export const statusReport = defineAction({
  method: 'GET',
  path: '/reporting-efforts/:reporting_effort_id/status-report',
  summary: 'Status report: the numbers and lists of the dashboard of one effort as a PDF',
  policy: 'viewer',
  params,
  /** The day of the person who asks; without it, the host's. */
  query: z.object({ today: day.optional() }),
})

export const listHandOff = defineAction({
  method: 'GET',
  path: '/reporting-efforts/:reporting_effort_id/hand-off',
  summary:
    'List: files with titles, footnotes, populations and datasets for SAS and R, and what those programs would cut off',
  policy: 'viewer',
  params,
})

export const downloadHandOff = defineAction({
  method: 'GET',
  path: '/reporting-efforts/:reporting_effort_id/hand-off/:file',
  summary: 'One of these files; the same bytes as long as nothing changed',
  policy: 'viewer',
  params: params.extend({ file: z.string().max(100) }),
})

export const handOff = z.object({
  files: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  /** Sentences about texts and names that SAS cannot hold as they are. */
  warnings: z.array(z.string()),
})
export type HandOff = z.infer<typeof handOff>
