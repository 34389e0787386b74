// Lets another program take this one's place at the terminal: same streams, signals passed on, its exit code ours.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Failure } from './say.mjs'

const PARENT_CHECK_MS = 250

/**
 * @param {string} file
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code, 128 + its number when a signal ended the program
 */
export function handOver(file, args, env = process.env) {
  const child = spawn(file, args, { stdio: 'inherit', env })
  passSignals(child)
  if (process.env.npm_lifecycle_event) endWithParent(child)
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Failure(`${file} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

/**
 * A terminal sends Ctrl-C to the whole group itself; passing it on as well would make the program see it twice.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignals(child) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
}

/**
 * npm hands a signal to the shell it runs us in, and that shell dies of it without telling us. Being left by it is the
 * signal then, or the program would run on unseen.
 * @param {import('node:child_process').ChildProcess} child
 */
function endWithParent(child) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, PARENT_CHECK_MS)
  child.on('close', () => clearInterval(watch))
}
