// Runs npm with the Node that runs us. The `npm` on PATH would bring the machine's own, possibly too old, Node along.
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { Failure } from './say.mjs'

/** Path of npm's own npm-cli.js: from the npm that started us, else from beside a Node or npm on PATH. */
export function npmCli() {
  const found = [...candidates()].find((file) => existsSync(file))
  if (!found) {
    throw new Failure(
      'npm was not found. Install Node 20 or newer with npm from nodejs.org, then run the command again.',
    )
  }
  return found
}

function* candidates() {
  if (process.env.npm_execpath?.endsWith('npm-cli.js')) yield process.env.npm_execpath
  for (const folder of [path.dirname(process.execPath), ...(process.env.PATH ?? '').split(path.delimiter)]) {
    const linked = path.join(folder, 'npm')
    if (existsSync(linked)) {
      const real = realpathSync(linked)
      if (real.endsWith('npm-cli.js')) yield real
    }
    yield path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')
    yield path.join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  }
}

/** node-gyp as npm carries it: building an addon then needs no package of its own. */
export const nodeGyp = () => path.resolve(npmCli(), '../../node_modules/node-gyp/bin/node-gyp.js')

/**
 * @param {string[]} args
 * @param {{ cwd?: string, quiet?: boolean }} [options]
 */
export function npm(args, options = {}) {
  return run(process.execPath, [npmCli(), ...args], { capture: true, ...options, env: cleanEnvironment() })
}

/** Settings that the outer `npm run` exported would override those of the folder that the inner npm works in. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(prefix|local_prefix|global_prefix|engine_strict)|package_|lifecycle_)/i.test(name),
  )
  return { ...Object.fromEntries(kept), npm_config_update_notifier: 'false' }
}
