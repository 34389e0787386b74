// A workspace that is hosted by one program and joined by another, each with a profile of its own: an edit crosses at once, and
// nobody is cut off without a word.
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { FEED_PATH } from '../../shared/events.ts'
import { call, choose, connectionOf, startOf, test, type Desktop, type Launched, type SignedIn } from './desktop.ts'

const ADDRESS = '127.0.0.9'
const PASSWORD = 'a long enough password'

/** Begins to host, on an address of this machine that no other test uses. */
async function host({ connection }: Desktop): Promise<string> {
  await call(connection, 'POST', '/hosting/own-password', { new_password: PASSWORD })
  const { join_code } = await call<HostingState>(connection, 'POST', '/hosting/start', {
    port: 0,
    addresses: [ADDRESS],
  })
  return join_code!.text
}

/** Joins, signs in as the owner, whose name it gives, and listens; what is heard is kept in the page. */
async function joinAndListen({ page }: Launched, connection: SignedIn, code: string): Promise<string> {
  await choose(page, { kind: 'join', code })
  const { username } = await call<{ username: string }>(connection, 'GET', '/auth/me')
  await page.evaluate(
    async ([path, username, password]) => {
      const answer = await window.pearl!.connection()
      if (!answer.ok) throw new Error(answer.refusal.detail)
      const { base_url } = answer.value
      const reply = await fetch(`${base_url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
      const { access_token } = (await reply.json()) as { access_token: string }
      const socket = new WebSocket(base_url.replace('https', 'wss') + path, ['pearl.v1', `bearer.${access_token}`])
      const heard: { text: string; at: number }[] = []
      socket.onmessage = ({ data }) => heard.push({ text: String(data), at: Date.now() })
      Object.assign(globalThis, { heard, base_url })
      await new Promise((resolve, reject) => {
        socket.onopen = resolve
        socket.onerror = reject
      })
    },
    [FEED_PATH, username, PASSWORD] as const,
  )
  return username
}
const heardBy = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { heard: { text: string; at: number }[] }).heard)
const helloFrom = (page: Page) =>
  page.evaluate(() =>
    fetch(`${(globalThis as unknown as { base_url: string }).base_url}/api/v1/hello`).then(
      ({ status }) => String(status),
      (error: Error) => error.message,
    ),
  )

/** Every message box is answered with this button, and what it says is kept. */
const answerDialogs = (app: ElectronApplication, button: number) =>
  app.evaluate(({ dialog }, button) => {
    const asked: string[] = []
    dialog.showMessageBox = ((...args: { message: string }[]) => {
      asked.push(args.at(-1)!.message)
      return Promise.resolve({ response: button, checkboxChecked: false })
    }) as unknown as typeof dialog.showMessageBox
    Object.assign(globalThis, { asked })
  }, button)
/** What the sign beside the clock shows is kept, and can be chosen as with the mouse. */
interface Shown {
  tray: { tip: string; labels(): string[]; choose(label: string): void }
}
const watchTray = (app: ElectronApplication) =>
  app.evaluate(({ Tray }) => {
    let menu: Electron.Menu | null = null
    const shown: Shown['tray'] = {
      tip: '',
      labels: () => menu?.items.filter(({ type }) => type !== 'separator').map(({ label }) => label) ?? [],
      choose: (label) => void menu?.items.find((item) => item.label === label)?.click(),
    }
    const { setContextMenu, setToolTip } = Tray.prototype
    Tray.prototype.setContextMenu = function (this: Electron.Tray, next) {
      menu = next
      setContextMenu.call(this, next)
    }
    Tray.prototype.setToolTip = function (this: Electron.Tray, tip) {
      shown.tip = tip
      setToolTip.call(this, tip)
    }
    Object.assign(globalThis, { tray: shown })
  })
const askedOf = (app: ElectronApplication) => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
const countWindows = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

test('an edit at the host is heard by who has joined, and quitting the host warns of them', async ({
  open,
  launch,
}) => {
  const here = await open(['--demo'])
  const code = await host(here)
  const there = await launch([], { profile: 'profile of another' })
  const name = await joinAndListen(there, here.connection, code)

  const times: number[] = []
  for (let round = 0; round < 11; round += 1) {
    const sent = Date.now()
    await call(here.connection, 'POST', '/studies/', { study_label: `Heard ${round}` })
    const mine = async () => (await heardBy(there.page)).find(({ text }) => text.includes(`"Heard ${round}"`))
    await expect.poll(mine, { intervals: [20] }).toBeDefined()
    times.push((await mine())!.at - sent)
  }
  const median = times.toSorted((a, b) => a - b)[5]!
  console.log(
    `    from the POST at the host to the other program's page: median ${median} ms, slowest ${Math.max(...times)} ms`,
  )
  expect(median).toBeLessThan(100)

  await answerDialogs(here.app, 1)
  await here.app.evaluate(({ app }) => app.quit())
  await expect.poll(() => askedOf(here.app)).toEqual([`One person is connected to this host: ${name}.`])
  expect(await countWindows(here.app)).toBe(1)
  expect(await helloFrom(there.page)).toBe('200')

  await answerDialogs(here.app, 0)
  const ended = new Promise((resolve) => here.app.process().once('exit', resolve))
  await here.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  expect(await ended).toBe(0)
  expect(await there.page.evaluate(() => window.pearl!.connection())).toMatchObject({
    ok: false,
    refusal: { code: 'unreachable' },
  })
})

test('closing the last window of a host asks once; kept, it goes on without a window and can be opened again', async ({
  open,
  launch,
  runToEnd,
  folder,
}) => {
  test.skip(process.platform === 'darwin', 'on macOS a program lives on without windows')
  const here = await open()
  const code = await host(here)
  const there = await launch([], { profile: 'profile of another' })
  const name = await joinAndListen(there, here.connection, code)

  const closeWindow = () => here.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  await watchTray(here.app)
  await answerDialogs(here.app, 2)
  await closeWindow()
  await expect.poll(() => askedOf(here.app)).toHaveLength(1)
  expect(await countWindows(here.app)).toBe(1)

  await answerDialogs(here.app, 0)
  await closeWindow()
  await expect.poll(() => countWindows(here.app)).toBe(0)
  expect(await helloFrom(there.page)).toBe('200')
  const tray = () => here.app.evaluate(() => (globalThis as unknown as Shown).tray.labels())
  expect(await tray()).toEqual(['Open workspace', 'Stop hosting workspace', 'Quit PEARL'])
  await expect
    .poll(() => here.app.evaluate(() => (globalThis as unknown as Shown).tray.tip))
    .toBe('PEARL is hosting; 1 connected')
  const settings = path.join(folder, 'profile', 'settings.json')
  expect(JSON.parse(await readFile(settings, 'utf8'))).toMatchObject({ settings: { when_host_closes: 'keep' } })

  const appears = here.app.waitForEvent('window')
  await runToEnd([])
  const again = await appears
  expect((await connectionOf(again)).base_url).toBe(here.connection.base_url)
  await answerDialogs(here.app, 0)
  // As a person does: a page that ends by itself asks nobody.
  await closeWindow()
  await expect.poll(() => countWindows(here.app)).toBe(0)
  expect(await askedOf(here.app)).toEqual([])
  expect(await helloFrom(there.page)).toBe('200')

  const choose = (label: string) =>
    here.app.evaluate((_electron, label) => (globalThis as unknown as Shown).tray.choose(label), label)
  const opens = here.app.waitForEvent('window')
  await choose('Open workspace')
  const third = await opens
  expect((await connectionOf(third)).base_url).toBe(here.connection.base_url)
  await closeWindow()
  await expect.poll(() => countWindows(here.app)).toBe(0)

  // Nothing is open any more once it is stopped, so the program ends; the one who is connected was told of first.
  await answerDialogs(here.app, 1)
  await choose('Stop hosting workspace')
  await expect.poll(() => askedOf(here.app)).toEqual([`One person is connected to this host: ${name}.`])
  expect(await helloFrom(there.page)).toBe('200')
  await answerDialogs(here.app, 0)
  const ended = new Promise((resolve) => here.app.process().once('exit', resolve))
  await choose('Stop hosting workspace')
  expect(await ended).toBe(0)
  expect(await helloFrom(there.page)).toBe('Failed to fetch')
})

test('a host that is to stop with its last window says who is cut off, and ends', async ({ open, launch, folder }) => {
  test.skip(process.platform === 'darwin', 'on macOS a program lives on without windows')
  const here = await open()
  await here.page.evaluate(() => window.pearl!.changeSettings({ when_host_closes: 'stop' }))
  const code = await host(here)
  const there = await launch([], { profile: 'profile of another' })
  const name = await joinAndListen(there, here.connection, code)
  expect((await startOf(there.page)).place).toMatchObject({ kind: 'joined' })

  await answerDialogs(here.app, 1)
  const close = () => here.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  await close()
  await expect.poll(() => askedOf(here.app)).toEqual([`One person is connected to this host: ${name}.`])
  expect(await helloFrom(there.page)).toBe('200')
  await answerDialogs(here.app, 0)
  const ended = new Promise((resolve) => here.app.process().once('exit', resolve))
  await close()
  expect(await ended).toBe(0)
  expect(existsSync(path.join(folder, 'workspace', 'pearl.db-wal'))).toBe(false)
  expect(await helloFrom(there.page)).toBe('Failed to fetch')
})
