// Notes which packages went into a bundle, as the bundler saw it: what is shipped is what licences and the list of parts have
// to name, and the lock file holds a thousand packages that are not.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { inRoot } from '../bootstrap/paths.mjs'

const MODULES = '/node_modules/'
const folder = inRoot('out', '.inventory')

/** Where the packages of a bundle are noted, relative to the project's root. */
export const inventoryFile = (bundle: string): string => path.posix.join('out/.inventory', `${bundle}.json`)

/** Paths of package folders, relative to the project's root, that one of the named bundles holds something of. */
export function packagesIn(bundles: readonly string[]): string[] {
  const found = bundles.flatMap((name) => JSON.parse(readFileSync(inRoot(inventoryFile(name)), 'utf8')) as string[])
  return [...new Set(found)].sort()
}

/**
 * A plugin that writes the inventory of the bundle it runs in. Modules of which nothing is left count not; what is not a
 * module of JavaScript (fonts, icons, styles) counts once it has been read.
 */
export function inventory(bundle: string): Plugin {
  return {
    name: 'pearl:inventory',
    generateBundle(_options, output) {
      const parts = Object.values(output)
      const modules = parts.flatMap((part) =>
        part.type === 'chunk' ? part.moduleIds : part.originalFileNames.map((name) => `/${name}`),
      )
      const read = [...this.getModuleIds()].filter((id) => /\.(css|json)(\?|$)/.test(id))
      const packages = [...modules, ...read].flatMap(packageOf)
      mkdirSync(folder, { recursive: true })
      writeFileSync(inRoot(inventoryFile(bundle)), JSON.stringify([...new Set(packages)].sort(), null, 1))
    },
  }
}

/** `node_modules/@scope/name`, nested ones in full, of a module's id; nothing for a module of our own. */
function packageOf(id: string): string[] {
  const file = id.replace(/^\0/, '').replaceAll('\\', '/').split('?')[0]!
  const at = file.lastIndexOf(MODULES)
  if (at < 0) return []
  const [first = '', second = ''] = file.slice(at + MODULES.length).split('/')
  const name = first.startsWith('@') ? `${first}/${second}` : first
  // Caches that tools keep there are not packages.
  if (name.startsWith('.')) return []
  const start = file.indexOf(MODULES) + 1
  return [`${file.slice(start, at + MODULES.length)}${name}`]
}
