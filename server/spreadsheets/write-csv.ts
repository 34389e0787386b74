// Text files for spreadsheets: RFC 4180 with a byte order mark, so that Excel reads the letters right. A text that a
// spreadsheet would take for a formula gets an apostrophe before it; numbers are written as they are.

/** What makes a spreadsheet calculate, also in full width, or start a new cell. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

export type CsvCell = string | number | null

/** @param rows the first holds the headings */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`
}

function cellOf(value: CsvCell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
