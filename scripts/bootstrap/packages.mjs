// Keeps node_modules equal to package-lock.json: `npm ci` runs only when the lock changed since it last ran to its end.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { npm } from './npm.mjs'
import { inRoot } from './paths.mjs'
import { Failure, say } from './say.mjs'

/** Inside node_modules, so that deleting that folder also forgets the stamp. */
const stamp = inRoot('node_modules', '.pearl-lock')

export async function ensurePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('installing packages (npm ci, about a minute)')
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund'], { quiet: true })
  if (code !== 0) {
    throw new Failure(
      `The packages could not be installed. Check the connection to the npm registry, then run the command again.\n${output.trim()}`,
    )
  }
  writeFileSync(stamp, wanted)
}
