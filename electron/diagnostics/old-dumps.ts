// Which crash dumps are kept: a folder of them must not grow for ever, and each holds memory, rows included. Free of Electron.
import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

const AT_MOST = 10
const DAYS = 30
const DAY = 24 * 60 * 60 * 1000

export interface Dump {
  file: string
  /** Milliseconds since 1970. */
  at: number
}

/** Every dump below the folder, newest first; a folder that is not there has none. */
export async function listDumps(folder: string): Promise<Dump[]> {
  if (!existsSync(folder)) return []
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => name.endsWith('.dmp')).map((name) => path.join(folder, name))
  const dumps = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })))
  return dumps.sort((one, other) => other.at - one.at)
}

/**
 * Keeps the newest 10 dumps that are younger than 30 days; a note beside a dump goes with it.
 * @param now milliseconds since 1970
 */
export async function removeOldDumps(folder: string, now: number): Promise<void> {
  const dumps = await listDumps(folder)
  const old = dumps.filter(({ at }, index) => index >= AT_MOST || now - at > DAYS * DAY)
  await Promise.all(
    old.flatMap(({ file }) => [rm(file, { force: true }), rm(file.replace(/\.dmp$/, '.meta'), { force: true })]),
  )
}
