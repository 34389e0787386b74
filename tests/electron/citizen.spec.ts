// The program as a guest on somebody's desktop: notifications, the number on the icon, diagnostics, crash dumps, copies of
// the workspace, the system's theme, files dropped on a window. Only what the system itself would show is replaced.
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openSqlite } from '../../server/db/sqlite.ts'
import type { NoticeKind } from '../../shared/desktop.ts'
import { test, type Desktop } from './desktop.ts'

const notice = (number: number, kind: NoticeKind = 'assigned') => ({
  kind,
  title: `t14.${number} was assigned to you`,
  body: 'Topline results',
  route: '/studies',
})

test('a notification is shown as it was given; a click brings its window and shows the screen', async ({ open }) => {
  const { app, page } = await open()
  const shown = await catchNotifications(app)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  await page.evaluate((notice) => window.pearl!.notify(notice), notice(1))
  expect(await shown()).toEqual([{ title: 't14.1 was assigned to you', body: 'Topline results' }])
  await app.evaluate(() => {
    const { caught } = globalThis as unknown as { caught: Electron.Notification[] }
    caught[0]!.emit('click')
  })
  await expect(page).toHaveURL(/#\/studies$/)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized())).toBe(false)
})

test('a kind that is turned off is not shown, and many at once become few', async ({ open }) => {
  const { app, page } = await open()
  const shown = await catchNotifications(app)
  await page.evaluate(() => window.pearl!.changeSettings({ notifications: { qc_failed: false } }))
  await page.evaluate((notice) => window.pearl!.notify(notice), notice(1, 'qc_failed'))
  expect(await shown()).toEqual([])
  for (let number = 1; number <= 20; number += 1) {
    await page.evaluate((notice) => window.pearl!.notify(notice), notice(number))
  }
  expect((await shown()).map(({ title }) => title)).toEqual([1, 2, 3, 4, 5].map((number) => notice(number).title))
})

test('what is no notice is refused', async ({ open }) => {
  const { page } = await open()
  const attempts = [
    { ...notice(1), kind: 'anything' },
    { ...notice(1), title: 'x'.repeat(201) },
    { ...notice(1), route: 'https://example.com' },
  ]
  for (const attempt of attempts) {
    const refused = await page.evaluate(
      (attempt) =>
        window.pearl!.notify(attempt as Parameters<NonNullable<typeof window.pearl>['notify']>[0]).then(
          () => false,
          () => true,
        ),
      attempt,
    )
    expect(refused, JSON.stringify(attempt)).toBe(true)
  }
})

test('where an icon shows no number, the title does', async ({ open }) => {
  test.skip(process.platform !== 'linux', 'macOS and Windows show it on the icon')
  const { app, page } = await open()
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())
  const plain = await page.title()
  await page.evaluate(() => window.pearl!.badge(3))
  await expect.poll(title).toBe(`(3) ${plain}`)
  await page.evaluate(() => (document.title = 'Elsewhere'))
  await expect.poll(title).toBe('(3) Elsewhere')
  await page.evaluate(() => window.pearl!.badge(0))
  await expect.poll(title).toBe('Elsewhere')
})

test('diagnostics say what helps, and name nobody and nothing', async ({ open, folder }) => {
  const { app, page, connection } = await open(['--demo'])
  await page.getByRole('tree').waitFor()
  const canary = 'CANARY-7731'
  const created = await call(connection, 'POST', '/studies/', { study_label: canary })
  expect(created).toBe(201)
  const person = { username: 'canaryperson', display_name: 'Canary Person', password: 'canary-pass-1', role: 'VIEWER' }
  expect(await call(connection, 'POST', '/users/', person)).toBe(200)
  const log = path.join(folder, 'workspace', 'logs', 'pearl.log')
  await expect.poll(() => readFile(log, 'utf8')).toContain(canary)

  expect(await page.evaluate(() => window.pearl!.command('copy-diagnostics'))).toEqual({ ok: true, value: null })
  const text = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(text).toContain('PEARL Desktop ')
  expect(text).toMatch(/Electron \d+\.\d+\.\d+/)
  expect(text).toMatch(/schema \d+/)
  expect(text).toContain('workspace of this machine')
  expect(text).toContain('Broadcasting study_created')
  expect(text).toMatch(/Crash dumps\n {2}0\n/)
  const secrets = [canary, connection.token, 'canary', 'Canary Person', folder, os.homedir(), os.hostname()]
  for (const secret of secrets) expect(text.toLowerCase(), secret).not.toContain(secret.toLowerCase())
  expect(text).not.toMatch(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}:\d+/)
})

test('a crash leaves a dump on this machine, which nobody is sent', async ({ open }) => {
  const { app } = await open()
  const dumps = await app.evaluate(({ app }) => app.getPath('crashDumps'))
  expect(await app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false)
  await app.evaluate(({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false })
    void window.loadURL('pearl://app/')
    window.webContents.once('did-finish-load', () => window.webContents.forcefullyCrashRenderer())
  })
  const list = async () => (existsSync(dumps) ? await readdir(dumps, { recursive: true }) : [])
  await expect.poll(async () => (await list()).filter((name) => name.endsWith('.dmp'))).toHaveLength(1)
})

test('a copy is saved where it was asked for, whole, and none is left behind', async ({ open, folder }) => {
  const { app, page, connection } = await open(['--demo'])
  await page.getByRole('tree').waitFor()
  const target = path.join(folder, 'copies of mine.pearl')
  const told = await answerDialogs(app, target)
  expect(await page.evaluate(() => window.pearl!.command('save-copy'))).toEqual({ ok: true, value: null })
  await expect.poll(told).toEqual([expect.stringContaining(target)])

  expect((await stat(target)).mode & 0o077).toBe(0)
  const copy = openSqlite(target, { readonly: true })
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  const count = copy.prepare('SELECT count(*) FROM studies').pluck().get()
  copy.close()
  const reply = await fetch(`${connection.base_url}/api/v1/studies/`, {
    headers: { authorization: `Bearer ${connection.token}` },
  })
  expect(count).toBe(((await reply.json()) as unknown[]).length)
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([])
  expect(await readdir(path.join(folder, 'workspace', 'backups'))).toEqual([])
})

test('a copy that cannot be written is refused with a sentence; cancelling is no refusal', async ({ open, folder }) => {
  const { app, page } = await open()
  await answerDialogs(app, path.join(folder, 'nowhere', 'copy.pearl'))
  const refused = await page.evaluate(() => window.pearl!.command('save-copy'))
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code: 'failed', detail: expect.stringMatching(/^The copy was not saved: .+\.$/) },
  })
  expect(await readdir(path.join(folder, 'workspace', 'backups'))).toEqual([])
  await answerDialogs(app, '')
  expect(await page.evaluate(() => window.pearl!.command('save-copy'))).toEqual({ ok: true, value: null })
})

test('the window follows the theme of the system while it runs', async ({ open }) => {
  const { app, page } = await open()
  await page.emulateMedia({ colorScheme: null })
  const look = async (theme: 'light' | 'dark') => {
    await app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), theme)
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark')
    return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBackgroundColor())
  }
  const light = await look('light')
  const dark = await look('dark')
  expect(dark).not.toBe(light)
  expect(await look('light')).toBe(light)
})

test('a file dropped on the window takes it nowhere', async ({ open }) => {
  const { app, page } = await open()
  const before = page.url()
  await page.evaluate(() => Object.assign(globalThis, { mark: 'still here' }))
  await drop(app, page, '/etc/hostname')
  // Whatever the drop began has been decided once the page answers again.
  expect(await page.evaluate(() => (globalThis as unknown as { mark?: string }).mark)).toBe('still here')
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
})

test('dropped on the window: a spreadsheet is read by the list that is open, a copy opens beside it for reading', async ({
  open,
  folder,
}) => {
  const { app, page } = await open(['--demo'])
  const sheet = path.join(folder, 'list.csv')
  await writeFile(sheet, 'Output No,Type,Title\nt14.99.1,Table,Seen by nobody yet\n')
  await page.getByRole('button', { name: 'Expand all' }).click()
  const belongs = page.getByText('Open the list that this file belongs to', { exact: true })
  await drop(app, page, sheet)
  await expect(belongs).toBeVisible()
  await drop(app, page, sheet)
  await expect(belongs).toHaveCount(1)

  await page.getByRole('treeitem', { name: 'Topline results' }).click()
  await page.getByRole('row', { name: /^t14\.1\.5 / }).waitFor()
  await drop(app, page, sheet)
  const importing = page.getByRole('dialog', { name: 'Import a tracker list' })
  await expect(importing.getByRole('cell', { name: 't14.99.1' })).toBeVisible()
  await importing.getByRole('button', { name: 'Close' }).click()
  await expect(importing).toBeHidden()
  await expect(belongs).toHaveCount(1)

  const target = path.join(folder, 'copy.pearl')
  const told = await answerDialogs(app, target)
  await page.evaluate(() => window.pearl!.command('save-copy'))
  await expect.poll(told).toHaveLength(1)
  const opened = app.waitForEvent('window')
  await drop(app, page, target)
  const reading = await opened
  // It begins with the start screen and is loaded anew on the copy, which may cut a question off.
  await expect
    .poll(() => reading.evaluate(async () => (await window.pearl!.start()).place).catch(() => null))
    .toMatchObject({ read_only: true })
  expect(await page.evaluate(async () => (await window.pearl!.start()).place)).toMatchObject({ read_only: false })
})

async function drop(app: ElectronApplication, page: Page, file: string): Promise<void> {
  const debug = await app.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await debug.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
  }
}

/** Keeps notifications from the screen of whoever runs this. */
async function catchNotifications(app: ElectronApplication) {
  await app.evaluate(({ Notification }) => {
    const caught: Electron.Notification[] = []
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      caught.push(this)
    }
    Object.assign(globalThis, { caught })
  })
  return () =>
    app.evaluate(() => {
      const { caught } = globalThis as unknown as { caught: Electron.Notification[] }
      return caught.map(({ title, body }) => ({ title, body }))
    })
}

/** Chooses `filePath` in the dialog that saves, nothing when empty; tells what was said afterwards. */
async function answerDialogs(app: ElectronApplication, filePath: string) {
  await app.evaluate(({ dialog }, filePath) => {
    const told: string[] = []
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath })
    dialog.showMessageBox = ((_window: unknown, { detail }: { detail: string }) => {
      told.push(detail)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as unknown as typeof dialog.showMessageBox
    Object.assign(globalThis, { told })
  }, filePath)
  return () => app.evaluate(() => (globalThis as unknown as { told: string[] }).told)
}

async function call({ base_url, token }: Desktop['connection'], method: string, route: string, body: object) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return (await fetch(`${base_url}/api/v1${route}`, { method, headers, body: JSON.stringify(body) })).status
}
