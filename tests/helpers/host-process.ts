// A host in a process of its own, as an installed one runs: for tests that kill it, signal it or read what it prints. The
// bundle is used when it is newer than its sources, because it starts faster; otherwise the sources themselves.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bundle = path.join(root, 'out/server/cli.js')
const source = path.join(root, 'server/cli.ts')

const newestIn = (folder: string) =>
  Math.max(
    ...readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  )

/** The program of the command line: `out/server/cli.js`, or `server/cli.ts` where that is older than what it is made of. */
export function commandLine(): string {
  if (!existsSync(bundle)) return source
  return statSync(bundle).mtimeMs > Math.max(newestIn('server'), newestIn('shared')) ? bundle : source
}

export interface HostProcess {
  url: string
  child: ChildProcess
  /** From the start of the process until it is ready, in milliseconds. */
  startedIn: number
  /** Sends the signal and resolves with exit code and signal once the process is gone. */
  end(signal: NodeJS.Signals): Promise<[number | null, NodeJS.Signals | null]>
}

/** Runs the command line and hands on what it prints; killed when the test ends. */
export function runCommand(args: string[], onLine: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, [commandLine(), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine)
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Starts an open host over `directory`; fails with what it printed when it ends before it is ready. */
export async function startProcess(directory: string, ...args: string[]): Promise<HostProcess> {
  const begun = performance.now()
  const printed: string[] = []
  return new Promise((resolve, reject) => {
    const child = runCommand(['serve', '--open', '--port', '0', '--data', directory, ...args], (line) => {
      printed.push(line)
      const url = /ready at (http\S+)/.exec(line)?.[1]
      if (url === undefined) return
      resolve({
        url,
        child,
        startedIn: performance.now() - begun,
        async end(signal) {
          const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
          child.kill(signal)
          return gone
        },
      })
    })
    child.once('exit', (code) =>
      reject(new Error(`The host ended with ${code} before it was ready: ${printed.join('\n')}`)),
    )
  })
}
