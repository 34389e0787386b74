// A link in a comment, from the real window to the browser of the machine: a person is asked first, one question at a time, and
// what is no plain page of the web is neither asked about nor opened. The system's dialog and browser alone are stood in for.
import { expect, type ElectronApplication } from '@playwright/test'
import { outsideAddress, shownAddress } from '../../electron/network/outside-address.ts'
import { call, test } from './desktop.ts'

const ADDRESS = 'https://standards.example:8443/guide?page=2#tables'

/** What may be opened, and the host that is shown. */
const opened: [address: string, href: string, host: string][] = [
  ['https://example.com', 'https://example.com/', 'example.com'],
  ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A', 'example.com'],
  ['https://example.com.evil', 'https://example.com.evil/', 'example.com.evil'],
  ['https://pearl.app/?next=https://bank.example', 'https://pearl.app/?next=https://bank.example', 'pearl.app'],
  ['https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC', 'xn--bcher-kva.example'],
  ['https://еxample.com/', 'https://xn--xample-2of.com/', 'xn--xample-2of.com'],
  ['https://example.com/\u202Egpj.exe', 'https://example.com/%E2%80%AEgpj.exe', 'example.com'],
  ['https://example.com/?\u2066x#\u200F', 'https://example.com/?%E2%81%A6x#%E2%80%8F', 'example.com'],
  ['https://example.com/a\n\tb\u0007\u007F', 'https://example.com/ab%07%7F', 'example.com'],
  ['https:\\\\example.com\\a', 'https://example.com/a', 'example.com'],
  ['https://example.com\\@evil.example/', 'https://example.com/@evil.example/', 'example.com'],
  ['https:example.com', 'https://example.com/', 'example.com'],
  ['https://2130706433/', 'https://127.0.0.1/', '127.0.0.1'],
  ['https://[::1]:8000/', 'https://[::1]:8000/', '[::1]:8000'],
]
const never = [
  'http://example.com/',
  'HTTP://example.com/',
  'https://user@example.com/',
  'https://user:word@example.com/',
  'https://:word@example.com/',
  'https://example.com@evil.example/',
  'https://example.com%40evil.example/',
  'https://',
  'https://exa mple.com/',
  'https://\u202Eexample.com/',
  'https://example.com:99999/',
  'mailto:somebody@example.com',
  'file:///etc/passwd',
  'file://host/share',
  '\\\\host\\x',
  '//example.com/',
  'smb://host/x',
  'ms-msdt:/id',
  'ms-officecmd:x',
  'search-ms:query=x',
  'vscode://file/x',
  'tel:123',
  'ftp://example.com/',
  'ws://example.com/',
  'wss://example.com/',
  'blob:https://example.com/1',
  'filesystem:https://example.com/1',
  'view-source:https://example.com/',
  'data:text/html,https://example.com/',
  'javascript:alert(1)//https://example.com/',
  'JaVaScRiPt:alert(1)',
  'vbscript:x',
  'about:blank',
  'chrome://version',
  'devtools://devtools',
  'pearl://app/',
  'pearl://effort/1',
  'pearl://join?code=x',
  'x-https://example.com/',
  'httpsx://example.com/',
  ' ',
  '',
  'example.com',
  '/etc/passwd',
  '#/effort/1',
]

test('an address may go to the browser when it is https without a name in it, and is shown as what it is', () => {
  for (const [address, href, host] of opened) {
    expect(outsideAddress(address), address).toEqual({ href, host })
  }
  for (const address of never) expect(outsideAddress(address), address).toBeNull()
  expect(shownAddress(ADDRESS)).toBe(ADDRESS)
  const long = `https://example.com/${'a'.repeat(1_000)}end`
  expect(shownAddress(long)).toMatch(/^https:\/\/example\.com\/a{130} … 723 more characters … a{147}end$/)
})

test('a link in a comment is opened by the browser once the person has read where it leads and agreed', async ({
  open,
}) => {
  const { app, page, connection } = await open(['--demo'])
  await standIn(app)
  await page.getByRole('button', { name: 'Expand all' }).click()
  await page.getByRole('treeitem', { name: 'Topline results' }).click()
  const row = page.getByRole('row', { name: /^t14\.1\.5 / })
  const item = await row.getAttribute('data-row')
  const tracker = await call<{ id: number }>(connection, 'GET', `/reporting-effort-tracker/by-item/${item}`)
  const comment = { tracker_id: tracker.id, comment_text: `See [The guide](${ADDRESS}).` }
  await call(connection, 'POST', '/tracker-comments/', comment)
  await row.locator('[data-column=code]').click()
  await page.keyboard.press('Control+i')
  await page.getByRole('tab', { name: /^Comments/ }).click()
  const link = page.getByRole('link', { name: 'The guide' })

  await link.click()
  await expect.poll(() => questions(app)).toHaveLength(1)
  expect((await questions(app))[0]).toMatchObject({
    message: 'Open a page of standards.example:8443 in the browser?',
    detail: expect.stringContaining(`${ADDRESS}\n`),
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  })
  // While it is asked nothing else is.
  await page.evaluate(() => {
    for (let count = 0; count < 200; count += 1) window.open(`https://flood.example/${count}`)
  })
  await answer(app, 1)
  expect(await questions(app)).toHaveLength(1)
  expect(await browserOpened(app)).toEqual([])

  await link.click()
  await expect.poll(() => questions(app)).toHaveLength(2)
  await answer(app, 0)
  await expect.poll(() => browserOpened(app)).toEqual([ADDRESS])

  // By keyboard too, and by what opens a link beside the page.
  await link.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => questions(app)).toHaveLength(3)
  await answer(app, 1)
  await link.click({ button: 'middle' })
  await expect.poll(() => questions(app)).toHaveLength(4)
  await answer(app, 1)

  await page.evaluate((addresses) => {
    const open = (address: string) => {
      try {
        window.open(address)
      } catch {
        // What is no address at all is refused by the page itself.
      }
    }
    addresses.forEach(open)
    open('https://last.example/')
  }, never)
  await expect.poll(() => questions(app)).toHaveLength(5)
  expect((await questions(app))[4]!.message).toContain(' last.example ')
  await answer(app, 1)
  expect(await browserOpened(app)).toEqual([ADDRESS])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)

  // A machine without a browser says so.
  await app.evaluate(({ shell }) => {
    shell.openExternal = () => Promise.reject(new Error('nothing is registered for it'))
  })
  await link.click()
  await expect.poll(() => questions(app)).toHaveLength(6)
  await answer(app, 0)
  await expect.poll(async () => (await questions(app)).at(-1)!.message).toBe('The page was not opened.')
})

interface Question {
  message: string
  detail: string
  buttons: string[]
  defaultId: number
  cancelId: number
}
interface StandIn {
  outside: { questions: Question[]; opened: string[]; answer(response: number): void }
}

/** In place of the system's dialog and browser: what is asked and opened is kept, and a question waits for `answer`. */
const standIn = (app: ElectronApplication) =>
  app.evaluate(({ dialog, shell }) => {
    let waiting: (given: { response: number; checkboxChecked: boolean }) => void = () => undefined
    const outside: StandIn['outside'] = {
      questions: [],
      opened: [],
      answer: (response) => waiting({ response, checkboxChecked: false }),
    }
    dialog.showMessageBox = ((...args: Question[]) => {
      outside.questions.push(args.at(-1)!)
      return new Promise((resolve) => (waiting = resolve))
    }) as unknown as typeof dialog.showMessageBox
    shell.openExternal = (address) => Promise.resolve(void outside.opened.push(address))
    Object.assign(globalThis, { outside })
  })
const questions = (app: ElectronApplication) => app.evaluate(() => (globalThis as unknown as StandIn).outside.questions)
const browserOpened = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as StandIn).outside.opened)
const answer = (app: ElectronApplication, button: number) =>
  app.evaluate((_electron, button) => (globalThis as unknown as StandIn).outside.answer(button), button)
