// The announcement, heard by the product's own browser on a network of its own without a default route; and the length of
// a name.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shortened } from '../../../server/hosting/announce.ts'
import { temporaryFolder } from '../../helpers/test-store.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')
const unshare = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--net']
const NETWORK = `ip link set lo up
  ip link add lan0 type veth peer name lan1
  ip addr add 10.98.0.2/24 dev lan0
  ip link set lan0 up; ip link set lan1 up`

const inNamespace = (script: string, ...args: string[]) =>
  spawnSync(unshare[0]!, [...unshare.slice(1), 'sh', '-c', `set -e; ${NETWORK}; ${script}`, 'sh', ...args], {
    encoding: 'utf8',
  })
const canHaveNetwork = process.platform === 'linux' && inNamespace('true').status === 0

test.skipIf(!canHaveNetwork)('is found while it lasts, and gone after the goodbye', { timeout: 30_000 }, () => {
  const program = path.join(temporaryFolder(), 'announce.ts')
  const at = (file: string) => JSON.stringify(pathToFileURL(path.join(root, file)).href)
  writeFileSync(
    program,
    `import { announce } from ${at('server/hosting/announce.ts')}
     import { findHosts } from ${at('electron/discovery.ts')}
     const before = await findHosts()
     const announcement = await announce('<b>Studie ä</b>', ['10.98.0.2', 'fd00::2'], 8123, (error) => { throw error })
     const during = await findHosts()
     await announcement.stop()
     const after = await findHosts()
     console.log(JSON.stringify({ before, during, after }))
     process.exit(0)`,
  )
  const { stdout, stderr } = inNamespace('exec "$@"', process.execPath, program)
  expect(stderr).not.toMatch(/Error/)
  expect(JSON.parse(stdout)).toEqual({
    before: [],
    during: [{ name: '<b>Studie ä</b>', address: '10.98.0.2:8123' }],
    after: [],
  })
})

describe('a name that is announced', () => {
  test.each([
    ['Phase 3', 'Phase 3'],
    ['x'.repeat(100), 'x'.repeat(60)],
    ['研'.repeat(40), '研'.repeat(20)],
    [`${'x'.repeat(58)}😀`, 'x'.repeat(58)],
    ['   ', 'PEARL'],
  ])('%s becomes %s', (name, expected) => {
    expect(shortened(name)).toBe(expected)
  })
})
