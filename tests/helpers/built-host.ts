// A host as people run it: the built program as a process of its own, with its own folder and a free port. For the tests
// that look at a window, which must see what is shipped.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const program = path.join(import.meta.dirname, '..', '..', 'out', 'server', 'cli.js')
const READY = /PEARL is ready at (http:\/\/[\d.]+:(\d+))/

export interface BuiltHost {
  readonly url: string
  /** Folder of its workspace. */
  readonly directory: string
  /** Calls `/api/v1<path>` and gives the body; throws when the host refuses. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Ends the process; the folder stays. */
  stop(): Promise<void>
  /** Starts again over the same folder, on the same port. */
  start(): Promise<void>
  close(): Promise<void>
}

export interface BuiltHostOptions {
  /** For example `--open` and `--demo`. */
  flags?: string[]
  /** Of the first account, `admin`. */
  password?: string
}

export async function startBuiltHost({
  flags = ['--open', '--demo'],
  password,
}: BuiltHostOptions = {}): Promise<BuiltHost> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pearl-e2e-'))
  let child: ChildProcess | undefined
  let url = ''
  let port = '0'

  async function start() {
    const started = spawn(process.execPath, [program, 'serve', '--port', port, '--data', folder, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(password && { PEARL_ADMIN_PASSWORD: password }) },
    })
    child = started
    await new Promise<void>((resolve, reject) => {
      let output = ''
      const read = (text: Buffer) => {
        output += text.toString()
        const ready = READY.exec(output)
        if (!ready) return
        url = ready[1]!
        port = ready[2]!
        resolve()
      }
      started.stdout.on('data', read)
      started.stderr.on('data', read)
      started.once('exit', (code) => reject(new Error(`The host ended with code ${code}:\n${output}`)))
    })
  }

  async function stop() {
    const running = child
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGTERM')
    await ended
  }

  await start()
  return {
    directory: folder,
    get url() {
      return url
    },
    async api<T>(method: string, path: string, body?: unknown) {
      const reply = await fetch(`${url}/api/v1${path}`, {
        method,
        ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
      return (reply.status === 204 ? undefined : await reply.json()) as T
    },
    stop,
    start,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
