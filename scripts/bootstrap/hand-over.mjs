// Lets another program take this one's place at the terminal: same streams, signals passed on, its exit code ours.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Failure } from './say.mjs'

/**
 * @param {string} file
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code, 128 + its number when a signal ended the program
 */
export function handOver(file, args, env = process.env) {
  const child = spawn(file, args, { stdio: 'inherit', env })
  // A terminal sends Ctrl-C to the whole group itself; passing it on as well would make the program see it twice.
  const passed = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGTERM', 'SIGHUP', 'SIGINT']
  for (const signal of /** @type {NodeJS.Signals[]} */ (passed)) process.on(signal, () => child.kill(signal))
  if (process.stdin.isTTY) process.on('SIGINT', () => undefined)
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Failure(`${file} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
