// Bulk routes also take the spreadsheet itself, as the file of a form, as upstream's pages send it (protocol 2.9, 2.10). It is
// read in the second thread and becomes the list of rows that the route expects; from there on both are one.
import type { preValidationAsyncHookHandler } from 'fastify'
import type { ItemType } from '../../shared/domain/item-types.ts'
import { AppError } from '../../shared/errors.ts'
import type { SheetValue } from '../../shared/spreadsheets/columns.ts'
import { shownSheets } from '../../shared/spreadsheets/exported.ts'
import { guessColumns, type Guess } from '../../shared/spreadsheets/guess.ts'
import { readRows } from '../../shared/spreadsheets/read-rows.ts'
import type { Sheet, Workbook } from '../../shared/spreadsheets/sheet.ts'
import { columnsOf } from '../../shared/spreadsheets/subjects.ts'
import type { TaskThread } from '../jobs/thread.ts'
import { MAX_FILE_BYTES } from '../spreadsheets/limits.ts'

export const FORM_TYPE = 'multipart/form-data'
export const FORM_LIMITS = { files: 1, fields: 10, fileSize: MAX_FILE_BYTES, headerPairs: 50 }

const columns = columnsOf.package_items
/** Problems of a file that are told; the others are counted. */
const SHOWN_PROBLEMS = 5

/** Puts the rows of the form's file in place of the body; any other body is left as it is. */
export function rowsOfForm(tasks: TaskThread, type: ItemType): preValidationAsyncHookHandler {
  return async (request) => {
    if (!request.isMultipart()) return
    const file = await request.file()
    if (!file) throw new AppError('invalid', "The form has no file. Send the spreadsheet as its field 'file'.")
    const bytes = new Uint8Array(await file.toBuffer())
    const book = await tasks.run('readSpreadsheet', { bytes, name: file.filename })
    request.body = rowsOf(book, type)
  }
}

function rowsOf(book: Workbook, type: ItemType): Record<string, unknown>[] {
  const { sheet, header_row, mapping } = bestSheet(book)
  const context = { dayOrder: null, since1904: book.since1904, answers: {} }
  const { rows } = readRows(sheet, columns, header_row, mapping, context)
  const problems = rows.flatMap(({ number, problems }) => problems.map((problem) => `Row ${number}: ${problem}`))
  if (problems.length > 0) {
    const more = problems.length > SHOWN_PROBLEMS ? ` And ${problems.length - SHOWN_PROBLEMS} more.` : ''
    throw new AppError('invalid', `Nothing was taken. ${problems.slice(0, SHOWN_PROBLEMS).join(' ')}${more}`)
  }
  return rows.map(({ values }) => (type === 'TLF' ? tlfRow(values) : datasetRow(values)))
}

/** The sheet of which the most columns are known: templates have pages of instructions beside it. */
function bestSheet(book: Workbook): Guess & { sheet: Sheet } {
  const guesses = shownSheets(book).map((sheet) => ({ sheet, ...guessColumns(sheet, columns) }))
  const known = ({ mapping }: Guess) => Object.keys(mapping).length
  const best = guesses.sort((one, other) => known(other) - known(one))[0]
  if (best && Object.values(best.mapping).includes('item_code')) return best
  throw new AppError('invalid', "No sheet of the file has a column 'Title Key', 'Dataset Name' or 'Code'.")
}

const key = ({ item_subtype, item_code }: Record<string, SheetValue>) => ({
  item_subtype: item_subtype ?? '',
  item_code,
})

const tlfRow = (values: Record<string, SheetValue>) => ({
  ...key(values),
  title: values.title,
  population_flag: values.population_flag,
  ich_category: values.ich_category,
  footnotes: values.footnotes ?? [],
  acronyms: values.acronyms ?? [],
})

const datasetRow = (values: Record<string, SheetValue>) => ({
  ...key(values),
  label: values.title,
  sorting_order: values.sorting_order,
  acronyms: Array.isArray(values.acronyms) ? values.acronyms.join('; ') : null,
})
