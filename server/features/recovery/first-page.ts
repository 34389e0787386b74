// Lends a damaged database the first page of a backup of it: header and schema. A backup is copied page by page, so in both
// every table begins on the same page as long as the schema is the same, and rows that follow are read where they are.
// https://www.sqlite.org/fileformat2.html#the_database_header
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

const HEADER = 100
const PAGE_SIZE = 16
const FILE_CHANGES = 24
const PAGES = 28
const FREE_PAGES = 32
const VALID_FOR = 92

/** @returns false when the backup is no database of pages that the file could consist of */
export function lendFirstPage(backup: string, damaged: string): boolean {
  const lender = openSync(backup, 'r')
  const borrower = openSync(damaged, 'r+')
  try {
    const header = Buffer.alloc(HEADER)
    if (readSync(lender, header, 0, HEADER, 0) !== HEADER || header.toString('latin1', 0, 6) !== 'SQLite') return false
    const size = header.readUInt16BE(PAGE_SIZE) === 1 ? 65_536 : header.readUInt16BE(PAGE_SIZE)
    const { size: length } = fstatSync(borrower)
    if (size < 512 || length < 2 * size) return false
    const page = Buffer.alloc(size)
    readSync(lender, page, 0, size, 0)
    page.writeUInt32BE(Math.floor(length / size), PAGES)
    page.writeUInt32BE(page.readUInt32BE(FILE_CHANGES), VALID_FOR)
    // Which pages are free was written on the page that is lost; nothing is written here, so none needs to be.
    page.fill(0, FREE_PAGES, FREE_PAGES + 8)
    writeSync(borrower, page, 0, size, 0)
    return true
  } finally {
    closeSync(lender)
    closeSync(borrower)
  }
}
