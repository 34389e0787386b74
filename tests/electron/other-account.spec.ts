// Somebody else with an account on this very machine: every port is tried, every process and every file looked at, and nothing
// of the workspace is to be had.
import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { chmod } from 'node:fs/promises'
import path from 'node:path'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { HOSTING_PORT } from '../../shared/domain/hosting.ts'
import { FEED_PATH } from '../../shared/events.ts'
import { test } from './desktop.ts'
import { ownNetwork, twoMachinesMissing } from './namespace.ts'
import { startUnwatched } from './unwatched.ts'

const NOBODY = '65534'

interface Seen {
  /** Answers by what was asked, e.g. `http 127.0.0.1:4711 GET /`: a status, or why there is none. */
  answers: Record<string, string>
  /** Files of the workspace and the profile that could be read. */
  read: string[]
  /** Processes that show the secret in their command line, and those whose environment could be read. */
  tell: string[]
  environments: string[]
  /** Command lines that could be read at all. */
  commandLines: number
}

const missing = twoMachinesMissing()
test.skip(missing !== null, missing ?? '')

test('another account of this machine reaches nothing', async ({ folder }) => {
  const network = await ownNetwork()
  const profile = 'profile'
  const directory = path.join(folder, 'workspace')
  const flags = ['--data', directory, '--demo']
  const program = await startUnwatched({ folder, profile, flags, within: network.within })
  try {
    const { base_url, token } = await program.inPage<{ base_url: string; token: string }>(
      'window.pearl.connection().then(({ value }) => value)',
    )
    const post = (address: string, body: unknown) =>
      program.inPage<HostingState>(`fetch(${JSON.stringify(`${base_url}/api/v1${address}`)}, {
        method: 'POST',
        headers: { authorization: 'Bearer ${token}', 'content-type': 'application/json' },
        body: ${JSON.stringify(JSON.stringify(body))},
      }).then((reply) => reply.json())`)
    await post('/hosting/own-password', { new_password: 'a long enough password' })
    expect(await post('/hosting/start', { port: HOSTING_PORT, addresses: [network.address] })).toMatchObject({
      hosting: true,
    })
    const open = path.join(folder, 'listening')
    // What surrounds the folders lets everybody pass, so that their own rights are what is tested.
    await chmod(folder, 0o755)

    const { answers, ...seen } = await look(network.within, {
      token,
      folders: [directory, path.join(folder, profile), open],
    })
    expect(seen).toMatchObject({ tell: [], environments: [] })
    // The program's code is for everybody, which shows that looking works.
    expect([...new Set(seen.read.map((file) => path.dirname(file)))]).toEqual([open])
    expect(seen.commandLines).toBeGreaterThan(2)

    const asked = Object.entries(answers)
    const ports = new Set(asked.map(([question]) => question.split(' ')[1]))
    expect(ports).toEqual(new Set([new URL(base_url).host, `${network.address}:${HOSTING_PORT}`]))
    const answered = asked.filter(([, answer]) => /^\d+$/.test(answer))
    // Each port speaks, and says no: who is there is not known, or the address is not one of its own.
    expect(new Set(answered.map(([question]) => question.split(' ')[1]))).toEqual(ports)
    expect(answered.filter(([, answer]) => answer !== '401' && answer !== '421')).toEqual([])
    expect(answered.some(([, answer]) => answer === '401')).toBe(true)
    expect(answered.some(([, answer]) => answer === '421')).toBe(true)
  } finally {
    await program.kill()
    await network.close()
  }
})

/** Runs `spy` under the other account. What it must not find goes in by standard input, which nobody else can read. */
async function look(within: readonly string[], wanted: { token: string; folders: string[] }): Promise<Seen> {
  const account = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
  const [command, ...args] = [...within, ...account, process.execPath, '--input-type=module', '-e', spy]
  const env = { PATH: process.env.PATH, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' }
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ ...wanted, feed: FEED_PATH }))
  return JSON.parse(await text(child.stdout)) as Seen
}

const spy = `
import { readdirSync, readFileSync, statSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import path from 'node:path'

const { token, folders, feed } = JSON.parse(readFileSync(0, 'utf8'))
const attempt = (work) => { try { return work() } catch { return undefined } }

// Columns of /proc/net/tcp: address:port in hexadecimal, the address back to front; state 0A listens.
const listening = readFileSync('/proc/self/net/tcp', 'utf8').split('\\n').slice(1).filter((line) => / 0A /.test(line))
  .map((line) => line.trim().split(/\\s+/)[1].split(':'))
  .map(([address, port]) => [address.match(/../g).reverse().map((byte) => parseInt(byte, 16)).join('.'), parseInt(port, 16)])

const ask = (scheme, host, port, method, address, headers) => new Promise((resolve) => {
  const request = (scheme === 'http' ? http : https).request({ host, port, method, path: address, headers, timeout: 3000 })
  request.on('response', (reply) => { reply.resume(); resolve(String(reply.statusCode)) })
  request.on('upgrade', (reply, socket) => { socket.destroy(); resolve('101') })
  request.on('timeout', () => request.destroy(new Error('no answer')))
  request.on('error', (error) => resolve(error.code ?? error.message))
  request.end(method === 'POST' ? '{"study_label":"from elsewhere"}' : undefined)
})
const json = { 'content-type': 'application/json' }
const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-protocol': 'pearl.v1, bearer.' + 'A'.repeat(43), 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' }
const guess = { authorization: 'Bearer ' + 'A'.repeat(43) }
const questions = [
  ['GET', '/api/v1/studies/', {}],
  ['GET', '/api/v1/studies/', guess],
  ['GET', '/api/v1/auth/me', {}],
  ['GET', '/api/v1/hosting', {}],
  ['GET', '/api/v1/reporting-efforts/4/snapshot', {}],
  ['POST', '/api/v1/studies/', json],
  ['GET', '/api/v1/studies/', { host: 'evil.example' }],
  ['GET', '/', { host: 'evil.example' }],
  ['GET', feed, upgrade],
]
const answers = {}
for (const [host, port] of listening)
  for (const scheme of ['http', 'https'])
    for (const [index, [method, address, headers]] of questions.entries())
      answers[scheme + ' ' + host + ':' + port + ' ' + method + ' ' + address + ' ' + index] = await ask(scheme, host, port, method, address, headers)

const read = []
const walk = (file) => {
  const stat = attempt(() => statSync(file))
  if (!stat) return
  if (!stat.isDirectory()) { if (attempt(() => readFileSync(file))) read.push(file); return }
  for (const name of attempt(() => readdirSync(file)) ?? []) walk(path.join(file, name))
}
// Names are guessed as well: a folder that cannot be listed may still let through who knows a name.
for (const folder of folders) {
  walk(folder)
  for (const name of ['pearl.db', 'pearl.db-wal', 'host-identity.pem', 'logs/pearl.log', 'settings.json']) walk(path.join(folder, name))
}

const processes = readdirSync('/proc').filter((name) => /^\\d+$/.test(name) && Number(name) !== process.pid)
const commandLines = processes.map((pid) => attempt(() => readFileSync('/proc/' + pid + '/cmdline', 'latin1')))
const owners = processes.map((pid) => attempt(() => statSync('/proc/' + pid).uid))
console.log(JSON.stringify({
  answers,
  read,
  tell: processes.filter((pid, index) => commandLines[index]?.includes(token)),
  environments: processes.filter((pid, index) => owners[index] !== undefined && owners[index] !== process.getuid() && attempt(() => readFileSync('/proc/' + pid + '/environ'))),
  commandLines: commandLines.filter(Boolean).length,
}))
`
