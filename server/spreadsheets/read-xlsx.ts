// Reads an .xlsx file into plain values. Formulas count as the result they were saved with; of a merged block each row has
// the value in the block's first column, so that a name merged over three rows is the name of three rows.
import Excel from '@mui/x-internal-exceljs-fork'
import type { Sheet, SheetCell, Workbook } from '../../shared/spreadsheets/sheet.ts'
import { isBlank } from '../../shared/spreadsheets/sheet.ts'
import { expectPlainSheets } from './expect-plain-sheets.ts'
import { expectSize, expectSmallArchive, MAX_CELL_LENGTH, refuseFile } from './limits.ts'

/** Parts of a file that hold no values; leaving them out makes damage in them harmless. */
const IGNORED = [
  'conditionalFormatting',
  'dataValidations',
  'extLst',
  'drawing',
  'legacyDrawing',
  'tableParts',
  'picture',
]

/** @throws AppError `invalid` with what is wrong with the file */
export async function readXlsx(bytes: Buffer): Promise<Workbook> {
  expectPlainSheets(bytes, expectSmallArchive(bytes))
  const book = new Excel.Workbook()
  try {
    await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0], { ignoreNodes: IGNORED })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw refuseFile(
      `This .xlsx file cannot be read (${reason}). Open it in a spreadsheet program, save it again and bring the new file.`,
    )
  }
  const sheets = book.worksheets.map(readSheet)
  if (sheets.length === 0) throw refuseFile('This .xlsx file has no sheet with cells.')
  return { sheets, since1904: book.properties.date1904 === true, text: null }
}

function readSheet(sheet: Excel.Worksheet): Sheet {
  expectSize(sheet.rowCount, sheet.columnCount, sheet.name)
  const rows: SheetCell[][] = []
  const hiddenRows: number[] = []
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: SheetCell[] = []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const value = valueOf(cell)
      while (cells.length < column - 1) cells.push(null)
      cells[column - 1] = value
    })
    while (cells.length > 0 && isBlank(cells.at(-1))) cells.pop()
    if (cells.length === 0) return
    while (rows.length < number - 1) rows.push([])
    rows[number - 1] = cells
    if (row.hidden) hiddenRows.push(number)
  })
  return { name: sheet.name, isHidden: sheet.state !== 'visible', rows, hiddenRows }
}

function valueOf(cell: Excel.Cell): SheetCell {
  const { master } = cell
  if (master !== cell && master.fullAddress.col !== cell.fullAddress.col) return null
  return plain(master.value)
}

function plain(value: Excel.CellValue): SheetCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.slice(0, MAX_CELL_LENGTH)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return dayOf(value)
  if ('error' in value) return { fault: String(value.error) }
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('formula' in value || 'sharedFormula' in value) {
    const { result } = value
    if (result === undefined) return { fault: 'formula without a saved result' }
    return plain(result)
  }
  if ('hyperlink' in value) return plain(value.text)
  return null
}

/** Dates come out as moments in UTC, whatever the time zone of the machine. */
function dayOf(date: Date): SheetCell {
  return Number.isNaN(date.getTime()) ? { fault: 'not a date' } : { day: date.toISOString().slice(0, 10) }
}
