// Chooses how the application runs here, builds what that needs, and hands the terminal over to it.
import { handOver } from '../bootstrap/hand-over.mjs'
import { inRoot, root } from '../bootstrap/paths.mjs'
import { Failure, say } from '../bootstrap/say.mjs'
import { buildInChild } from '../build/in-child.ts'
import { developmentArguments, ensureElectron } from '../electron/index.ts'

/** @returns the exit code of the application */
export async function start(flags: string[]): Promise<number> {
  const electron = await chooseElectron(flags)
  if (!electron) {
    await buildInChild(['server', 'assets', 'renderer'])
    return handOver(process.execPath, [inRoot('out/server/cli.js'), ...flags])
  }
  await buildInChild()
  const environment = { ...process.env }
  // Set by some terminals inside Electron applications, it would make ours a plain Node.
  delete environment.ELECTRON_RUN_AS_NODE
  return handOver(electron, [...developmentArguments(), root, ...flags], environment)
}

/** Path of the Electron to open a window with; undefined, with the reason said, when there will be no window. */
async function chooseElectron(flags: string[]): Promise<string | undefined> {
  if (flags.includes('--headless')) return undefined
  if (!hasDisplay()) {
    say(
      'there is no display (DISPLAY and WAYLAND_DISPLAY are not set), so PEARL is served headless: open its address in a browser',
    )
    return undefined
  }
  try {
    return await ensureElectron()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    say(`${error.message} PEARL is served headless instead: open its address in a browser`)
    return undefined
  }
}

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
