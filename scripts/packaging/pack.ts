// Drives electron-builder by electron-builder.yml: first the folder of each processor, then each installer out of it, so that
// an installer that cannot be made here does not take the others along.
import { Arch, build, Platform, type Configuration } from 'electron-builder'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../bootstrap/paths.mjs'
import { sha256 } from './checksums.ts'
import type { Runtime } from './runtime.ts'

export type Processor = 'x64' | 'arm64'

export interface Order {
  runtime: Runtime
  processor: Processor
  /** Folder that the result is put into, relative to the project's root. */
  output: string
  /** Leaves the one fuse open that Playwright needs to attach to the main process. */
  forTests?: boolean
}

const platform = Platform.current()

/** Where the files lie that are made for packing, as electron-builder.yml names it. */
export const PACKAGING = 'out/packaging'

/** Path of the folder that holds the program, relative to the project's root. */
export function folderOf({ output, processor }: Order): string {
  const suffix = processor === 'x64' ? '' : `-${processor}`
  const name = platform === Platform.MAC ? `mac${suffix}` : `${platform.buildConfigurationKey}${suffix}-unpacked`
  return path.posix.join(output, name)
}

/** Makes the folder. */
export async function packFolder(order: Order): Promise<void> {
  await writeSums(order)
  await build({
    projectDir: inRoot(),
    targets: platform.createTarget(['dir'], Arch[order.processor]),
    config: configuration(order),
    publish: 'never',
  })
  // Its notes on the machine that packed.
  rmSync(inRoot(order.output, 'builder-debug.yml'), { force: true })
}

/**
 * Makes one installer out of the folder.
 * @param target `AppImage`, `nsis`, ... as electron-builder names it
 */
export async function packInstaller(order: Order, target: string): Promise<string[]> {
  return build({
    projectDir: inRoot(),
    targets: platform.createTarget([target], Arch[order.processor]),
    prepackaged: inRoot(folderOf(order)),
    config: configuration(order),
    publish: 'never',
  })
}

function configuration({ runtime, processor, output, forTests = false }: Order): Configuration {
  return {
    directories: { output },
    electronVersion: runtime.version,
    // Of another processor's Electron there is none at hand: electron-builder fetches it.
    ...(processor === process.arch && { electronDist: path.dirname(runtime.executable) }),
    ...(forTests && { electronFuses: { enableNodeCliInspectArguments: true } }),
    ...(runtime.isSubstitute && { afterPack: dropWhatTheSubstituteLeaves }),
  }
}

/** The substitute carries an addon of its own beside the executable, and an application for developing. */
function dropWhatTheSubstituteLeaves({ appOutDir }: { appOutDir: string }): Promise<void> {
  for (const name of ['app.asar.unpacked', 'default_app.asar']) {
    rmSync(path.join(appOutDir, 'resources', name), { recursive: true, force: true })
  }
  return Promise.resolve()
}

/** Notes the sums of the files that lie outside of the archive, by their paths from the folder of resources. */
async function writeSums({ runtime, processor }: Order): Promise<void> {
  const addon = `node_modules/better-sqlite3/prebuilds/${platform.nodeName}-${processor}.node`
  const [name, file] = runtime.isSubstitute
    ? ['../better_sqlite3.node', path.join(path.dirname(runtime.executable), 'better_sqlite3.node')]
    : [`app.asar.unpacked/${addon}`, inRoot(addon)]
  const folder = inRoot(PACKAGING, `${platform.buildConfigurationKey}-${processor}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'unpacked.json'), JSON.stringify({ [name]: await sha256(file) }))
}
