// `npm run dist`: from the sources to what is installed on this kind of system, with the papers that go along: licences, the
// list of parts and checksums. What cannot be made here is said, never left out in silence.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'
import { Failure, say } from '../bootstrap/say.mjs'
import { buildParts } from '../build/index.ts'
import { forget, hashOf, isFresh, keep } from '../build/stamps.ts'
import { writeChecksums } from './checksums.ts'
import { compareWithHelloWorld } from './compare.ts'
import { notices } from './licences.ts'
import { folderOf, packFolder, packInstaller, PACKAGING, type Order, type Processor } from './pack.ts'
import { findRuntime, type Runtime } from './runtime.ts'
import { sbomOf } from './sbom.ts'
import { shippedPackages } from './shipped.ts'

const OUTPUT = 'dist'
/** Where the tests find their folder (tests/electron/packaged.spec.ts). */
const TEST_OUTPUT = 'out/packaged'
const NOTICES = `${PACKAGING}/notices`
const PAPERS = ['THIRD-PARTY-LICENSES.txt', 'sbom.cdx.json'] as const

/** What each system gets, as in electron-builder.yml, by processor. */
const installers: Partial<Record<NodeJS.Platform, Partial<Record<Processor, string[]>>>> = {
  win32: { x64: ['nsis', 'portable'], arm64: ['nsis'] },
  darwin: { x64: ['dmg'], arm64: ['dmg'] },
  linux: { x64: ['AppImage', 'deb'] },
}

/** @returns exit code: 0 when the folder was made, even where installers could not be */
export async function dist(args: string[]): Promise<number> {
  const unknown = args.find((argument) => argument !== '--for-tests')
  if (unknown) throw new Failure(`npm run dist does not know "${unknown}". It takes --for-tests, or nothing.`)
  await buildParts()
  const runtime = await findRuntime()
  if (args.includes('--for-tests')) await packForTests(runtime)
  else await packForUsers(runtime)
  return 0
}

/** One folder, made again only when something that goes into it changed. */
async function packForTests(runtime: Runtime): Promise<void> {
  const order: Order = { runtime, processor: processorHere(), output: TEST_OUTPUT, forTests: true }
  const folder = folderOf(order)
  const sources = ['electron', 'renderer', 'server', 'docs'].map((name) => `out/${name}`)
  const ways = [
    'electron-builder.yml',
    'scripts/packaging',
    'electron/icons',
    'package.json',
    'package-lock.json',
    'LICENSE',
  ]
  const hash = `${hashOf([...sources, ...ways])} ${runtime.version}`
  if (isFresh('packaged', hash, [folder])) return
  forget('packaged')
  rmSync(inRoot(TEST_OUTPUT), { recursive: true, force: true })
  writePapers(runtime)
  await packFolder(order)
  await addPapers(TEST_OUTPUT)
  keep('packaged', hash)
}

async function packForUsers(runtime: Runtime): Promise<void> {
  rmSync(inRoot(OUTPUT), { recursive: true, force: true })
  writePapers(runtime)
  const missing: string[] = []
  const wanted = Object.entries(installers[process.platform] ?? {}) as [Processor, string[]][]
  for (const [processor, targets] of wanted) {
    const order: Order = { runtime, processor, output: OUTPUT }
    if (runtime.isSubstitute && processor !== process.arch) continue
    await packFolder(order)
    if (!existsSync(inRoot(folderOf(order)))) throw new Failure(`electron-builder left nothing in ${folderOf(order)}.`)
    for (const target of targets) missing.push(...(await makeInstaller(order, target)))
  }
  await addPapers(OUTPUT)
  await compareWithHelloWorld(inRoot(folderOf({ runtime, processor: processorHere(), output: OUTPUT })), runtime)
  for (const sentence of missing) say(`NOT MADE: ${sentence}`)
  say(`everything is in ${OUTPUT}/; SHA256SUMS covers it`)
}

/** @returns a sentence when it could not be made */
async function makeInstaller(order: Order, target: string): Promise<string[]> {
  const name = `${target} (${order.processor})`
  if (order.runtime.isSubstitute) {
    return [
      `${name}: the folder holds Electron ${order.runtime.version}, which is for testing only. Run this where Electron can be downloaded.`,
    ]
  }
  try {
    await packInstaller(order, target)
    return []
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return [
      `${name}: ${reason}. electron-builder fetches the tool for it from github.com; try again where that can be reached.`,
    ]
  }
}

/** Licences and the list of parts, where electron-builder takes them into the folder. */
function writePapers(runtime: Runtime): void {
  const packages = shippedPackages()
  rmSync(inRoot(NOTICES), { recursive: true, force: true })
  mkdirSync(inRoot(NOTICES), { recursive: true })
  const contents: Record<(typeof PAPERS)[number], string> = {
    'THIRD-PARTY-LICENSES.txt': notices(packages),
    'sbom.cdx.json': sbomOf(packages, runtime.version),
  }
  for (const name of PAPERS) writeFileSync(inRoot(NOTICES, name), contents[name])
  say(`${packages.length} packages are shipped, all under licences that allow it`)
}

/** The same papers beside the folders and installers, and the sums over all of it. */
async function addPapers(output: string): Promise<void> {
  for (const name of PAPERS) copyFileSync(inRoot(NOTICES, name), inRoot(output, name))
  await writeChecksums(inRoot(output))
}

function processorHere(): Processor {
  if (process.arch === 'x64' || process.arch === 'arm64') return process.arch
  throw new Failure(`PEARL is not made for this processor (${process.arch}), only for x64 and arm64.`)
}
