// Makes a plan's ingredients from an uploaded file and how it is to be taken: the rows, each cell read, and the list they
// go into.
import type Database from 'better-sqlite3'
import type { ImportChoice } from '../../../shared/actions/imports.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { idColumnOf, shownSheets } from '../../../shared/spreadsheets/exported.ts'
import { mapRow } from '../../../shared/spreadsheets/guess.ts'
import type { SheetColumn } from '../../../shared/spreadsheets/columns.ts'
import { readRows, type Questions, type ReadRow, type Untouched } from '../../../shared/spreadsheets/read-rows.ts'
import { cellText, type Sheet, type SheetCell } from '../../../shared/spreadsheets/sheet.ts'
import { columnsOf } from '../../../shared/spreadsheets/subjects.ts'
import { prepared } from '../../db/statements.ts'
import { readRow } from '../../store/rows.ts'
import { effortFamily, packageFamily } from '../items/family.ts'
import { openItemList } from './item-list.ts'
import type { ImportList, Values } from './list.ts'
import { openPeople, type People } from './names.ts'
import { openPlainList } from './plain-list.ts'
import type { Bases, PlannedRow } from './plan.ts'
import { resolvePeople } from './resolve.ts'
import { openTrackerList } from './tracker-list.ts'
import type { Upload } from './uploads.ts'

export interface OpenImport {
  rows: PlannedRow[]
  list: ImportList
  bases: Bases
  questions: Questions
  dayOrderFound: 'day-month' | 'month-day' | null
}

/** @throws AppError `not_found` for an unknown owner, `invalid` for a choice that does not fit the file */
export function openImport(db: Database.Database, upload: Upload, choice: ImportChoice): OpenImport {
  const people = openPeople(db)
  const list = openList(db, choice, people)
  const sheet = shownSheets(upload.book)[choice.sheet]
  if (!sheet) throw new AppError('invalid', 'The file has no such sheet. Choose another one.')
  const columns = columnsOf[choice.subject]
  const { answers, day_order, header_row, mapping } = choice
  const context = { dayOrder: day_order, since1904: upload.book.since1904, answers }
  const isUntouched = untouchedSince(upload, columns, sheet.rows[header_row] ?? [])
  const read = readRows(sheet, columns, header_row, mapping, context, isUntouched)
  const words = resolvePeople(read.rows, columns, people, answers, (row, key, name) =>
    isUntouched(sheet.rows[row.number - 1] ?? [], key, name),
  )
  return {
    rows: withIds(read.rows, sheet, header_row),
    list,
    bases: basesOf(db, upload, choice, people),
    questions: { ...read.questions, words: [...read.questions.words, ...words] },
    dayOrderFound: read.day_order_found,
  }
}

/** The list that a subject means. @throws AppError `not_found` for an unknown owner */
export function openList(
  db: Database.Database,
  choice: Pick<ImportChoice, 'subject' | 'owner_id' | 'default_subtype'>,
  people: People,
): ImportList {
  const { subject, owner_id, default_subtype: defaultSubtype } = choice
  if (subject === 'texts' || subject === 'packages' || subject === 'people') return openPlainList(db, subject)
  const owner = subject === 'package_items' ? itemPackage : reportingEffort
  if (owner_id === null || !readRow(db, owner, owner_id)) throw notFound(owner.label)
  if (subject === 'tracker') return openTrackerList(db, owner_id, defaultSubtype, people)
  const family = subject === 'package_items' ? packageFamily : effortFamily
  return openItemList(db, { family, ownerId: owner_id, defaultSubtype })
}

/** Rows of an exported file say which of ours they are; rows that were added to it do not. */
function withIds(rows: readonly ReadRow[], sheet: Sheet, headerRow: number): PlannedRow[] {
  const column = idColumnOf(sheet.rows[headerRow] ?? [])
  return rows.map((row) => {
    const text = column === null ? '' : cellText(sheet.rows[row.number - 1]?.[column])
    return { ...row, id: /^\d+$/.test(text) ? Number(text) : null }
  })
}

/** What the file held when it was made. @throws AppError `invalid` when it belongs elsewhere */
function basesOf(db: Database.Database, upload: Upload, choice: ImportChoice, people: People): Bases {
  const { marked } = upload
  if (marked.kind !== 'exported') return null
  const { mark, base } = marked
  if (mark.workspace !== workspaceMark(db)) {
    throw new AppError(
      'invalid',
      'This file was exported from another workspace, so its rows cannot be matched with the rows here. Open that workspace, or copy the cells into a new file.',
    )
  }
  if (mark.subject !== choice.subject || mark.owner_id !== choice.owner_id) {
    throw new AppError('invalid', 'This file was exported from another list. Import it there.')
  }
  const columns = columnsOf[choice.subject]
  const context = { dayOrder: null, since1904: upload.book.since1904, answers: {} }
  const { rows } = readRows(base, columns, 0, mapRow(base.rows[0] ?? [], columns), context)
  resolvePeople(rows, columns, people, {})
  return new Map(
    withIds(rows, base, 0).flatMap(({ id, values }): [number, Values][] => (id === null ? [] : [[id, values]])),
  )
}

/** Compares cells of an exported file with what it held when it was made; of a file from elsewhere none is known. */
function untouchedSince({ marked }: Upload, columns: readonly SheetColumn[], heading: readonly SheetCell[]): Untouched {
  const idColumn = idColumnOf(heading)
  if (marked.kind !== 'exported' || idColumn === null) return () => false
  const [names = [], ...rows] = marked.base.rows
  const baseId = idColumnOf(names)
  if (baseId === null) return () => false
  const byId = new Map(rows.map((cells) => [cellText(cells[baseId]), cells]))
  const places = new Map(Object.entries(mapRow(names, columns)).map(([index, key]) => [key, Number(index)]))
  return (cells, key, cell) => {
    const place = places.get(key)
    const before = byId.get(cellText(cells[idColumn]))
    return before !== undefined && place !== undefined && cellText(before[place]) === cellText(cell)
  }
}

/** Tells this workspace from every other: the hash of its first entry, which no restore and no move changes. */
export function workspaceMark(db: Database.Database): string {
  return prepared<{ hash: string }>(db, 'SELECT hash FROM changes ORDER BY seq LIMIT 1').get()?.hash ?? ''
}
