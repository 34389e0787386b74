// Database files are their owner's to read and nobody else's, from their first byte on: SQLite gives what it puts beside a
// file (-wal, -shm, -journal) the rights that the file has at that moment, so they are set before SQLite sees it.
import { chmodSync, closeSync, constants, existsSync, openSync } from 'node:fs'

const OWNER_ONLY = 0o600
const sides = ['', '-wal', '-shm', '-journal']

/**
 * Makes `file` if it is not there, empty, and takes everybody else's rights from it and from what lies beside it. One that is
 * there is not opened: closing it would drop the locks that SQLite may hold on it. On Windows the folder's rights decide.
 */
export function forOwnerOnly(file: string): void {
  if (process.platform === 'win32') return
  if (!existsSync(file)) {
    closeSync(openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, OWNER_ONLY))
  }
  for (const side of sides) if (existsSync(file + side)) chmodSync(file + side, OWNER_ONLY)
}
