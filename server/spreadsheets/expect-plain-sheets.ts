// Looks at the sheets of an .xlsx file before the library does: a few bytes may claim the row one billion or a merged block over
// everything, which it would then build; and a part may unpack to more than it says. One pass over the text, no parsing.
import { inflateRawSync } from 'node:zlib'
import { expectMerged, expectSize, refuseFile, type ArchivePart } from './limits.ts'

const LOCAL_LENGTH = 30
const DEFLATED = 8

/** @throws AppError `invalid` with what is too much, or when a part is not as large as the file says */
export function expectPlainSheets(bytes: Buffer, parts: readonly ArchivePart[]): void {
  for (const part of parts) {
    // Whatever it is called: which part is a sheet is said elsewhere in the file.
    expectPlain(unpacked(bytes, part).toString('latin1'), part.name)
  }
}

function unpacked(bytes: Buffer, { offset, packed, size, method }: ArchivePart): Buffer {
  if (offset + LOCAL_LENGTH > bytes.length) throw untrue()
  const start = offset + LOCAL_LENGTH + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const stored = bytes.subarray(start, start + packed)
  if (method !== DEFLATED) return stored
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, size) })
  } catch (cause) {
    throw untrue(cause)
  }
}

const untrue = (cause?: unknown) => {
  const refusal = refuseFile(
    'This .xlsx file is damaged: a part of it is not as large as it says. Open it in a spreadsheet program and save it again.',
  )
  refusal.cause = cause
  return refusal
}

const ROW = /<(?:\w+:)?row\b[^>]{0,2000}?\br=["'](\d{1,12})["']/g
const MERGED = /<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=["']([A-Z]{1,4})(\d{1,12}):([A-Z]{1,4})(\d{1,12})["']/g

/** The number of a column by its letters. */
const columnOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

function expectPlain(xml: string, name: string): void {
  let last = 0
  for (const [, row] of xml.matchAll(ROW)) last = Math.max(last, Number(row))
  expectSize(last, 0, name)
  let merged = 0
  for (const [, left, top, right, bottom] of xml.matchAll(MERGED)) {
    merged += (columnOf(right!) - columnOf(left!) + 1) * (Number(bottom) - Number(top) + 1)
  }
  expectMerged(merged, name)
}
