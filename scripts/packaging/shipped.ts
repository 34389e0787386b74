// The packages of which something is shipped: those in the bundles that are packed, those copied beside them, and those that
// stay folders of their own.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../bootstrap/paths.mjs'
import { packagesIn } from '../build/inventory.ts'
import { copiedSources, packedBundles } from '../build/parts.ts'

export interface ShippedPackage {
  name: string
  version: string
  /** SPDX expression, as its package.json says. */
  licence: string
  /** Relative to the project's root, as the lock file names it. */
  folder: string
  /** The texts that must travel with it. */
  texts: string[]
}

/** Packages that reach the folder without being read by a bundler; icons are put into the pages by the component library. */
const APART = ['node_modules/better-sqlite3', 'node_modules/@iconify-json/lucide']

/** Packages that leave the text of their licence out, with the file here that holds it. */
const WITHOUT_TEXT: Record<string, string> = {
  '@iconify-json/lucide': 'lucide.txt',
  'abstract-logging': 'abstract-logging.txt',
  brotli: 'brotli.txt',
  dfa: 'dfa.txt',
  'drizzle-orm': 'drizzle-orm.txt',
  fontkit: 'fontkit.txt',
  isarray: 'isarray.txt',
  saxes: 'saxes.txt',
}

/** What travels with a package beside its own text: the letters of the reports. */
const BESIDE: Record<string, string> = { pdfmake: 'roboto.txt' }

/** Packages whose manifest names no licence, with what their texts say. */
export const UNNAMED_LICENCES: Record<string, string> = { 'png-js': 'MIT', 'vaul-vue': 'MIT' }

interface Manifest {
  name: string
  version: string
  license?: string
}

/** Every shipped package, by name. Needs the built parts. */
export function shippedPackages(): ShippedPackage[] {
  const copied = copiedSources().flatMap((source) => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? [])
  const folders = new Set([...packagesIn(packedBundles()), ...copied, ...APART])
  return [...folders].map(describe).sort((one, other) => (one.folder < other.folder ? -1 : 1))
}

function describe(folder: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8')) as Manifest
  const files = licenceFiles(folder)
  const kept = WITHOUT_TEXT[manifest.name]
  const sources =
    files.length === 0 && kept !== undefined ? [inRoot('scripts/packaging/texts', kept)] : inFolder(folder, files)
  const beside = BESIDE[manifest.name]
  if (beside !== undefined) sources.push(inRoot('scripts/packaging/texts', beside))
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? UNNAMED_LICENCES[manifest.name] ?? 'UNKNOWN',
    folder,
    texts: sources.map((file) => readFileSync(file, 'utf8').trim()),
  }
}

/** Beside the manifest, or in a folder of licences: what a package took in from others keeps its text there. */
function licenceFiles(folder: string): string[] {
  return readdirSync(inRoot(folder), { withFileTypes: true })
    .filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .flatMap((entry) =>
      entry.isDirectory() ? readdirSync(inRoot(folder, entry.name)).map((name) => join(entry.name, name)) : entry.name,
    )
}

const inFolder = (folder: string, names: string[]) => names.map((name) => inRoot(folder, name))
