// What the lock file may hold: fixed contents from the registry, no scripts that run at install, none of the packages that were
// decided against, and licences that somebody has read.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/bootstrap/paths.mjs'
import { isAmong, SHIPPABLE } from '../../scripts/packaging/licences.ts'
import { UNNAMED_LICENCES } from '../../scripts/packaging/shipped.ts'

interface Entry {
  version: string
  resolved?: string
  integrity?: string
  hasInstallScript?: boolean
  license?: string
  link?: boolean
}

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

const read = (file: string): unknown => JSON.parse(readFileSync(inRoot(file), 'utf8'))
const manifest = read('package.json') as Manifest
const lock = read('package-lock.json') as { packages: Record<string, Entry> }
const entries = Object.entries(lock.packages).filter(([folder]) => folder !== '')
const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
const naming = (found: [string, Entry][]) => found.map(([folder, { version }]) => `${nameOf(folder)}@${version}`)

/** Decided against in docs/dependencies.md: abandoned, not free, or known to have carried harm. */
const BANNED = [
  'xlsx',
  'exceljs',
  'request',
  'event-stream',
  'flatmap-stream',
  'node-ipc',
  'colors',
  'faker',
  'ua-parser-js',
  'handsontable',
  'primevue',
  'moment',
]

/** Licences of tools that help to build and test, none of which is shipped. */
const READ = [...SHIPPABLE, 'CC0-1.0', 'MPL-2.0', 'PSF-2.0', 'Python-2.0', 'WTFPL']

test('every package has fixed contents from the registry', () => {
  const loose = entries.filter(([, { integrity, resolved, link }]) => {
    const isFromRegistry = resolved === undefined || /^https:\/\/[^/]+\/.+\.tgz$/.test(resolved)
    return link === true || !integrity?.startsWith('sha512-') || !isFromRegistry
  })
  expect(naming(loose)).toEqual([])
})

test('every version in package.json is exact', () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(all.filter(([, version]) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('no package runs a script when it is installed', () => {
  const withScripts = new Set(
    entries.flatMap(([folder, { hasInstallScript }]) => (hasInstallScript ? [nameOf(folder)] : [])),
  )
  const undecided = [...withScripts].filter((name) => manifest.allowScripts[name] !== false)
  expect(undecided).toEqual([])
  expect(Object.values(manifest.allowScripts).filter(Boolean)).toEqual([])
  expect(readFileSync(inRoot('.npmrc'), 'utf8')).toContain('strict-allow-scripts=true')
})

test('none of the packages that were decided against is there', () => {
  expect(naming(entries.filter(([folder]) => BANNED.includes(nameOf(folder))))).toEqual([])
})

test('every licence is one that was read', () => {
  const unread = entries.filter(
    ([folder, { license = UNNAMED_LICENCES[nameOf(folder)] ?? 'UNKNOWN' }]) => !isAmong(READ, license),
  )
  expect(unread.map(([folder, { license }]) => `${nameOf(folder)}: ${license}`)).toEqual([])
})

test('one package is installed beside the bundles, and nothing of ours is fetched while it runs', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3'])
  const pages = readdirSync(inRoot('renderer'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  )
  for (const page of pages) expect(readFileSync(inRoot('renderer', page), 'utf8')).not.toMatch(/(src|href)="https?:/)
})
