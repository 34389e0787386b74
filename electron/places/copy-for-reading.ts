// Copies a workspace or a backup of one into a folder of its own, to be looked at, with what SQLite keeps beside it: of a
// workspace whose program was cut off the last changes are in its write-ahead log. What was copied together belongs together.
import { closeSync, constants, copyFileSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Answer } from '../../shared/desktop.ts'
import { SEALED_MAGIC } from '../../shared/sealed-copy.ts'
import { refuse } from '../refuse.ts'

/** Name of a workspace's file in its folder. */
export const DATABASE_NAME = 'pearl.db'

/** What is beside a database of which a program was cut off, or which another one has open (https://www.sqlite.org/tempfiles.html). */
const LOGS = ['-wal', '-journal'] as const
/** How often a workspace is copied that another program writes to meanwhile. */
const TRIES = 3
/** In bytes, at once. */
const PIECE = 1024 * 1024

/** The file that a path names: itself, or the workspace in a folder. */
export const databaseAt = (given: string): string =>
  statSync(given, { throwIfNoEntry: false })?.isDirectory() === true ? path.join(given, DATABASE_NAME) : given

/**
 * The copy holds what was committed when it was made; the source is only read. Nothing else runs meanwhile, so that no host of
 * this program opens the source: closing a file here would drop the locks that SQLite holds on it.
 * @param source file of a workspace or of a backup; must not be open in this program
 * @param folder where the copy is put, under the name that a workspace has
 */
export function copyForReading(source: string, folder: string): Answer<null> {
  if (statSync(source, { throwIfNoEntry: false })?.isFile() !== true) {
    return refuse('failed', `There is no workspace at ${source}. Choose the folder of one, or the file of a copy.`)
  }
  const target = path.join(folder, DATABASE_NAME)
  try {
    if (beginsWith(source, SEALED_MAGIC)) {
      return refuse(
        'failed',
        `${source} is locked with a passphrase, which is asked for where copies are kept: open a workspace, go to Backups, and choose this file under “A copy from elsewhere”.`,
      )
    }
    for (let tried = 0; tried < TRIES; tried += 1) if (copyWhole(source, target)) return { ok: true, value: null }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse('failed', `${source} could not be copied: ${reason}. It was left as it is.`)
  }
  return refuse(
    'in_use',
    `Another program writes to ${source} at this moment. Wait until it is done, or close it there, then try again. Nothing was changed.`,
  )
}

export const held = (source: string) =>
  refuse(
    'in_use',
    `${source} is open in this program. Look at it there, or close it, then try again. Nothing was changed.`,
  )

/**
 * False when the source was written to meanwhile: its times would not tell, because Windows notes them late for an open file,
 * so all of it is read again after its logs were copied. An unchanged database with an unchanged log is what a power cut at
 * that moment would have left, and SQLite makes the last commit of it.
 */
function copyWhole(source: string, target: string): boolean {
  for (const side of LOGS) rmSync(target + side, { force: true })
  rmSync(target, { force: true })
  copyFileSync(source, target, constants.COPYFILE_FICLONE)
  for (const side of LOGS) copyIfThere(source + side, target + side)
  return LOGS.every((side) => holdTheSame(source + side, target + side)) && holdTheSame(source, target)
}

function beginsWith(file: string, text: string): boolean {
  const begin = Buffer.alloc(text.length)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, begin, 0, begin.length, 0)
  } finally {
    closeSync(opened)
  }
  return begin.toString('latin1') === text
}

function copyIfThere(source: string, target: string): void {
  try {
    copyFileSync(source, target, constants.COPYFILE_FICLONE)
  } catch (error) {
    if (!isAbsence(error)) throw error
  }
}

/** Two files that are both not there hold the same. */
function holdTheSame(one: string, other: string): boolean {
  if (!existsSync(other)) return !existsSync(one)
  const handles: number[] = []
  try {
    for (const file of [one, other]) handles.push(openSync(file, 'r'))
    for (;;) {
      const [piece, same] = handles.map(readPiece) as [Buffer, Buffer]
      if (!piece.equals(same)) return false
      if (piece.length === 0) return true
    }
  } catch (error) {
    if (isAbsence(error)) return false
    throw error
  } finally {
    for (const handle of handles) closeSync(handle)
  }
}

function readPiece(handle: number): Buffer {
  const piece = Buffer.allocUnsafe(PIECE)
  return piece.subarray(0, readSync(handle, piece))
}

const isAbsence = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
