// Reads a text file of separated values. Its encoding and its separator are found from its content: what spreadsheet programs
// write depends on the language of the machine (semicolons and Windows-1252 in much of Europe).
import { parse } from 'csv-parse/sync'
import type { Workbook } from '../../shared/spreadsheets/sheet.ts'
import { expectSize, MAX_CELL_LENGTH, MAX_RECORD_LENGTH, MAX_ROWS, refuseFile } from './limits.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** `sep=;` in the first line is how spreadsheet programs are told. */
const TOLD = /^\uFEFF?sep=(.)\r?\n/
/** Lines that decide on the separator. */
const SAMPLE_ROWS = 30

/** @throws AppError `invalid` with the line that cannot be read */
export function readCsv(bytes: Buffer, name: string): Workbook {
  const { text, encoding } = decode(bytes)
  if (text.includes('\0')) throw refuseFile('This is not a text file. Bring an .xlsx or a .csv file.')
  const told = TOLD.exec(text)
  const delimiter = told?.[1] ?? delimiterOf(text)
  // The line that tells the separator stays as a blank one, so that row numbers are those a spreadsheet program shows.
  const rows = records(told ? text.replace(TOLD, '\n') : text, delimiter, MAX_ROWS + 1)
  expectSize(rows.length, Math.max(0, ...rows.map((row) => row.length)), name)
  const cells = rows.map((row) => withoutTail(row.map(valueOf)))
  while (cells.at(-1)?.length === 0) cells.pop()
  return {
    sheets: [{ name, isHidden: false, rows: cells, hiddenRows: [] }],
    since1904: false,
    text: { encoding, delimiter },
  }
}

/** The quotation mark that keeps a text from being a formula, here and in other programs, is no part of it. */
const GUARDED = /^'(?=[=+\-@\t\r])/
const valueOf = (cell: string) => (cell === '' ? null : cell.replace(GUARDED, '').slice(0, MAX_CELL_LENGTH))

function withoutTail<T>(row: (T | null)[]): (T | null)[] {
  const end = row.findLastIndex((cell) => cell !== null) + 1
  return row.slice(0, end)
}

function records(text: string, delimiter: string, to: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      to,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: MAX_RECORD_LENGTH,
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw refuseFile(`This text file cannot be read: ${reason}. Check the quotation marks on that line.`)
  }
}

/** The separator that cuts the first lines into the most columns of which each line has as many. */
function delimiterOf(text: string): string {
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(text, delimiter) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

function scoreOf(text: string, delimiter: string): number {
  let rows: string[][]
  try {
    rows = parse(text, {
      delimiter,
      to: SAMPLE_ROWS,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_LENGTH,
    })
  } catch {
    // A separator that the quotation marks contradict is not the one.
    return 0
  }
  const counts = rows.map((row) => row.length)
  const widest = Math.max(1, ...counts)
  const agreeing = counts.filter((count) => count === widest).length
  return widest === 1 ? 0 : widest * (agreeing / counts.length)
}

function decode(bytes: Buffer): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return read(bytes, 'utf-16le', 'UTF-16')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return read(bytes, 'utf-16be', 'UTF-16')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    // Bytes that are not UTF-8 come from a Windows program of western Europe far more often than from anything else.
    return read(bytes, 'windows-1252', 'Windows-1252')
  }
}

const read = (bytes: Buffer, label: string, encoding: string) => ({
  text: new TextDecoder(label).decode(bytes),
  encoding,
})
