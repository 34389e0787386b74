// The Electron that package.json names: its package brings no binary, it fetches one from the project's own site. Where that
// site is out of reach the attempt ends soon and is not repeated at every start.
import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot, tools } from '../bootstrap/paths.mjs'
import { say } from '../bootstrap/say.mjs'

const folder = inRoot('node_modules', 'electron')
const remembered = path.join(tools, 'electron-download.json')

/** A download that brings nothing new for this long is given up; a slow one that moves is not. */
const STALLED_MS = 20_000
const RETRY_AFTER_MS = 24 * 3_600_000

export const pinnedVersion = (): string =>
  (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version

/** Path of the downloaded executable, undefined while there is none. */
export function pinnedExecutable(): string | undefined {
  const name = path.join(folder, 'path.txt')
  if (!existsSync(name)) return undefined
  const executable = path.join(folder, 'dist', readFileSync(name, 'utf8'))
  return existsSync(executable) ? executable : undefined
}

/** Fetches the binary unless that failed lately. Returns its path, or undefined with the reason said. */
export async function downloadPinned(): Promise<string | undefined> {
  if (failedLately()) return undefined
  say(`downloading Electron ${pinnedVersion()}`)
  const failure = await fetchBinary()
  const executable = pinnedExecutable()
  if (executable) {
    rmSync(remembered, { force: true })
    return executable
  }
  mkdirSync(tools, { recursive: true })
  writeFileSync(remembered, JSON.stringify({ version: pinnedVersion(), at: Date.now() }))
  say(
    `Electron's own download failed (${failure}); delete ${path.relative(inRoot(), remembered)} to try it again before tomorrow`,
  )
  return undefined
}

function failedLately(): boolean {
  if (!existsSync(remembered)) return false
  const { version, at } = JSON.parse(readFileSync(remembered, 'utf8')) as { version: string; at: number }
  return version === pinnedVersion() && Date.now() - at < RETRY_AFTER_MS
}

/** Runs the package's installer in a temporary folder of its own, whose growth tells a slow download from a dead one. */
function fetchBinary(): Promise<string> {
  mkdirSync(tools, { recursive: true })
  const temporary = mkdtempSync(path.join(tools, 'electron-'))
  const child = spawn(process.execPath, [path.join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))

  let size = 0
  let grownAt = Date.now()
  const watch = setInterval(() => {
    const now = sizeOf(temporary) + sizeOf(path.join(folder, 'dist'))
    if (now !== size) {
      size = now
      grownAt = Date.now()
    }
    if (Date.now() - grownAt > STALLED_MS) {
      said = `nothing arrived for ${STALLED_MS / 1000} seconds`
      child.kill('SIGKILL')
    }
  }, 1000)

  return new Promise((resolve) => {
    child.on('error', (error) => (said = error.message))
    child.on('close', () => {
      clearInterval(watch)
      rmSync(temporary, { recursive: true, force: true })
      resolve(said.split('\n')[0] || 'no reason given')
    })
  })
}

function sizeOf(directory: string): number {
  return globSync('**/*', { cwd: directory })
    .map((name) => statSync(path.join(directory, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0)
}
