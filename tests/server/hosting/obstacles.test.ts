// What keeps a workspace from being hosted: each obstacle by itself, on a machine of the test's own.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findObstacles, type Machine } from '../../../server/http/hosting/obstacles.ts'
import { startHost, type Host } from '../../helpers/host.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.close())

const good: Machine = {
  isOnNetworkDrive: () => false,
  addresses: () => [{ interface: 'eth0', address: '192.168.1.20', family: 'IPv4' }],
}
const codes = (config: object, machine = good) =>
  findObstacles({ directory: host.directory, open: false, ...config }, host.server.store.db, machine).map(
    ({ code }) => code,
  )

test.each([
  ['nothing', {}, good, []],
  ['a copy for reading', { readOnly: true }, good, ['read_only']],
  ['an open workspace', { open: true }, good, ['open']],
  ['a network drive', {}, { ...good, isOnNetworkDrive: () => true }, ['network_drive']],
  ['no network', {}, { ...good, addresses: () => [] }, ['no_network']],
  [
    'no network, but told where',
    { hosting: { port: 0, addresses: ['127.0.0.2'] } },
    { ...good, addresses: () => [] },
    [],
  ],
])('%s', (_name, config, machine, expected) => {
  expect(codes(config, machine)).toEqual(expected)
})

test('no administrator with a password', async () => {
  const fresh = await startHost({ launchSecret: 'x'.repeat(43), open: false, owner: { username: 'solo' } })
  const found = findObstacles({ directory: fresh.directory, open: false }, fresh.server.store.db, good)
  expect(found.map(({ code }) => code)).toEqual(['no_password'])
  await fresh.close()
})
