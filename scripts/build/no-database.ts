// Keeps what only a host needs out of the pages: the tables of the entities are declared where a page finds its lists of
// words and its schemas too, and a bundler cannot tell that nobody reads them.
import type { Plugin } from 'vite'
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

/** What is part of a host or of the shell, and never of a page. */
const hostOnly =
  /^(drizzle-orm|better-sqlite3|electron|fastify|fastify-.*|@fastify\/.*|ws|pino|bonjour-service|selfsigned|hash-wasm|csv-.*|pdfmake|unpdf|@mui\/x-internal-exceljs-fork|rotating-file-stream|swagger-ui-dist|nspell|dictionary-.*)$/

/** A plugin that puts tables that hold nothing in the place of Drizzle. */
export const noTables: Plugin = {
  name: 'pearl:no-tables',
  enforce: 'pre',
  resolveId: (id) => (/^drizzle-orm(\/|$)/.test(id) ? STANDIN : undefined),
  load: (id) => (id === STANDIN ? standIn : undefined),
}

/** @throws when the pages that were built hold something of a package that only a host needs */
export function expectNoHostIn(bundle: string): void {
  const found = packagesIn([bundle]).filter((folder) => hostOnly.test(folder.split('node_modules/').at(-1)!))
  if (found.length > 0) {
    throw new Error(
      `The pages hold ${found.join(', ')}, which only a host needs. Import a type, or a file that needs none.`,
    )
  }
}
