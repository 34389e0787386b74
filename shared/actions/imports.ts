// Bringing a spreadsheet in: the file is uploaded and read, a dry run says what would happen, and one transaction makes it
// happen. The file stays with the host until then, so that nothing is sent twice.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { wholeNumber } from '../fields.ts'
import type { ExportMark } from '../spreadsheets/exported.ts'
import type { Questions } from '../spreadsheets/read-rows.ts'
import { importSubjects } from '../spreadsheets/subjects.ts'

const base = '/imports'
const params = z.object({ import_id: z.uuid() })

/** The body is the file itself, as `application/octet-stream`. */
export const uploadImport = defineAction({
  method: 'POST',
  path: base,
  summary: 'Upload an .xlsx or .csv file to be imported',
  policy: 'admin',
  status: 201,
  query: z.object({ name: z.string().min(1).max(255) }),
})

const dayOrder = z.enum(['day-month', 'month-day'])
const answer = z.union([z.string().max(255), z.number().int(), z.null()])

/** How the file is to be taken. */
export const importChoice = z.object({
  subject: z.enum(importSubjects),
  /** Of the effort or package it goes into; null for lists of the whole workspace. */
  owner_id: wholeNumber.nullable().default(null),
  /** Index of the sheet, from 0. */
  sheet: z.number().int().min(0).max(1000),
  /** Of the heading, from 0. */
  header_row: z.number().int().min(0).max(100_000),
  /** Column of ours by index of the file's column. */
  mapping: z.record(z.string().regex(/^\d{1,3}$/), z.string().max(50)),
  day_order: dayOrder.nullable().default(null),
  /** The type of new items for which the file gives none. */
  default_subtype: z.string().max(50).default('Table'),
  add: z.boolean().default(true),
  update: z.boolean().default(true),
  blank_clears: z.boolean().default(false),
  /** What words of a column stand for; people by id. */
  answers: z.record(z.string().max(50), z.record(z.string().max(500), answer)).default({}),
  /** Cells, as `id:column`, in which the file wins over what was changed here since it was made. */
  file_wins: z.array(z.string().max(100)).max(100_000).default([]),
})
export type ImportChoice = z.output<typeof importChoice>

/** Starts the dry run and answers with its job. */
export const previewImport = defineAction({
  method: 'POST',
  path: `${base}/:import_id/preview`,
  summary: 'Start a dry run of an import; the job tells its counts',
  policy: 'admin',
  status: 202,
  params,
  body: importChoice,
})

export const lineKinds = ['new', 'changed', 'unchanged', 'refused', 'left_out'] as const
export type LineKind = (typeof lineKinds)[number]

export const listImportLines = defineAction({
  method: 'GET',
  path: `${base}/:import_id/lines`,
  summary: 'List: rows of the last dry run, of one kind or of all; `conflict` are those changed on both sides',
  policy: 'admin',
  params,
  query: z.object({
    kind: z.enum([...lineKinds, 'conflict']).optional(),
    offset: wholeNumber.default(0),
    limit: wholeNumber.pipe(z.number().min(1).max(1000)).default(200),
  }),
})

export const commitImport = defineAction({
  method: 'POST',
  path: `${base}/:import_id/commit`,
  summary: 'Do what the dry run showed, in one transaction; refused when it would come out otherwise by now',
  policy: 'admin',
  params,
  body: z.object({ digest: z.string().max(100) }),
})

export const refusedOfImport = defineAction({
  method: 'GET',
  path: `${base}/:import_id/refused`,
  summary: 'The refused rows as a file with the columns of the person and the reasons',
  policy: 'admin',
  params,
})

export const forgetImport = defineAction({
  method: 'DELETE',
  path: `${base}/:import_id`,
  summary: 'Forget an uploaded file',
  policy: 'admin',
  status: 204,
  params,
})

export interface UploadedSheet {
  name: string
  is_hidden: boolean
  row_count: number
  column_count: number
  hidden_rows: number
  /** The first rows as text. */
  sample: string[][]
}

export interface Uploaded {
  id: string
  name: string
  sheets: UploadedSheet[]
  /** How a text file was read. */
  text: { encoding: string; delimiter: string } | null
  /** When the file was exported from this workspace. */
  exported: ExportMark | null
}

export interface CellChange {
  column: string
  before: string
  after: string
}
/** Somebody changed the same cell here while the file was being edited elsewhere. */
export interface CellConflict {
  /** Names the cell in `file_wins`. */
  cell: string
  column: string
  /** When the file was made. */
  base: string
  file: string
  here: string
  taken: 'file' | 'here'
}
export interface ImportLine {
  /** Of the file, from 1. */
  row: number
  name: string
  kind: LineKind
  changes: CellChange[]
  conflicts: CellConflict[]
  /** Why it is refused or left out. */
  reasons: string[]
}

export type ImportCounts = Record<LineKind, number> & {
  /** Cells changed on both sides. */
  conflicts: number
}

export interface Preview {
  /** Names this outcome: a commit does exactly it or nothing. */
  digest: string
  counts: ImportCounts
  questions: Questions
  /** How dates were read where the file itself shows it. */
  day_order_found: 'day-month' | 'month-day' | null
}
