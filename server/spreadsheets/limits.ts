// What a spreadsheet may cost, decided before it is parsed: a small file can unpack to gigabytes (threat rows on hostile
// spreadsheets). The figures leave room for 10,000 rows with 25 columns several times over.
import { AppError } from '../../shared/errors.ts'

export const MAX_FILE_BYTES = 30 * 1024 * 1024
const MAX_UNPACKED_BYTES = 300 * 1024 * 1024
const MAX_ENTRIES = 2000
export const MAX_ROWS = 50_000
const MAX_COLUMNS = 200
export const MAX_CELL_LENGTH = 32_767
/** Characters of one line of a text file: thirty cells as long as a cell may be. */
export const MAX_RECORD_LENGTH = 1_000_000
/** Cells of all merged blocks of a sheet together: the library visits each. */
const MAX_MERGED = 100_000

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const ZIP64 = 0xffffffff

/** The refusal of a file that is too much, or is not what it says. */
export const refuseFile = (message: string) => new AppError('invalid', message)

/** A part of a ZIP file, as its table of contents has it. */
export interface ArchivePart {
  name: string
  /** Of its local header. */
  offset: number
  packed: number
  size: number
  /** 0 stored, 8 deflated. */
  method: number
}

/**
 * Reads the table of contents at the end of a ZIP file (APPNOTE 4.3.12, 4.3.16), nothing is unpacked.
 * @throws AppError `invalid` when it is no ZIP file, is damaged, or would unpack to more than is allowed
 */
export function expectSmallArchive(bytes: Buffer): ArchivePart[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + END_LENGTH > bytes.length || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) {
    throw refuseFile('This is not an .xlsx file, or it is cut off. Open it in a spreadsheet program and save it again.')
  }
  const entries = bytes.readUInt16LE(end + 10)
  let offset = bytes.readUInt32LE(end + 16)
  if (entries > MAX_ENTRIES || offset === ZIP64) throw tooLarge('it has too many parts')
  let unpacked = 0
  const parts: ArchivePart[] = []
  for (let entry = 0; entry < entries; entry += 1) {
    if (offset + ENTRY_LENGTH > bytes.length || bytes.readUInt32LE(offset) !== DIRECTORY_ENTRY) {
      throw refuseFile('This .xlsx file is damaged. Open it in a spreadsheet program and save it again.')
    }
    const size = bytes.readUInt32LE(offset + 24)
    if ((bytes.readUInt16LE(offset + 8) & 1) === 1) {
      throw refuseFile('This .xlsx file is protected by a password. Save a copy without one and bring that.')
    }
    unpacked += size
    if (size === ZIP64 || unpacked > MAX_UNPACKED_BYTES) throw tooLarge('it would unpack to more than 300 MB')
    const nameLength = bytes.readUInt16LE(offset + 28)
    parts.push({
      name: bytes.toString('utf8', offset + ENTRY_LENGTH, offset + ENTRY_LENGTH + nameLength),
      offset: bytes.readUInt32LE(offset + 42),
      packed: bytes.readUInt32LE(offset + 20),
      size,
      method: bytes.readUInt16LE(offset + 10),
    })
    offset += ENTRY_LENGTH + nameLength + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32)
  }
  return parts
}

/** @throws AppError `invalid` beyond the limit */
export function expectSize(rows: number, columns: number, name: string): void {
  if (rows > MAX_ROWS) throw tooLarge(`the sheet '${name}' has ${rows} rows, and ${MAX_ROWS} is the most`)
  if (columns > MAX_COLUMNS)
    throw tooLarge(`the sheet '${name}' has ${columns} columns, and ${MAX_COLUMNS} is the most`)
}

/** @throws AppError `invalid` beyond the limit */
export function expectMerged(cells: number, name: string): void {
  if (cells > MAX_MERGED)
    throw tooLarge(`merged cells of '${name}' cover ${cells} cells, and ${MAX_MERGED} is the most`)
}

const tooLarge = (reason: string) =>
  refuseFile(`This file is too large: ${reason}. Split it, or remove the sheets that are not needed.`)
