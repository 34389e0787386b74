// What the host answers of a file that is brought in, for the clients that read it.
import { z } from 'zod'
import { lineKinds, type ImportLine, type Preview, type Uploaded } from './imports.ts'
import { importSubjects } from '../spreadsheets/subjects.ts'

const count = z.number().int()
const dayOrder = z.enum(['day-month', 'month-day'])

export const uploaded: z.ZodType<Uploaded> = z.object({
  id: z.string(),
  name: z.string(),
  sheets: z.array(
    z.object({
      name: z.string(),
      is_hidden: z.boolean(),
      row_count: count,
      column_count: count,
      hidden_rows: count,
      sample: z.array(z.array(z.string())),
    }),
  ),
  text: z.object({ encoding: z.string(), delimiter: z.string() }).nullable(),
  exported: z
    .object({
      workspace: z.string(),
      subject: z.enum(importSubjects),
      owner_id: z.number().nullable(),
      seq: count,
      exported_at: z.string(),
    })
    .nullable(),
})

export const preview: z.ZodType<Preview> = z.object({
  digest: z.string(),
  counts: z.object({
    new: count,
    changed: count,
    unchanged: count,
    refused: count,
    left_out: count,
    conflicts: count,
  }),
  questions: z.object({
    day_orders: z.array(z.object({ column: z.string(), samples: z.array(z.string()) })),
    words: z.array(z.object({ column: z.string(), word: z.string(), rows: count })),
  }),
  day_order_found: dayOrder.nullable(),
})

const line: z.ZodType<ImportLine> = z.object({
  row: count,
  name: z.string(),
  kind: z.enum(lineKinds),
  changes: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
  conflicts: z.array(
    z.object({
      cell: z.string(),
      column: z.string(),
      base: z.string(),
      file: z.string(),
      here: z.string(),
      taken: z.enum(['file', 'here']),
    }),
  ),
  reasons: z.array(z.string()),
})
export const lines = z.object({ total: count, lines: z.array(line) })
export const imported = z.looseObject({ counts: z.looseObject({ new: count, changed: count, refused: count }) })
