// Starts the measurements where they can open a window, and tells them in which Electron.
import { handOver } from '../bootstrap/hand-over.mjs'
import { inRoot } from '../bootstrap/paths.mjs'
import { Failure, say } from '../bootstrap/say.mjs'
import { ensureElectron } from '../electron/index.ts'
import { screen } from '../system/screen.ts'

/**
 * @param args of bench/run.ts
 * @param electron executable, looked for when not given
 * @returns its exit code
 */
export async function runBench(args: string[], electron?: string): Promise<number> {
  const wrapper = screen()
  if (!wrapper) say('G15 and G16 need a display or xvfb-run; on Debian: apt-get install xvfb xauth')
  const executable = wrapper ? (electron ?? (await electronOrNothing())) : undefined
  const [file = process.execPath, ...rest] = [...(wrapper ?? []), process.execPath, inRoot('bench/run.ts'), ...args]
  return handOver(file, rest, { ...process.env, ...(executable !== undefined && { PEARL_ELECTRON: executable }) })
}

async function electronOrNothing(): Promise<string | undefined> {
  try {
    return await ensureElectron()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    say(`${error.message} G15 and G16 cannot be measured`)
    return undefined
  }
}
