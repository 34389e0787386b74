// What the second thread does with spreadsheets: both directions take seconds for ten thousand rows.
import { extname } from 'node:path'
import type { Workbook } from '../../shared/spreadsheets/sheet.ts'
import { MAX_FILE_BYTES, refuseFile } from './limits.ts'
import { readCsv } from './read-csv.ts'
import type { WorkbookPlan } from './workbook-plan.ts'
import { writeCsv } from './write-csv.ts'

/** By its content, not by its name: spreadsheet programs save text files as .xls and people rename. */
const isArchive = (bytes: Buffer) => bytes.subarray(0, 2).toString('latin1') === 'PK'
/** The file format of spreadsheet programs before 2007. */
const isBinaryWorkbook = (bytes: Buffer) => bytes.readUInt32BE(0) === 0xd0cf11e0

/** @throws AppError `invalid` with what is wrong with the file */
export async function readSpreadsheet({ bytes, name }: { bytes: Uint8Array; name: string }): Promise<Workbook> {
  if (bytes.length > MAX_FILE_BYTES) throw refuseFile('This file is larger than 30 MB. Split it and bring its parts.')
  if (bytes.length === 0) throw refuseFile('This file is empty.')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The library takes half a second to load, which text files need not wait for.
  if (isArchive(buffer)) return (await import('./read-xlsx.ts')).readXlsx(buffer)
  if (buffer.length >= 4 && isBinaryWorkbook(buffer)) {
    throw refuseFile(
      'This is a workbook of the format before 2007 (.xls), or one with a password. Save it as .xlsx without a password and bring that.',
    )
  }
  return readCsv(buffer, name.slice(0, name.length - extname(name).length) || name)
}

export async function writeSpreadsheet({ plan, format }: { plan: WorkbookPlan; format: 'xlsx' | 'csv' }) {
  if (format === 'xlsx') return (await import('./write-xlsx.ts')).writeXlsx(plan)
  const words = plan.rows.map((row) => row.map((cell) => (typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell)))
  return new TextEncoder().encode(writeCsv([plan.columns.map(({ header }) => header), ...words]))
}
