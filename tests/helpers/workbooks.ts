// Spreadsheets as people would make and edit them.
import Excel from '@mui/x-internal-exceljs-fork'

export type Cell = Excel.CellValue

/** An .xlsx file with one sheet; `change` may do to it what spreadsheet programs do. */
export async function workbook(
  rows: readonly (readonly Cell[])[],
  change: (sheet: Excel.Worksheet, book: Excel.Workbook) => void = () => undefined,
): Promise<Uint8Array> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('Tracker')
  for (const row of rows) sheet.addRow([...row])
  change(sheet, book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Opens a file that a host wrote. */
export async function openWorkbook(bytes: Uint8Array): Promise<Excel.Workbook> {
  const book = new Excel.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof book.xlsx.load>[0])
  return book
}
