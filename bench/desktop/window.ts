// Starts a desktop program under the probe and measures it from outside: the time until its first window can be shown, and
// the memory of all its processes.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stop, track } from '../process/child.ts'
import { memoryOf } from './memory.ts'

const fileOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const START_WITHIN = 60_000
/** Milliseconds that what follows the start (idle work, garbage) gets before memory is read. */
const SETTLE = 5_000

export interface Program {
  /** The module that Electron's main process would load. */
  main: string
  flags: string[]
  /** Fragment of the screen whose list is shown before memory is read. */
  list?: string
}

export const helloWorld: Program = { main: fileOf('./hello.mjs'), flags: [] }

/** The desktop program as built, on the workspace in `directory`. */
export const pearl = (directory: string, list?: string): Program => ({
  main: fileOf('../../out/electron/main.js'),
  flags: ['--data', directory, '--demo'],
  ...(list !== undefined && { list }),
})

export interface Desk {
  /** The Electron executable that runs both sides. */
  electron: string
  /** Holds the profiles, which stay from round to round: what is measured is not the first start after an installation. */
  folder: string
}

/** Milliseconds from starting the process until its first window is ready to show. */
export async function startTime(desk: Desk, name: string, program: Program): Promise<number> {
  const started = performance.now()
  const child = await open(desk, name, program)
  try {
    await printed(child, 'measured: ready-to-show')
    return performance.now() - started
  } finally {
    await stop(child)
  }
}

/** Kilobytes of memory of all processes, 5 s after the window, or its list, is shown; what they share is counted once. */
export async function memory(desk: Desk, name: string, program: Program): Promise<number> {
  const child = await open(desk, name, program)
  try {
    await printed(child, program.list === undefined ? 'measured: ready-to-show' : 'measured: list shown')
    await delay(SETTLE)
    return await memoryOf(child.pid!)
  } finally {
    await stop(child)
  }
}

async function open({ electron, folder }: Desk, name: string, { main, flags, list }: Program): Promise<ChildProcess> {
  const application = path.join(folder, name)
  await mkdir(application, { recursive: true })
  await writeFile(path.join(application, 'package.json'), JSON.stringify({ name, main: 'main.mjs' }))
  await writeFile(
    path.join(application, 'main.mjs'),
    `await import(${JSON.stringify(new URL('./probe.mjs', import.meta.url).href)})`,
  )
  const isRoot = process.getuid?.() === 0
  const switches = isRoot ? ['--no-sandbox', '--disable-gpu'] : []
  const profile = `--user-data-dir=${path.join(application, 'profile')}`
  return track(
    spawn(electron, [...switches, profile, application, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PEARL_BENCH_PROGRAM: pathToFileURL(main).href,
        ...(list !== undefined && { PEARL_BENCH_LIST: list }),
      },
    }),
  )
}

function printed(child: ChildProcess, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (what: string) => reject(new Error(`A measured window ${what}:\n${output}`))
    const timer = setTimeout(() => fail('was not shown in time'), START_WITHIN)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes(line)) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.once('error', reject)
    child.once('exit', () => {
      clearTimeout(timer)
      fail('ended')
    })
  })
}
