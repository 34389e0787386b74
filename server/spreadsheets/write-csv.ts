// Text files for spreadsheets: RFC 4180 with a byte order mark, so that spreadsheet programs read the letters right. A text
// that they would take for a formula gets an apostrophe before it.
import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/**
 * @param rows the first holds the headings
 * @param bom programs other than spreadsheets take the mark for a part of the first heading
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], { bom = true } = {}): string {
  return stringify(
    rows.map((row) => [...row]),
    // Neither a separator of another language's spreadsheets nor a lone line break may cut a cell.
    { bom, record_delimiter: 'windows', escape_formulas: true, quoted_match: /[;\t\r\n]/ },
  )
}
