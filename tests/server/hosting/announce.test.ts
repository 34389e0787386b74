// The announcement of one machine, heard by the product's own search on another, on networks without a default route; and the
// length of a name.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shortened } from '../../../server/hosting/announce.ts'
import type { FoundHost } from '../../../shared/desktop.ts'
import { temporaryFolder } from '../../helpers/test-store.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')
const unshare = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--net']
/** Two machines with two lines between them; on the first line each has two addresses. `$there` enters the other machine. */
const NETWORK = `ip link set lo up
  unshare --net sleep 60 >/dev/null 2>&1 & other=$!
  trap 'kill $other' EXIT
  until [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do :; done
  there="nsenter --net=/proc/$other/ns/net"
  for line in lan0 lan1; do
    ip link add $line type veth peer name $line netns $other
    ip link set $line up; $there ip link set $line up
  done
  for net in 1:lan0 2:lan0 3:lan1; do
    ip addr add 10.98.\${net%:*}.1/24 dev \${net#*:}; $there ip addr add 10.98.\${net%:*}.2/24 dev \${net#*:}
  done`

const inNamespace = (script: string, ...args: string[]) =>
  spawnSync(unshare[0]!, [...unshare.slice(1), 'sh', '-c', `set -e; ${NETWORK}; ${script}`, 'sh', ...args], {
    encoding: 'utf8',
  })
const canHaveNetwork = process.platform === 'linux' && inNamespace('true').status === 0

test.skipIf(!canHaveNetwork)(
  'is found by every address while it lasts, and gone after the goodbye',
  { timeout: 30_000 },
  () => {
    const folder = temporaryFolder()
    const at = (file: string) => JSON.stringify(pathToFileURL(path.join(root, file)).href)
    const search = path.join(folder, 'search.ts')
    writeFileSync(
      search,
      `import { findHosts } from ${at('electron/network/discovery.ts')}
     console.log(JSON.stringify(await findHosts()))`,
    )
    const program = path.join(folder, 'announce.ts')
    writeFileSync(
      program,
      `import { announce } from ${at('server/hosting/announce.ts')}
     import { execFile } from 'node:child_process'
     import { promisify } from 'node:util'
     const [enter, ...rest] = process.env.THERE.split(' ')
     const search = async () => {
       const { stdout, stderr } = await promisify(execFile)(enter, [...rest, process.execPath, ${JSON.stringify(search)}])
       return { found: JSON.parse(stdout), stderr }
     }
     const fail = (error) => { throw error }
     const addresses = ['10.98.1.1', '10.98.2.1', '10.98.3.1', 'fd00::2']
     const [one, another] = [await announce('<b>Studie ä.1</b>', addresses, 8123, fail),
       await announce('<b>Studie ä.1</b>', ['10.98.3.1'], 8124, fail)]
     const during = await search()
     await one.stop()
     const after = await search()
     console.log(JSON.stringify({ during, after }))
     process.exit(0)`,
    )
    const { stdout, stderr } = inNamespace('THERE="$there" "$@"', process.execPath, program)
    expect(stderr).not.toMatch(/Error/)
    const named = (...addresses: string[]) => ({
      found: expect.toSatisfy(
        (found: FoundHost[]) =>
          found.every(({ name }) => name === '<b>Studie ä.1</b>') &&
          JSON.stringify(found.map(({ address }) => address).toSorted()) === JSON.stringify(addresses),
      ),
      stderr: '',
    })
    expect(JSON.parse(stdout)).toEqual({
      during: named('10.98.1.1:8123', '10.98.2.1:8123', '10.98.3.1:8123', '10.98.3.1:8124'),
      after: named('10.98.3.1:8124'),
    })
  },
)

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
