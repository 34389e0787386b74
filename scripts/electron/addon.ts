// Compiles better-sqlite3 for an Electron whose Node-API is older than the shipped binary asks for. The result lies outside
// node_modules, which stays as installed so that plain Node keeps using the shipped one.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { installNode } from '../bootstrap/node.mjs'
import { nodeGyp } from '../bootstrap/npm.mjs'
import { inRoot } from '../bootstrap/paths.mjs'
import { run } from '../bootstrap/run.mjs'
import { Failure, say } from '../bootstrap/say.mjs'

const source = inRoot('node_modules', 'better-sqlite3')

/** Node-API 10 as compiled in becomes "experimental", which older runtimes accept as long as only what they have is called. */
const DEFINES = {
  from: "'NAPI_VERSION=10'",
  to: "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT', 'NODE_API_EXPERIMENTAL_NO_WARNING'",
}

/**
 * @param electron executable that must be able to load the result
 * @param output file to write
 */
export async function buildAddon(electron: string, output: string): Promise<void> {
  say('compiling better-sqlite3 for it (about a minute)')
  // Inside the project, because the build looks up node-addon-api from where it runs.
  const temporary = mkdtempSync(inRoot('.electron-runtime.addon-'))
  try {
    cpSync(source, temporary, { recursive: true, filter: (file) => !/[\\/](prebuilds|build)$/.test(file) })
    patch(path.join(temporary, 'binding.gyp'))
    const { folder: headers } = await installNode()
    const args = [nodeGyp(), 'rebuild', '--release', '--force_build=1', '--nodedir', headers, '-j', 'max']
    const { code, output: said } = await run(process.execPath, args, { cwd: temporary, quiet: true })
    if (code !== 0) {
      throw new Failure(
        `better-sqlite3 could not be compiled. It needs python3, make and g++ on PATH.\n${said.slice(-3000)}`,
      )
    }
    renameSync(path.join(temporary, 'build', 'Release', 'better_sqlite3.node'), output)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  await prove(electron, output)
}

function patch(gypFile: string): void {
  const text = readFileSync(gypFile, 'utf8')
  if (!text.includes(DEFINES.from)) {
    throw new Failure(
      `better-sqlite3's binding.gyp no longer says ${DEFINES.from}. Adapt scripts/electron/addon.ts to it.`,
    )
  }
  writeFileSync(gypFile, text.replace(DEFINES.from, DEFINES.to))
}

/** A binary that compiles may still crash the runtime, so it opens a database there before anybody relies on it. */
async function prove(electron: string, addon: string): Promise<void> {
  const program = `
    const Database = require(${JSON.stringify(source)})
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(addon)} })
    const insert = db.exec('CREATE TABLE t (a INTEGER) STRICT').prepare('INSERT INTO t VALUES (?)')
    db.transaction(() => { for (let i = 1; i <= 1000; i++) insert.run(i) })()
    if (db.prepare('SELECT sum(a) AS total FROM t').get().total !== 500500) process.exit(1)`
  const { code, output } = await run(electron, ['-e', program], {
    quiet: true,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (code !== 0) throw new Failure(`The compiled better-sqlite3 does not work in ${electron}.\n${output.trim()}`)
}
