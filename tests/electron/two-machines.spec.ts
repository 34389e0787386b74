// A host on one machine and somebody who joined on another: two programs, each in a network of its own with a line between
// them. The host is found by what it announces, and joined by the code; an edit crosses at once; a host that was killed, and a
// machine that slept, come back without a gap and without anything twice.
import { expect, test as base } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { decode, encode } from '../../shared/domain/join-code.ts'
import { rounds } from '../helpers/soak.ts'
import { test as desktop } from './desktop.ts'
import { addAddress, connectTwoMachines, twoMachinesMissing, type Machine, type TwoMachines } from './namespace.ts'
import { startUnwatched, type Unwatched, type UnwatchedOptions } from './unwatched.ts'

const PASSWORD = 'a long enough password'
/** How long the machines sleep, in seconds: longer than the feed waits for a silent one only when everything is measured. */
const ASLEEP = rounds(2, 60)
const ROUNDS = rounds(11, 101)

interface Fixtures {
  machines: TwoMachines
  start(options: Omit<UnwatchedOptions, 'folder'>): Promise<Unwatched>
}
const test = desktop.extend<Fixtures>({
  machines: async ({}, use) => {
    const machines = await connectTwoMachines()
    await use(machines)
    await machines.close()
  },
  start: async ({ folder }, use) => {
    const started: Unwatched[] = []
    await use(async (options) => {
      const program = await startUnwatched({ folder, ...options })
      started.push(program)
      return program
    })
    for (const program of started) await program.kill()
  },
})

const missing = twoMachinesMissing()
base.skip(missing !== null, missing ?? '')

test('a host is found and joined, an edit crosses, a killed host comes back, and so does a machine that slept', async ({
  machines: { here, there },
  start,
  folder,
}) => {
  base.setTimeout(90_000 + 3_000 * ASLEEP)
  const hostFlags = { profile: 'host', flags: ['--data', `${folder}/workspace`, '--demo'], within: here.within }
  const host = await start(hostFlags)
  // Last, so that no other window lies over it: one that nobody sees is drawn once a second.
  const starting = start({ profile: 'guest', within: there.within })
  await ask(host, 'POST', '/hosting/own-password', { new_password: PASSWORD })
  // Nobody says which port: the one that PEARL hosts on by itself.
  const beginHosting = () => ask<HostingState>(host, 'POST', '/hosting/start', { discoverable: true })
  const letGo = await holdPort(here, 8000)
  await expect(beginHosting()).rejects.toThrow(
    `Port 8000 is already in use on ${here.address} by another program. Close that program, or host on another port.`,
  )
  await letGo()
  const { join_code } = await beginHosting()
  expect(join_code!.address).toBe(here.address)
  const { username } = await ask<{ username: string }>(host, 'GET', '/auth/me')

  const guest = await starting
  await find(guest, `${here.address}:8000`)
  // A code without an address, so that the one that was found is the only way to the host.
  await join(guest, encode({ ...decode(join_code!.text), address: null }), username)

  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const label = `CROSSED-${round}`
    const seen = guest.inPage<number>(whenShown(label))
    const sent = Date.now()
    await addStudy(host, label)
    times.push((await seen) - sent)
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
  console.log(
    `    from a write at the host to the other machine's screen: median ${median} ms, slowest ${Math.max(...times)} ms`,
  )
  expect(median).toBeLessThan(100)

  const labels = Array.from({ length: ROUNDS }, (_, round) => `CROSSED-${round}`)
  const write = async (program: Unwatched, name: string) => {
    for (let count = 0; count < 10; count += 1) {
      await addStudy(program, `${name}-${count}`)
      labels.push(`${name}-${count}`)
    }
  }

  await test.step('the host is killed and starts again', async () => {
    await write(host, 'BEFORE')
    await host.kill()
    await guest.inPage(until(`!${isLive}`))
    const again = await start({ ...hostFlags, flags: hostFlags.flags.slice(0, 2) })
    await write(again, 'AFTER')
    await guest.inPage(whenShown('AFTER-9'))
    await guest.inPage(until(isLive))
    await expectSame(again, guest, labels)

    await test.step('the guest sleeps while the host goes on', async () => {
      guest.signal('SIGSTOP')
      await write(again, 'WHILE-THE-GUEST-SLEPT')
      await sleep(ASLEEP)
      guest.signal('SIGCONT')
      await guest.inPage(whenShown('WHILE-THE-GUEST-SLEPT-9'))
      await expectSame(again, guest, labels)
    })

    await test.step('the host sleeps', async () => {
      await guest.inPage(`void (globalThis.woken = new Promise((resolve) =>
        window.pearl.onEvent(({ type }) => type === 'wake' && resolve())))`)
      again.signal('SIGSTOP')
      addAddress(there, '10.99.8.2/24')
      await sleep(ASLEEP)
      again.signal('SIGCONT')
      // Who waits for a host is told at once that another network may lead to it.
      await guest.inPage('woken')
      await write(again, 'AFTER-THE-HOST-SLEPT')
      await guest.inPage(whenShown('AFTER-THE-HOST-SLEPT-9'))
      await guest.inPage(until(isLive))
      await expectSame(again, guest, labels)
    })
  })
})

/** Calls the host of the program's own window, from the window. */
const ask = <Body>(program: Unwatched, method: string, address: string, body?: unknown): Promise<Body> =>
  program.inPage<Body>(`window.pearl.connection().then(async ({ value }) => {
    const reply = await fetch(value.base_url + ${JSON.stringify(`/api/v1${address}`)}, {
      method: '${method}',
      headers: { authorization: 'Bearer ' + value.token${body === undefined ? '' : ", 'content-type': 'application/json'"} },
      ${body === undefined ? '' : `body: ${JSON.stringify(JSON.stringify(body))},`}
    })
    if (!reply.ok) throw new Error(reply.status + ' ' + (await reply.text()))
    return reply.json()
  })`)

const addStudy = (program: Unwatched, study_label: string) => ask(program, 'POST', '/studies/', { study_label })

/** Takes over the address of the host that announces itself, on the screen; that alone joins nothing. */
async function find(guest: Unwatched, address: string): Promise<void> {
  await guest.inPage(press('Join a host'))
  await guest.inPage(press('Look on the network'))
  const found = `document.querySelector('[aria-live] li')`
  await guest.inPage(until(`${found} !== null`))
  const shown = await guest.inPage<string>(
    `[...document.querySelectorAll('[aria-live] li')].map((li) => li.innerText).join()`,
  )
  expect(shown.split(/\s*\n\s*/)).toEqual(['workspace', 'unverified', address, 'Use this address'])
  await guest.inPage(press('Use this address'))
  expect(await guest.inPage(`document.querySelector('input[name=address]').value`)).toBe(address)
  expect(await guest.inPage(`document.querySelector('form [type=submit]').disabled`)).toBe(true)
}

/** Gives the code on the screen that joins, and signs in, as a person does. */
async function join(guest: Unwatched, code: string, username: string): Promise<void> {
  await guest.inPage(type({ '[name=join-code]': code }))
  // The page that asks is gone before it is answered.
  void guest.inPage(press('Join', true)).catch(() => undefined)
  await expect
    .poll(() => guest.inPage(`document.querySelector('input[name=username]') !== null`).catch(() => false))
    .toBe(true)
  await guest.inPage(type({ 'input[name=username]': username, 'input[autocomplete="current-password"]': PASSWORD }))
  await guest.inPage(`document.querySelector('input[name=username]').form.requestSubmit()`)
  await guest.inPage(until(isLive))
}

/** Another program of that machine listens on the port until it is let go of. */
async function holdPort({ within }: Machine, port: number): Promise<() => Promise<void>> {
  const listen = `require('node:net').createServer().listen(${port}, () => console.log('listening'))`
  const [command, ...enter] = within
  const holder = spawn(command!, [...enter, process.execPath, '-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  return async () => {
    const ended = once(holder, 'exit')
    holder.kill()
    await ended
  }
}

/** Types into the fields of the page. */
const type = (texts: Record<string, string>) => `for (const [field, text] of ${JSON.stringify(Object.entries(texts))}) {
  const element = document.querySelector(field)
  element.value = text
  element.dispatchEvent(new Event('input', { bubbles: true }))
}`

/** Presses the button whose words begin so, once it is there and can be pressed. */
const press = (words: string, whole = false) => `(async () => {
  const button = () => [...document.querySelectorAll('button:enabled')].find(({ innerText }) =>
    ${whole ? `innerText.trim() === '${words}'` : `innerText.trim().startsWith('${words}')`})
  await ${until('button() !== undefined')}
  button().click()
})()`

const isLive = `(document.querySelector('[data-testid=connection]')?.dataset.state === 'live')`

/** Waits in the page, looking whenever something in it changes. */
const until = (condition: string) => `new Promise((resolve) => {
  const look = () => {
    if (!(${condition})) return
    seen.disconnect()
    resolve(Date.now())
  }
  const seen = new MutationObserver(look)
  seen.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  look()
})`
const rows = `[...document.querySelectorAll('[role=treeitem]')]`
const whenShown = (label: string) => until(`${rows}.some((row) => row.textContent.includes('${label}'))`)

/** What was acknowledged is in the workspace and on the other's screen, each once. */
async function expectSame(host: Unwatched, guest: Unwatched, labels: readonly string[]): Promise<void> {
  const kept = (await ask<{ study_label: string }[]>(host, 'GET', '/studies/?limit=500')).map(
    (study) => study.study_label,
  )
  const shown = await guest.inPage<string[]>(`${rows}.map((row) => row.textContent)`)
  const word = (label: string) => new RegExp(`\\b${label}(?!\\d)`)
  for (const label of labels) {
    expect(
      kept.filter((each) => each === label),
      label,
    ).toHaveLength(1)
    expect(
      shown.filter((text) => word(label).test(text)),
      label,
    ).toHaveLength(1)
  }
}

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
