// A private copy of a workspace or of a backup that a command works on, so that the file itself is not touched.
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { DATABASE_NAME } from '../db/open.ts'

const sides = ['', '-wal']

/**
 * @param given a file, or the folder of a workspace; undefined when none was named
 * @param work gets the file, and its copy in a folder that is removed afterwards
 * @throws AppError when there is no such file, or a program writes to it meanwhile
 */
export async function withPrivateCopy<T>(
  given: string | undefined,
  work: (file: string, copy: string) => T | Promise<T>,
): Promise<T> {
  if (given === undefined) throw new AppError('invalid', 'Name a file, or the folder of a workspace.')
  const stat = statSync(given, { throwIfNoEntry: false })
  const file = path.resolve(stat?.isDirectory() === true ? path.join(given, DATABASE_NAME) : given)
  if (!existsSync(file)) throw new AppError('not_found', `There is no file ${file}.`)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pearl-copy-'))
  try {
    const copy = path.join(folder, path.basename(file))
    copyQuiet(file, copy)
    return await work(file, copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function copyQuiet(file: string, copy: string): void {
  const stamps = () =>
    sides.map((side) => {
      const stat = statSync(file + side, { throwIfNoEntry: false })
      return stat ? `${stat.size} ${stat.mtimeMs}` : ''
    })
  const before = stamps()
  for (const side of sides) if (existsSync(file + side)) copyFileSync(file + side, copy + side)
  if (stamps().join() !== before.join()) {
    throw new AppError('unavailable', `${file} is being written by a program. Close it there, or name a backup of it.`)
  }
}
