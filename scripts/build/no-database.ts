// Keeps what only a host needs out of the pages: the tables of the entities are declared where a page finds its lists of
// words and its schemas too, and a bundler cannot tell that nobody reads them.
import { globSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { inRoot } from '../bootstrap/paths.mjs'
import { packagesIn } from './inventory.ts'

const STANDIN = '\0no-tables'

/** Declares tables that hold nothing; what a page would want of Drizzle beyond that is missing here, and fails the build. */
const standIn = `
  const column = new Proxy({}, { get: () => () => column })
  export const text = () => column
  export const integer = () => column
  export const sqliteTable = () => ({})
  export const index = () => column
  export const unique = () => column
  export const sql = () => null
  export const getTableColumns = () => ({})
  export const getTableName = () => ''
`

/** What pages and hosts are both made of. Whatever else a host or the shell imports is not for a page. */
const inBoth = ['zod']

const importOfPackage = /(?:\bfrom |\bimport\(|^import )'((?:@[\w.-]+\/)?\w[\w.-]*)/gm

/** Packages that the sources of a host and of the shell import. */
function hostOnly(): Set<string> {
  const files = globSync('{server,electron}/**/*.ts', { cwd: inRoot('.') })
  const sources = files.map((file) => readFileSync(inRoot(file), 'utf8')).join('\n')
  const imported = [...sources.matchAll(importOfPackage)].map(([, name]) => name!)
  return new Set(imported.filter((name) => !inBoth.includes(name)))
}

/** A plugin that puts tables that hold nothing in the place of Drizzle. */
export const noTables: Plugin = {
  name: 'pearl:no-tables',
  enforce: 'pre',
  resolveId: (id) => (/^drizzle-orm(\/|$)/.test(id) ? STANDIN : undefined),
  load: (id) => (id === STANDIN ? standIn : undefined),
}

/** @throws when the pages that were built hold something of a package that only a host needs */
export function expectNoHostIn(bundle: string): void {
  const ofHost = hostOnly()
  const found = packagesIn([bundle]).filter((folder) => ofHost.has(folder.split('node_modules/').at(-1)!))
  if (found.length > 0) {
    throw new Error(
      `The pages hold ${found.join(', ')}, which a host imports. Import a type, or a file that needs none; ` +
        'what pages and hosts are both to be made of is named in scripts/build/no-database.ts.',
    )
  }
}
