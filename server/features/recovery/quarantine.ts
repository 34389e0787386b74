// Puts a whole file in the place of a damaged one, which is kept under a name of its own with its write-ahead log, for good:
// only its owner deletes it. The damaged file has its second name before the first is taken away, so a crash between the two
// never leaves a folder that looks new.
import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { flush, flushFolder, stampOf } from '../../db/backup.ts'
import { DATABASE_NAME } from '../../db/open.ts'

const sides = ['-wal', '-shm', '-journal']

/** `pearl.db.damaged-<stamp>`, free in this folder. */
export function quarantineName(directory: string, at = new Date()): string {
  const stem = `${DATABASE_NAME}.damaged-${stampOf(at)}`
  let name = stem
  for (let number = 2; existsSync(path.join(directory, name)); number += 1) name = `${stem}-${number}`
  return name
}

/** @param file complete, in the same file system; moved */
export function replaceDamaged(directory: string, file: string, quarantine: string): void {
  const damaged = path.join(directory, DATABASE_NAME)
  const kept = path.join(directory, quarantine)
  keep(damaged, kept)
  for (const side of sides) if (existsSync(damaged + side)) keep(damaged + side, kept + side)
  flushFolder(directory)
  for (const side of sides) rmSync(damaged + side, { force: true })
  renameSync(file, damaged)
  flushFolder(directory)
}

function keep(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch {
    // A file system without a second name for a file.
    copyFileSync(file, name, constants.COPYFILE_EXCL)
    flush(name, 'r+')
  }
}
