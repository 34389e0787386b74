// The programs of the system that tests need, where the system is Debian: installed when we may, named otherwise.
import { existsSync } from 'node:fs'
import { run } from '../bootstrap/run.mjs'
import { say } from '../bootstrap/say.mjs'

/** A browser, a display without a screen, what records every write, and what compiles the database addon for the substitute Electron. */
const PACKAGES = ['chromium', 'xvfb', 'xauth', 'strace', 'python3', 'make', 'g++']

/** Installs what is missing as root; otherwise says the command. Never fails: tests that lack a program say so themselves. */
export async function ensureSystemPackages(): Promise<void> {
  if (!existsSync('/etc/debian_version')) return
  const missing = await missingPackages()
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

async function missingPackages(): Promise<string[]> {
  const { output } = await run('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...PACKAGES], {
    quiet: true,
  })
  const installed = new Set(output.split('\n').filter((line) => line.endsWith(' installed')))
  return PACKAGES.filter((name) => !installed.has(`${name} installed`))
}
