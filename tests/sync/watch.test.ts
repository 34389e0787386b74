// `watch`, the second client of the feed: one line for each change, in order and once, also over a break.
import { expect, onTestFinished, test } from 'vitest'
import { watch } from '../../server/watch.ts'
import type { Transaction } from '../../server/store/store.ts'
import { tag } from '../../shared/entities/tag.ts'
import { MAX_REPLAY } from '../../shared/events.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { runCommand } from '../helpers/host-process.ts'
import { testActor } from '../helpers/test-store.ts'

async function newHost(...overrides: Parameters<typeof startHost>): Promise<Host> {
  const host = await startHost(...overrides)
  onTestFinished(() => host.close())
  return host
}

/** Lines as they are printed, and a way to wait for one. */
function printer() {
  const lines: string[] = []
  return {
    lines,
    print: (line: string) => void lines.push(line),
    has: (pattern: RegExp) => expect.poll(() => lines.find((line) => pattern.test(line))).toBeDefined(),
    /** The numbers of the changes printed. */
    seqs: () => lines.flatMap((line) => (/ #(\d+) \w+ by /.exec(line) ? [Number(/ #(\d+) /.exec(line)![1])] : [])),
  }
}

let count = 0
const addTags = (host: Host, changes = 1) =>
  host.server.store.transact(testActor, (tx: Transaction) => {
    for (let n = 0; n < changes; n += 1) tx.insert(tag, { name: `tag ${(count += 1)}` })
  })
const head = (host: Host) => host.server.store.log.head.seq
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

test('prints each change as a line, and goes on where it was after the host was started again', async () => {
  const host = await newHost()
  const output = printer()
  onTestFinished(watch(host.url, { token: undefined, print: output.print }))
  await output.has(/^connected to 127\.0\.0\.1:\d+, which is at #\d+ with 0 studies$/)
  const from = head(host)

  const { body } = await host.api('POST', '/studies', { study_label: 'WATCHED' })
  await output.has(/^\S+Z #\d+ study_created by \S+: studies \d+ v1 \{"id":\d+,.*"study_label":"WATCHED"/)
  await host.api('PUT', `/studies/${body.id}`, { study_label: 'RENAMED' })
  await output.has(/study_updated by \S+: studies \d+ v2 .*RENAMED/)

  await host.restart()
  addTags(host, 3)
  await output.has(/^disconnected \(1001.*trying again in 0\.5 s$/)
  await output.has(/^resumed at #\d+$/)
  addTags(host)
  await expect.poll(output.seqs).toEqual(range(from + 1, head(host)))
})

test('keeps the order when changes arrive between its return and the replay', async () => {
  const host = await newHost()
  const output = printer()
  let returns = 0
  const print = (line: string) => {
    output.print(line)
    // The host sends this change live before it has read the request to resume.
    if (line.startsWith('connected') && (returns += 1) === 2) addTags(host)
  }
  onTestFinished(watch(host.url, { token: undefined, print }))
  await output.has(/^connected/)
  const from = head(host)
  await host.restart()
  addTags(host, 3)
  await output.has(/^resumed/)
  await expect.poll(output.seqs).toEqual(range(from + 1, from + 4))
})

test('says so when too much was missed, and goes on from there', async () => {
  const host = await newHost()
  const output = printer()
  onTestFinished(watch(host.url, { token: undefined, print: output.print }))
  await output.has(/^connected/)
  await host.restart()
  addTags(host, MAX_REPLAY + 1)
  await output.has(/^the history changed or too much was missed: continuing from #\d+$/)
  addTags(host)
  await expect.poll(output.seqs).toEqual([head(host)])
})

test('keeps trying while nobody is there, and stops when told to', async () => {
  const host = await startHost()
  const output = printer()
  const stop = watch(host.url, { token: undefined, print: output.print })
  await output.has(/^connected/)
  await host.close()
  await output.has(/^cannot reach 127\.0\.0\.1:\d+: connect ECONNREFUSED/)
  await output.has(/trying again in 1 s$/)
  stop()
  const printed = output.lines.length
  await new Promise(setImmediate)
  expect(output.lines).toHaveLength(printed)
})

test('signs in with a token, and shows the refusal of a wrong one', async () => {
  const host = await newHost({ open: false })
  const credentials = { username: 'owner', password: 'correct horse battery' }
  const token = (await host.api('POST', '/auth/login', credentials)).body.access_token as string
  const [known, unknown] = [printer(), printer()]
  onTestFinished(watch(host.url, { token, print: known.print }))
  onTestFinished(watch(host.url, { token: 'wrong', print: unknown.print }))
  await known.has(/^connected/)
  await unknown.has(/^cannot reach .*401/)
})

test('runs from the command line', async () => {
  const host = await newHost()
  const output = printer()
  runCommand(['watch', host.url], output.print)
  await output.has(/^connected/)
  await host.api('POST', '/studies', { study_label: 'FROM THE COMMAND LINE' })
  await output.has(/study_created by .*FROM THE COMMAND LINE/)
  await host.restart()
  await host.api('POST', '/studies', { study_label: 'AFTER THE BREAK' })
  await output.has(/study_created by .*AFTER THE BREAK/)
  await output.has(/^resumed at #\d+$/)

  const failing = printer()
  const child = runCommand(['watch'], failing.print)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).toBe(1)
  await failing.has(/^Name the host to watch, e\.g\. watch http/)
})
