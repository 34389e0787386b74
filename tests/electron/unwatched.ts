// The program as people start it: nobody debugs it, so it has no port of a debugger, and it may live in a network that the
// test cannot reach. What a test wants of its first window goes in by lines of standard input and comes back by standard output.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { executable, root } from './desktop.ts'

const MARK = 'answer to the test: '

export interface Unwatched {
  child: ChildProcess
  /** Everything written to standard output and standard error. */
  output(): string
  /** The value of an expression in the first window, awaited; throws as it does. */
  inPage<Value>(expression: string): Promise<Value>
  /** Ends at once, with everything it started, as a machine that loses its power. */
  kill(): Promise<void>
  /** Stops every process of it, as sleep does, or lets them go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
}

export interface UnwatchedOptions {
  folder: string
  profile: string
  flags?: readonly string[]
  /** Command that the program is started by, e.g. one that enters a network. */
  within?: readonly string[]
}

/** Resolves once the first window has been loaded. */
export async function startUnwatched(options: UnwatchedOptions): Promise<Unwatched> {
  const { folder, profile, flags = [], within = [] } = options
  const command = [
    ...within,
    executable,
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []),
    `--user-data-dir=${path.join(folder, profile)}`,
    await writeListening(folder),
    ...flags,
  ]
  const child = spawn(command[0]!, command.slice(1), { stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const over = once(child, 'exit').then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`The program has ended.\n${output}`))
  })
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  createInterface(child.stdout).on('line', (line) => {
    if (!line.startsWith(MARK)) return void (output += `${line}\n`)
    const { id, value, failure } = JSON.parse(line.slice(MARK.length)) as {
      id: number
      value?: never
      failure?: string
    }
    const asked = waiting.get(id)
    waiting.delete(id)
    if (failure === undefined) asked?.resolve(value as never)
    else asked?.reject(new Error(failure))
  })

  let asked = 0
  const inPage = <Value>(expression: string) =>
    new Promise<Value>((resolve, reject) => {
      if (child.exitCode !== null) return reject(new Error(`The program has ended.\n${output}`))
      const id = ++asked
      waiting.set(id, { resolve, reject })
      child.stdin.write(`${JSON.stringify({ id, expression })}\n`)
    })
  const started: Unwatched = {
    child,
    output: () => output,
    inPage,
    async kill() {
      for (const pid of processesOf(child.pid!).reverse()) send(pid, 'SIGKILL')
      await over
    },
    signal: (signal) => processesOf(child.pid!).forEach((pid) => send(pid, signal)),
  }
  await inPage('document.readyState')
  return started
}

/** The process and everything it started. Linux only. */
export function processesOf(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
    return [pid, ...children.flatMap(processesOf)]
  } catch {
    // It ended meanwhile.
    return []
  }
}

function send(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile, which is what a killed one is to do.
  }
}

/** An application that is ours, and listens to its test besides. */
async function writeListening(folder: string): Promise<string> {
  const application = path.join(folder, 'listening')
  await mkdir(application, { recursive: true })
  await writeFile(path.join(application, 'package.json'), JSON.stringify({ name: 'pearl', main: 'main.mjs' }))
  await writeFile(
    path.join(application, 'main.mjs'),
    `import { app, BrowserWindow } from 'electron'
    import { createInterface } from 'node:readline'
    const loaded = new Promise((resolve) => app.once('browser-window-created', (_event, window) =>
      window.webContents.once('did-finish-load', resolve)))
    createInterface(process.stdin).on('line', async (line) => {
      const { id, expression } = JSON.parse(line)
      await loaded
      const { webContents } = BrowserWindow.getAllWindows()[0]
      const answer = await webContents.executeJavaScript(expression, true).then(
        (value) => ({ id, value }),
        (error) => ({ id, failure: String(error?.message ?? error) }),
      )
      console.log(${JSON.stringify(MARK)} + JSON.stringify(answer))
    })
    await import(${JSON.stringify(pathToFileURL(path.join(root, 'out/electron/main.js')).href)})`,
  )
  return application
}
