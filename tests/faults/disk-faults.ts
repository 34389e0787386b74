// What a disk can do to a program, done to one that runs: the kernel's answers for one file are changed by strace, so that nothing
// of the program has to know.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const STRACE = '/usr/bin/strace'
export const canInject = existsSync(STRACE)

/**
 * @param fault calls and what happens to them, as strace's `inject` takes it: `pwrite64:error=EIO`, `fsync:delay_enter=300000`
 *   (microseconds)
 * @returns what ends it
 */
export async function injectInto(pid: number, file: string, fault: string): Promise<() => Promise<void>> {
  const tracer = spawn(STRACE, ['-f', '-p', String(pid), '-P', file, '-e', `inject=${fault}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void tracer.kill('SIGKILL'))
  for await (const line of createInterface({ input: tracer.stderr })) if (/attached/.test(line)) break
  tracer.stderr.resume()
  return async () => {
    const gone = once(tracer, 'exit')
    tracer.kill('SIGINT')
    await gone
  }
}
