// The Electron that the program is packed with: the pinned one, or here the one for developing and testing.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../bootstrap/paths.mjs'
import { ensureElectron } from '../electron/index.ts'

export interface Runtime {
  executable: string
  version: string
  /** Made of another product's package, because the pinned one cannot be had here: nothing to give to users. */
  isSubstitute: boolean
}

export async function findRuntime(): Promise<Runtime> {
  const executable = await ensureElectron()
  const folder = path.dirname(executable)
  const isSubstitute = existsSync(path.join(folder, 'substitute.json'))
  const version = isSubstitute
    ? readFileSync(path.join(folder, 'version'), 'utf8').trim()
    : (JSON.parse(readFileSync(inRoot('node_modules/electron/package.json'), 'utf8')) as { version: string }).version
  return { executable, version, isSubstitute }
}
