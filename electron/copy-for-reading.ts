// Copies a workspace or a backup of one into a folder of its own, to be looked at. It is copied only while no program has it
// open: a write-ahead log beside it says that one has, or that one was cut off.
import { copyFileSync, constants, existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Answer } from '../shared/desktop.ts'
import { refuse } from './refuse.ts'

/** Name of a workspace's file in its folder. */
export const DATABASE_NAME = 'pearl.db'

/** The file that a path names: itself, or the workspace in a folder. */
export const databaseAt = (given: string): string =>
  statSync(given, { throwIfNoEntry: false })?.isDirectory() === true ? path.join(given, DATABASE_NAME) : given

/**
 * @param source file of a workspace or of a backup; must not be open in this program, because closing a file here would drop
 * the locks that SQLite holds on it
 * @param folder where the copy is put, under the name that a workspace has
 */
export function copyForReading(source: string, folder: string): Answer<null> {
  const before = statSync(source, { throwIfNoEntry: false })
  if (!before?.isFile()) {
    return refuse('failed', `There is no workspace at ${source}. Choose the folder of one, or the file of a copy.`)
  }
  if (isHeld(source)) return held(source)
  try {
    copyFileSync(source, path.join(folder, DATABASE_NAME), constants.COPYFILE_FICLONE)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse('failed', `${source} could not be copied: ${reason}. It was left as it is.`)
  }
  const after = statSync(source)
  if (isHeld(source) || after.mtimeMs !== before.mtimeMs || after.size !== before.size) return held(source)
  return { ok: true, value: null }
}

const isHeld = (file: string) => existsSync(`${file}-wal`) || existsSync(`${file}-journal`)

export const held = (source: string) =>
  refuse(
    'in_use',
    `${source} is open in a program, or was not closed properly. Close it there, or open it once as a workspace and close it, then try again. Nothing was changed.`,
  )
