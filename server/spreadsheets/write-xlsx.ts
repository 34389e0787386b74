// Writes an .xlsx file: heading frozen and filtered, columns as wide as their content, dates as dates, permitted values
// behind drop-downs. Text is always written as text, so a value that looks like a formula is none.
import Excel from '@mui/x-internal-exceljs-fork'
import { BASE_SHEET, ID_HEADER, MARK_SHEET, writeMark } from '../../shared/spreadsheets/exported.ts'
import type { WorkbookPlan, WrittenCell, WrittenColumn } from './workbook-plan.ts'

const DAY_FORMAT = 'yyyy-mm-dd'
const HEADING = { fill: 'FF1F3A5F', text: 'FFFFFFFF' }
const IDENTITY_FILL = 'FFF1F3F5'
const LISTS_SHEET = 'Lists'
const INSTRUCTIONS_SHEET = 'Instructions'
/** A drop-down of a spreadsheet program holds this many characters itself; longer ones stand on a sheet. */
const INLINE_CHOICES = 250

/** @returns the bytes of the file */
export async function writeXlsx(plan: WorkbookPlan): Promise<Uint8Array<ArrayBuffer>> {
  const book = new Excel.Workbook()
  book.creator = 'PEARL Desktop'
  const sheet = book.addWorksheet(plan.sheet, { views: [{ state: 'frozen', ySplit: 1, xSplit: frozenColumns(plan) }] })
  const columns = withId(plan)
  fill(sheet, columns, plan)
  addChoices(book, sheet, columns, plan)
  if (plan.instructions) addLines(book, INSTRUCTIONS_SHEET, plan.instructions)
  if (plan.info) addInfo(book, plan.info)
  if (plan.roundTrip) addTraces(book, columns, plan)
  const written = await book.xlsx.writeBuffer()
  return new Uint8Array(written)
}

const idColumn: WrittenColumn = { header: ID_HEADER, kind: 'whole', width: 10 }
/** The ids come last, so that no column of the person moves. */
const withId = ({ columns, roundTrip }: WorkbookPlan) => (roundTrip ? [...columns, idColumn] : columns)
const frozenColumns = ({ columns }: WorkbookPlan) => columns.filter(({ isIdentity }) => isIdentity).length

/** The cells of a row, with its id where the file is to come back. */
const cellsOf = ({ rows, roundTrip }: WorkbookPlan, index: number): WrittenCell[] => [
  ...rows[index]!,
  ...(roundTrip ? [roundTrip.ids[index]!] : []),
]

function fill(sheet: Excel.Worksheet, columns: readonly WrittenColumn[], plan: WorkbookPlan): void {
  sheet.columns = columns.map(({ header, width, kind, isIdentity }) => ({
    header,
    width,
    style: {
      alignment: { vertical: 'top' as const, wrapText: kind === 'text' || kind === 'texts' },
      ...(kind === 'day' && { numFmt: DAY_FORMAT }),
      ...(isIdentity && { fill: solid(IDENTITY_FILL) }),
    },
  }))
  if (plan.roundTrip) sheet.getColumn(columns.length).hidden = true
  plan.rows.forEach((_, index) => {
    const cells = cellsOf(plan, index)
    sheet.addRow(cells.map((cell, position) => written(columns[position]!, cell)))
  })
  const heading = sheet.getRow(1)
  heading.height = 20
  heading.eachCell((cell) => {
    cell.fill = solid(HEADING.fill)
    cell.font = { bold: true, color: { argb: HEADING.text } }
    cell.alignment = { vertical: 'middle' }
  })
  const shown = plan.columns.length
  if (shown > 0) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: plan.rows.length + 1, column: shown } }
}

const solid = (argb: string): Excel.FillPattern => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })

/** Midnight in UTC: spreadsheets have no time zones, and neither have our days. */
const written = ({ kind }: WrittenColumn, cell: WrittenCell): Excel.CellValue =>
  kind === 'day' && typeof cell === 'string' ? new Date(`${cell}T00:00:00Z`) : cell

/** `add` takes ranges; the types of the library leave it out. */
interface Validated {
  dataValidations: { add(range: string, validation: Excel.DataValidation): void }
}

function addChoices(
  book: Excel.Workbook,
  sheet: Excel.Worksheet,
  columns: readonly WrittenColumn[],
  { rows, spareRows = 0 }: WorkbookPlan,
): void {
  const last = rows.length + 1 + spareRows
  const offered = columns.map(({ choices, header }, index) => ({ choices, header, index }))
  let lists: Excel.Worksheet | undefined
  for (const { choices, header, index } of offered) {
    if (!choices || choices.length === 0 || last < 2) continue
    const letter = sheet.getColumn(index + 1).letter
    const inline = choices.join(',')
    let formula = `"${inline}"`
    if (inline.length > INLINE_CHOICES || /[,"]/.test(choices.join(''))) {
      lists ??= book.addWorksheet(LISTS_SHEET)
      const column = lists.getColumn(lists.columnCount + 1)
      column.values = [header, ...choices]
      column.width = 28
      formula = `${LISTS_SHEET}!$${column.letter}$2:$${column.letter}$${choices.length + 1}`
    }
    ;(sheet as unknown as Validated).dataValidations.add(`${letter}2:${letter}${last}`, {
      type: 'list',
      allowBlank: true,
      formulae: [formula],
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: header,
      error: `${header} is usually one of the listed values.`,
    })
  }
}

function addLines(book: Excel.Workbook, name: string, lines: readonly string[]): void {
  const sheet = book.addWorksheet(name)
  sheet.getColumn(1).width = 100
  for (const line of lines) sheet.addRow([line])
}

function addInfo(book: Excel.Workbook, info: NonNullable<WorkbookPlan['info']>): void {
  const sheet = book.addWorksheet(info.sheet)
  sheet.columns = [
    { header: 'Property', width: 24 },
    { header: 'Value', width: 70 },
  ]
  for (const row of info.rows) sheet.addRow([...row])
  sheet.getRow(1).font = { bold: true }
}

/** What the file needs to find its way back, out of sight. */
function addTraces(book: Excel.Workbook, columns: readonly WrittenColumn[], plan: WorkbookPlan): void {
  const marks = book.addWorksheet(MARK_SHEET, { state: 'veryHidden' })
  for (const row of writeMark(plan.roundTrip!.mark)) marks.addRow(row)
  const base = book.addWorksheet(BASE_SHEET, { state: 'veryHidden' })
  base.columns = columns.map(({ header, kind }) => ({
    header,
    ...(kind === 'day' && { style: { numFmt: DAY_FORMAT } }),
  }))
  plan.rows.forEach((_, index) => {
    base.addRow(cellsOf(plan, index).map((cell, position) => written(columns[position]!, cell)))
  })
}
