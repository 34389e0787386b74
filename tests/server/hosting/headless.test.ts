// A host without a window that is told to share its workspace: what it prints, where it listens, and how it takes leave.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { FAREWELL_HOSTING_STOPPED } from '../../../shared/domain/hosting.ts'
import { decode } from '../../../shared/domain/join-code.ts'
import { startServer } from '../../../server/index.ts'
import { startHost } from '../../helpers/host.ts'
import { runCommand } from '../../helpers/host-process.ts'
import { listenersOf } from '../../helpers/listeners.ts'
import { networkClient } from '../../helpers/network-client.ts'
import { signInOwner } from '../../helpers/people.ts'
import { temporaryFolder } from '../../helpers/test-store.ts'

const ADDRESS = '127.0.0.2'

/** Runs the command line until it has printed a line that matches. */
async function run(last: RegExp, ...args: string[]) {
  const lines: string[] = []
  let found: () => void
  const ready = new Promise<void>((resolve) => (found = resolve))
  const child = runCommand(['--port', '0', '--data', temporaryFolder(), ...args], (line) => {
    lines.push(line)
    if (last.test(line)) found()
  })
  const gone = once(child, 'exit') as Promise<[number | null]>
  await Promise.race([ready, gone])
  return { child, gone, lines, text: () => lines.join('\n') }
}

test('it prints address, join code and fingerprint, listens there and on loopback alone, and says goodbye', async () => {
  const { child, gone, text } = await run(/^Fingerprint/, '--host', '--host-port', '0', '--host-address', ADDRESS)
  const found = (pattern: RegExp) => pattern.exec(text())?.[1] ?? ''
  const local = Number(new URL(found(/ready at (\S+)/)).port)
  const port = Number(new URL(found(/Hosting at (\S+)/)).port)
  const fingerprint = found(/Fingerprint of the host's key: ([0-9a-f]{64})/)
  const code = decode(found(/Join code, valid until \S+: (\S+)/))
  expect(code).toMatchObject({ address: ADDRESS, port, fingerprint: fingerprint.slice(0, 26) })
  expect(code.expires_at.getTime()).toBeGreaterThan(Date.now())
  expect(listenersOf(child.pid!)).toEqual([`127.0.0.1:${local}`, `${ADDRESS}:${port}`])

  const client = networkClient(ADDRESS, port, fingerprint)
  const password = found(/its password (\S+)/)
  const { body } = await client.api('POST', '/auth/login', { username: 'admin', password })
  const socket = await client.feed(body.access_token as string)
  const closed = once(socket, 'close') as Promise<[number, Buffer]>
  child.kill('SIGTERM')
  const [reason, why] = await closed
  expect([reason, why.toString()]).toEqual([1001, FAREWELL_HOSTING_STOPPED])
  expect(await gone).toEqual([0, null])
})

test('without --host it listens on loopback alone', async () => {
  const { child, text } = await run(/ready at/)
  expect(listenersOf(child.pid!)).toEqual([`127.0.0.1:${new URL(/ready at (\S+)/.exec(text())![1]!).port}`])
})

test.each([
  [['--host', '--open'], 'without --open'],
  [['--host-port', '8000'], 'need --host'],
  [['--host', '--host-port', 'many'], '--host-port must be a whole number'],
  [['--host', '--host-address', '0.0.0.0'], '0.0.0.0 is no address of this machine'],
])('%j is refused in a sentence', async (flags, sentence) => {
  const { gone, text } = await run(/never/, ...flags)
  expect((await gone)[0]).toBe(1)
  expect(text()).toContain(sentence)
  expect(text()).not.toContain(' at file:')
})

test('a password made for a start that failed is taken back, and the next start shows one', async () => {
  const taken = net.createServer().listen(0, ADDRESS)
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const config = {
    directory: temporaryFolder(),
    port: 0,
    open: false,
    owner: { username: 'admin' },
    demo: false,
    log: 'silent',
  } as const
  await expect(startServer({ ...config, hosting: { port, addresses: [ADDRESS] } })).rejects.toThrow('already in use')
  taken.close()
  const server = await startServer(config)
  expect(server.generatedPassword).toMatch(/^\w{5}(-\w{5}){3}$/)
  await server.close()
})

test('the audit trail knows when it was shared and when that ended, and the port is remembered', async () => {
  const host = await startHost({ open: false, hosting: { port: 0, addresses: [ADDRESS] } })
  try {
    const { port } = host.server.hosting()
    const first = await signInOwner(host)
    await first.api('POST', '/hosting/stop')
    await first.api('POST', '/hosting/start', { port, addresses: [ADDRESS] })
    await host.restart()
    // Told to share from the start; what was noted before is the end of the last time.
    const owner = await signInOwner(host)
    const again = host.server.hosting().port
    const { body } = await owner.api('GET', '/audit-trail/?table_name=workspace&limit=50')
    const notes = (body as { user_name: string; changes_json: string }[]).map(({ user_name, changes_json }) => {
      const { after, created } = JSON.parse(changes_json) as Record<string, { hosted_on: string | null }>
      return [user_name, (after ?? created)!.hosted_on]
    })
    expect(notes.toReversed()).toEqual([
      ['PEARL', null],
      ['PEARL', `${ADDRESS}:${port}`],
      ['owner', null],
      ['owner', `${ADDRESS}:${port}`],
      ['PEARL', null],
      [
        'PEARL',
        host.server
          .hosting()
          .listening.map(({ address }) => `${address}:${again}`)
          .join(),
      ],
    ])
    await owner.api('POST', '/hosting/stop')
    expect((await owner.api('GET', '/hosting')).body).toMatchObject({ hosting: false, port })
  } finally {
    await host.close()
  }
})
