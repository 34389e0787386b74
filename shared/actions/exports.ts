// Taking lists out as files: what a person sees of a list, or all of it, as .xlsx or text; and the empty files to fill in.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { wholeNumber } from '../fields.ts'
import { importSubjects } from '../spreadsheets/subjects.ts'

export const exportList = defineAction({
  method: 'POST',
  path: '/exports',
  summary: 'Export: a list as a file, its rows in the order given',
  policy: 'viewer',
  body: z.object({
    subject: z.enum(importSubjects),
    owner_id: wholeNumber.nullable().default(null),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    /** Columns by key, in their order; all when absent. */
    columns: z.array(z.string().max(50)).min(1).max(100).optional(),
    /** Ids of the rows (items, texts, packages, people), in their order; all when absent. */
    ids: z.array(wholeNumber).max(50_000).optional(),
    /** Whether the file can be brought back: it then knows its rows and what they held. */
    round_trip: z.boolean().default(true),
  }),
})

export const downloadTemplate = defineAction({
  method: 'GET',
  path: '/templates/:file',
  summary: 'An empty file to fill in, e.g. package_tlf_template.xlsx; sample_tracker.xlsx is one filled in',
  policy: 'viewer',
  params: z.object({ file: z.string().max(100) }),
})
