// Starts another program and waits for it; the only place that spawns during the bootstrap.
import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 128 when a signal ended it, 127 when it could not be started
 * @property {string} output what it printed on both streams, empty unless `capture`
 */

/**
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, quiet?: boolean }} [options]
 *   `capture` collects the output, `quiet` keeps it from the terminal
 * @returns {Promise<Finished>}
 */
export function run(file, args, options = {}) {
  const piped = options.capture || options.quiet
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
      windowsHide: true,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8')
      stream?.on('data', (text) => {
        output += text
        if (!options.quiet) process.stderr.write(text)
      })
    }
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 128, output }))
  })
}
