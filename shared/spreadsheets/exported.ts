// The marks of a file that was exported from here, by which it is known again when it comes back: which list of which
// workspace it is, and what every row held when it was made. They stand on two sheets that spreadsheet programs hide.
import { normalWord } from './columns.ts'
import type { ImportSubject } from './subjects.ts'
import { cellText, type Sheet, type SheetCell, type Workbook } from './sheet.ts'

/** Heading of the column, hidden too, that says which row of ours a row is. */
export const ID_HEADER = 'PEARL id'
export const MARK_SHEET = '_pearl'
export const BASE_SHEET = '_pearl_base'
const FORMAT = '1'

export interface ExportMark {
  /** Tells workspaces apart. */
  workspace: string
  subject: ImportSubject
  owner_id: number | null
  /** The last change that the file knows of. */
  seq: number
  /** UTC. */
  exported_at: string
}

/** The rows of the sheet that carries the mark. */
export const writeMark = (mark: ExportMark): [string, string | number][] => [
  ['PEARL Desktop export, needed to bring this file back', FORMAT],
  ['workspace', mark.workspace],
  ['subject', mark.subject],
  ['owner_id', mark.owner_id ?? ''],
  ['seq', mark.seq],
  ['exported_at', mark.exported_at],
]

export type Marked =
  | { kind: 'exported'; mark: ExportMark; base: Sheet }
  | { kind: 'foreign' }
  /** It came from here and lost what is needed to bring it back. */
  | { kind: 'stripped' }

/** Whether a file came from here, and from where. Who may bring it back where is decided by the host. */
export function readMark(book: Pick<Workbook, 'sheets'>): Marked {
  const marks = book.sheets.find(({ name }) => name === MARK_SHEET)
  const base = book.sheets.find(({ name }) => name === BASE_SHEET)
  if (!marks || !base) return book.sheets.some(hasIdColumn) ? { kind: 'stripped' } : { kind: 'foreign' }
  const values = new Map(marks.rows.map(([key, value]) => [cellText(key), cellText(value)]))
  const owner = values.get('owner_id') ?? ''
  const mark: ExportMark = {
    workspace: values.get('workspace') ?? '',
    subject: (values.get('subject') ?? '') as ImportSubject,
    owner_id: owner === '' ? null : Number(owner),
    seq: Number(values.get('seq') ?? 0),
    exported_at: values.get('exported_at') ?? '',
  }
  return { kind: 'exported', mark, base }
}

const isIdHeader = (cell: SheetCell | undefined) => normalWord(cellText(cell)) === normalWord(ID_HEADER)
const hasIdColumn = ({ rows }: Sheet) => idColumnOf(rows[0] ?? []) !== null

/** Index of the column with the ids, in a heading; null when there is none. */
export function idColumnOf(heading: readonly SheetCell[]): number | null {
  const index = heading.findIndex(isIdHeader)
  return index < 0 ? null : index
}

/** The sheets that a person works on. */
export const shownSheets = (book: Pick<Workbook, 'sheets'>): Sheet[] =>
  book.sheets.filter(({ name }) => name !== MARK_SHEET && name !== BASE_SHEET)
