// The programs of the system that tests need, where the system is Debian: installed when we may, named otherwise.
import { existsSync } from 'node:fs'
import { run } from '../bootstrap/run.mjs'
import { say } from '../bootstrap/say.mjs'
import { isOnPath } from './programs.ts'

/** Each package by the program that tests start; who has that from elsewhere needs no package. */
const PACKAGES: Readonly<Record<string, string>> = {
  chromium: 'chromium',
  // A display without a screen.
  xvfb: 'xvfb-run',
  xauth: 'xauth',
  // Records every write to the disk.
  strace: 'strace',
  // Opens the spreadsheets that PEARL writes.
  'libreoffice-calc-nogui': 'soffice',
  // Compile the database addon for the substitute Electron.
  python3: 'python3',
  make: 'make',
  'g++': 'g++',
}

/** Installs what is missing as root; otherwise says the command. Never fails: tests that lack a program say so themselves. */
export async function ensureSystemPackages(): Promise<void> {
  if (!existsSync('/etc/debian_version')) return
  const missing = Object.keys(PACKAGES).filter((name) => !isOnPath(PACKAGES[name]!))
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) {
    say(`some tests need programs of the system. Install them with: sudo ${command}`)
    return
  }
  say(`installing Debian packages: ${missing.join(', ')}`)
  const options = { quiet: true, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update'], options)
  const { code, output } = await run('apt-get', command.split(' ').slice(1), options)
  if (code !== 0) say(`the Debian packages could not be installed:\n${output.slice(-2000)}`)
}
