// Starts the real desktop program as built in out/, with a folder and a profile of its own, and ends it after the test.
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Choice, Connection, DesktopBridge, Start } from '../../shared/desktop.ts'

declare global {
  interface Window {
    pearl?: DesktopBridge
  }
}

export const root = path.join(import.meta.dirname, '..', '..')
export const executable = process.env.PEARL_ELECTRON ?? path.join(root, '.electron-runtime', 'electron')
const isRoot = process.getuid?.() === 0

export interface Launched {
  app: ElectronApplication
  /** The first window. */
  page: Page
  /** Quits as the menu does; resolves with the milliseconds that took. */
  quit(): Promise<number>
}

export interface Desktop extends Launched {
  /** What the shell tells its window. */
  connection: SignedIn
}

export interface Ended {
  code: number | null
  /** Everything written to standard output and standard error. */
  output: string
}

export interface OpenOptions {
  /** For Chromium. */
  switches?: string[]
  /** Leaves the server's thread in `globalThis.serverThread` of the main process. */
  withThread?: boolean
  /** Folder of the profile; programs on one profile are one program. */
  profile?: string
}

interface Fixtures {
  /** A temporary folder, gone after the test. */
  folder: string
  /** Starts the program and waits for its first window. */
  launch(flags?: string[], options?: OpenOptions): Promise<Launched>
  /** Opens the program on the workspace in `folder` and waits for its window. */
  open(flags?: string[], options?: OpenOptions): Promise<Desktop>
  /** Runs the program until it ends, by itself or by SIGTERM once its output contains `until`. */
  runToEnd(flags: string[], until?: string, profile?: string): Promise<Ended>
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'pearl-desktop-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  launch: async ({ folder }, use) => {
    const opened: ElectronApplication[] = []
    await use(async (flags = [], { switches = [], withThread = false, profile } = {}) => {
      const application = withThread ? await writeApplication(folder) : root
      const args = [...electronSwitches(folder, profile), ...switches, application, ...flags]
      const app = await _electron.launch({ executablePath: executable, args })
      opened.push(app)
      return { app, page: await app.firstWindow(), quit: () => quit(app) }
    })
    for (const app of opened) await app.close()
  },

  open: async ({ folder, launch }, use) => {
    await use(async (flags = [], options) => {
      const launched = await launch(['--data', path.join(folder, 'workspace'), ...flags], options)
      return { ...launched, connection: await connectionOf(launched.page) }
    })
  },

  runToEnd: async ({ folder }, use) => {
    await use(async (flags, until, profile) => {
      const application = await writeApplication(folder)
      const args = [...electronSwitches(folder, profile), application, ...flags]
      const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      const read = (text: Buffer) => {
        output += text.toString()
        if (until !== undefined && output.includes(until)) child.kill('SIGTERM')
      }
      for (const stream of [child.stdout, child.stderr]) stream.on('data', read)
      return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
    })
  },
})

/** How the window of a workspace signs in: always with a token. */
export type SignedIn = Connection & { token: string }

/** What the shell tells the window of a workspace of this machine. */
export async function connectionOf(page: Page): Promise<SignedIn> {
  const answer = await page.evaluate(() => window.pearl!.connection())
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.detail}`)
  const { token, ...rest } = answer.value
  if (token === null) throw new Error('This window signs in by name and password.')
  return { ...rest, token }
}

/** Calls the host of that connection; fails the test when it refuses. */
export async function call<Body>(
  { base_url, token }: Pick<SignedIn, 'base_url' | 'token'>,
  method: string,
  address: string,
  body?: unknown,
): Promise<Body> {
  const reply = await fetch(`${base_url}/api/v1${address}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!reply.ok) throw new Error(`${method} ${address}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as Body
}

/** What the shell tells a window of itself. */
export const startOf = (page: Page): Promise<Start> => page.evaluate(() => window.pearl!.start())

/** Opens something in the window and waits until it has been loaded anew on it. Throws when it is refused. */
export async function choose(page: Page, choice: Choice): Promise<Start> {
  await page.waitForLoadState()
  await page.evaluate(() => Object.assign(globalThis, { isBefore: true }))
  // The page that asks is gone before it is answered.
  const asked = page.evaluate((choice) => window.pearl!.open(choice), choice).catch(() => null)
  const loaded = page.waitForFunction(() => !('isBefore' in globalThis))
  const answer = await Promise.race([asked, loaded.then(() => null)])
  if (answer?.ok === false) throw new Error(`${answer.refusal.code}: ${answer.refusal.detail}`)
  await loaded
  await page.waitForLoadState()
  return startOf(page)
}

export const expectedErrorBox = (title: string, text: string) => `error box: ${JSON.stringify({ title, text })}`

const electronSwitches = (folder: string, profile = 'profile') => [
  ...(isRoot ? ['--no-sandbox', '--disable-gpu'] : []),
  `--user-data-dir=${path.join(folder, profile)}`,
]

/**
 * An application that is ours, except that its native error box is a line of output, because nobody is there to close it,
 * and that a test can get at the server's thread.
 */
async function writeApplication(folder: string): Promise<string> {
  const application = path.join(folder, 'application')
  await mkdir(application, { recursive: true })
  await writeFile(path.join(application, 'package.json'), JSON.stringify({ name: 'pearl', main: 'main.mjs' }))
  await writeFile(
    path.join(application, 'main.mjs'),
    `import { dialog } from 'electron'
    dialog.showErrorBox = (title, text) => console.log('error box: ' + JSON.stringify({ title, text }))
    const { showMessageBox } = dialog
    globalThis.messageBoxes = []
    dialog.showMessageBox = (...args) => {
      globalThis.messageBoxes.push(args.at(-1))
      return showMessageBox(...args)
    }
    process.on('worker', (thread) => (globalThis.serverThread = thread))
    await import(${JSON.stringify(pathToFileURL(path.join(root, 'out/electron/main.js')).href)})`,
  )
  return application
}

async function quit(app: ElectronApplication): Promise<number> {
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  const started = performance.now()
  await app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await ended
  return performance.now() - started
}
