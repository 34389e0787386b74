// Rebinding: only the addresses the server is bound to may be used to call it, whatever the route, for sockets as well.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FEED_PATH } from '../../shared/events.ts'
import { hostsOf } from '../../server/http/guards.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { sendRaw, UPGRADE } from '../helpers/raw.ts'

let host: Host
beforeAll(async () => {
  // Open: nothing but the Host header stands between a page and the data.
  host = await startHost({ open: true })
})
afterAll(() => host.close())

/** Header lines that are no spelling of the host's address. */
function foreign(port: number): string[][] {
  const other = port === 65_535 ? port - 1 : port + 1
  const names = [
    'evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '127.0.0.1.nip.io', 'evil.example.', 'localhost.',
    '127.0.0.1.', '0.0.0.0', '0', '127.1', '127.0.1', '127.0.0.2', '127.0.0.01', '0127.0.0.1', '0177.0.0.1', '0x7f.0.0.1',
    '0x7f000001', '2130706433', '017700000001', '127.000.000.001', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]',
    '[0:0:0:0:0:0:0:1]', '[::1%lo]', '::1', '[fe80::1]', 'LOCALHOST', 'LocalHost', 'localhost.localdomain', 'localhost6',
    'ip6-localhost', 'pearl.local', 'pearl', 'app', 'user@127.0.0.1', 'user:pass@localhost', '127.0.0.1@evil.example',
    'localhost#', 'localhost?', 'localhost/', '127.0.0.1%00', 'localhost%00.evil.example', '127。0。0。1', '①27.0.0.1',
    'xn--localhost', '-localhost', 'localhost-', '_localhost', '*', '.', '..',
  ] // prettier-ignore
  const withPort = names.map((name) => `${name}:${port}`)
  const wrongPort = ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => [
    name, `${name}:`, `${name}:${other}`, `${name}:80`, `${name}:0${port}`, `${name}:${port} `.trim() + ',x', `${name}:+${port}`,
    `${name}:${port}:${port}`, `${name} :${port}`, `${name}:-${port}`,
  ]) // prettier-ignore
  const duplicates = [
    [`Host: 127.0.0.1:${port}`, `Host: 127.0.0.1:${port}`],
    [`Host: 127.0.0.1:${port}`, 'Host: evil.example'],
    ['Host: evil.example', `Host: 127.0.0.1:${port}`],
    [`Host: 127.0.0.1:${port}, evil.example`],
    [`host: 127.0.0.1:${port}`, `HOST: localhost:${port}`],
  ]
  const absent = [
    [],
    ['Host:'],
    ['Host: '],
    [`X-Forwarded-Host: 127.0.0.1:${port}`],
    [`Forwarded: host=127.0.0.1:${port}`],
  ]
  return [...[...withPort, ...wrongPort].map((name) => [`Host: ${name}`]), ...duplicates, ...absent]
}

const accepted = [421, 400]

test('at least 60 spellings are tried', () => {
  expect(foreign(8000).length).toBeGreaterThanOrEqual(60)
})

test.each(['/api/v1/studies', '/api/v1/hello', '/health', '/', '/docs', '/openapi.json', '/nothing'])(
  'no foreign Host is answered at %s',
  async (path) => {
    const { port } = host.server
    const spellings = foreign(port)
    const statuses = await Promise.all(spellings.map((lines) => sendRaw(port, [`GET ${path} HTTP/1.1`, ...lines])))
    const let_in = spellings.filter((_, index) => !accepted.includes(statuses[index]!))
    expect(let_in).toEqual([])
    // Only what Node's parser takes for no HTTP at all is answered otherwise.
    expect(statuses.filter((status) => status === 421).length).toBeGreaterThanOrEqual(60)
  },
)

test('no foreign Host opens a socket', async () => {
  const { port } = host.server
  const spellings = foreign(port)
  const statuses = await Promise.all(
    spellings.map((lines) => sendRaw(port, [`GET ${FEED_PATH} HTTP/1.1`, ...lines, ...UPGRADE])),
  )
  expect(spellings.filter((_, index) => !accepted.includes(statuses[index]!))).toEqual([])
})

test('a request in absolute form is refused, whatever it names', async () => {
  const { port } = host.server
  const own = `Host: 127.0.0.1:${port}`
  for (const target of [
    'http://evil.example/health',
    `http://127.0.0.1:${port}/health`,
    `https://127.0.0.1:${port}/health`,
  ]) {
    expect(await sendRaw(port, [`GET ${target} HTTP/1.1`, own])).toBe(421)
  }
})

test('the three loopback spellings are answered, over both', async () => {
  const { port } = host.server
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
    const own = `Host: ${name}:${port}`
    expect(await sendRaw(port, ['GET /health HTTP/1.1', own])).toBe(200)
    expect(await sendRaw(port, [`GET ${FEED_PATH} HTTP/1.1`, own, ...UPGRADE])).toBe(101)
  }
})

describe('the list of spellings', () => {
  test('names the address for one that is not loopback', () => {
    expect([...hostsOf([{ address: '192.168.1.5', port: 8000 }])]).toEqual(['192.168.1.5:8000'])
    expect([...hostsOf([{ address: 'fd00::5', port: 8000 }])]).toEqual(['[fd00::5]:8000'])
  })
  test('has the names without a port where browsers leave it out', () => {
    expect([...hostsOf([{ address: '127.0.0.1', port: 80 }])]).toContain('localhost')
  })
  test('is empty before the server listens', () => {
    expect(hostsOf([]).size).toBe(0)
  })
})
