// The ways to begin and to go on: without flags nothing is open and every answer of the start screen opens something; what was
// open last is open again; a second start joins the first; what is remembered survives, even a broken file.
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { choose, connectionOf, startOf, test } from './desktop.ts'

const kindOf = async (page: Page) => (await startOf(page)).place?.kind ?? null

const call = async (page: Page, address: string, init: RequestInit = {}) => {
  const { base_url, token } = await connectionOf(page)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const reply = await fetch(`${base_url}/api/v1${address}`, { ...init, headers })
  return { status: reply.status, body: (await reply.json()) as unknown }
}
const addStudy = (page: Page, label: string) =>
  call(page, '/studies/', { method: 'POST', body: JSON.stringify({ study_label: label }) })
const windowsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

test('the first start opens nothing and asks; working alone needs a name and no account', async ({
  launch,
  folder,
}) => {
  const { page, quit } = await launch()
  const first = await startOf(page)
  expect(first).toMatchObject({ place: null, recents: [], platform: process.platform })
  expect(first.default_directory).toBe(path.join(folder, 'profile', 'workspace'))
  expect(await page.evaluate(() => window.pearl!.connection())).toMatchObject({
    ok: false,
    refusal: { code: 'no_place' },
  })
  expect(existsSync(first.default_directory)).toBe(false)

  const begun = await choose(page, { kind: 'workspace', person_name: 'Ann Miller' })
  expect(begun).toMatchObject({ place: { kind: 'workspace', directory: first.default_directory } })
  expect(begun.person_name).toBe('Ann Miller')
  expect((await call(page, '/auth/me')).body).toMatchObject({ display_name: 'Ann Miller', role: 'ADMIN' })
  await quit()

  const again = await launch()
  expect(await startOf(again.page)).toMatchObject({
    place: { directory: first.default_directory },
    recents: [{ place: { directory: first.default_directory } }],
    person_name: 'Ann Miller',
  })
})

test('what a crash left of a demo study is removed at the next start', async ({ launch, folder }) => {
  const left = path.join(folder, 'profile', 'throw-away', 'workspace-left')
  await mkdir(left, { recursive: true })
  await writeFile(path.join(left, 'pearl.db'), 'half')
  await launch()
  await expect.poll(() => existsSync(left)).toBe(false)
})

test('a closed workspace is opened for reading as a copy; an open one is not touched', async ({ launch, folder }) => {
  const directory = path.join(folder, 'kept')
  const { page } = await launch()
  await choose(page, { kind: 'workspace', directory })
  expect((await addStudy(page, 'Kept')).status).toBe(201)
  const open = (source: string) =>
    page.evaluate((source) => window.pearl!.open({ kind: 'read-only', path: source }), source)
  expect(await open(directory)).toMatchObject({ ok: false, refusal: { code: 'in_use' } })
  expect(await open(path.join(folder, 'nowhere'))).toMatchObject({ ok: false, refusal: { code: 'failed' } })
  await choose(page, { kind: 'none' })
  await expect.poll(() => existsSync(path.join(directory, 'pearl.db-wal'))).toBe(false)
  const before = await readFile(path.join(directory, 'pearl.db'))

  const { place, recents } = await choose(page, { kind: 'read-only', path: directory })
  expect(place).toMatchObject({ kind: 'workspace', name: 'kept', read_only: true })
  expect(recents).toMatchObject([{ place: { directory } }])
  expect((await call(page, '/studies/')).body).toMatchObject([{ study_label: 'Kept' }])
  expect((await addStudy(page, 'Refused')).status).toBe(403)
  expect(await readFile(path.join(directory, 'pearl.db'))).toEqual(before)

  const copy = path.join(folder, 'march.pearl')
  await cp(path.join(directory, 'pearl.db'), copy)
  expect(await choose(page, { kind: 'read-only', path: copy })).toMatchObject({ place: { name: 'march.pearl' } })

  const letter = path.join(folder, 'letter.pearl')
  await writeFile(letter, 'a letter, not a database\n'.repeat(200))
  const refused = await open(letter)
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'failed' } })
  expect(refused.ok || refused.refusal.detail).toContain(letter)

  const locked = path.join(folder, 'march.sealed')
  await writeFile(locked, 'PEARLSB1 and what nobody reads without the passphrase')
  expect(await open(locked)).toMatchObject({
    refusal: { code: 'failed', detail: expect.stringMatching(/locked with a passphrase.*go to Backups/) },
  })
})

test('what a killed program left in the write-ahead log is in the copy for reading; so is what another program holds', async ({
  launch,
  folder,
}) => {
  const directory = path.join(folder, 'cut off')
  const files = ['pearl.db', 'pearl.db-wal'].map((name) => path.join(directory, name))
  const contents = () => Promise.all(files.map((file) => readFile(file)))
  const [other, { page }] = await Promise.all([
    launch(['--data', directory], { profile: 'profile of the other' }),
    launch(),
  ])
  expect((await addStudy(other.page, 'In the log')).status).toBe(201)
  await choose(page, { kind: 'read-only', path: directory })
  expect((await call(page, '/studies/')).body).toMatchObject([{ study_label: 'In the log' }])
  await choose(page, { kind: 'none' })

  expect((await addStudy(other.page, 'At the last moment')).status).toBe(201)
  const over = once(other.app.process(), 'exit')
  other.app.process().kill('SIGKILL')
  await over
  const before = await contents()
  expect(before[0]!.includes('At the last moment')).toBe(false)

  const { place } = await choose(page, { kind: 'read-only', path: directory })
  expect(place).toMatchObject({ name: 'cut off', read_only: true })
  const studies = (await call(page, '/studies/')).body as { study_label: string }[]
  expect(studies.map(({ study_label }) => study_label).toSorted()).toEqual(['At the last moment', 'In the log'])
  expect(await contents()).toEqual(before)
})

test('a second start brings the first to the front, and opens what it names', async ({ launch, runToEnd, folder }) => {
  const { app, page } = await launch()
  const second = await runToEnd([])
  expect(second.code, second.output).toBe(0)
  expect(await windowsOf(app)).toBe(1)

  const appears = app.waitForEvent('window')
  expect((await runToEnd(['--data', path.join(folder, 'other')])).code).toBe(0)
  const other = await appears
  await expect.poll(() => kindOf(other)).toBe('workspace')
  expect((await startOf(other)).place).toMatchObject({ directory: path.join(folder, 'other') })
  expect(await kindOf(page)).toBeNull()

  expect((await runToEnd(['--data', path.join(folder, 'other')])).code).toBe(0)
  expect(await windowsOf(app)).toBe(2)
})

test('an address opens a screen, or the form with its code, and joins nobody', async ({ launch, runToEnd }) => {
  const { app, page } = await launch(['--demo'])
  await connectionOf(page)
  await page.getByRole('tree').waitFor()
  await runToEnd(['pearl://effort/4'])
  await expect.poll(() => page.url()).toContain('#/effort/4')
  await page.evaluate(() => {
    const heard: unknown[] = []
    window.pearl!.onEvent((event) => heard.push(event))
    Object.assign(globalThis, { heard })
  })
  await runToEnd(['pearl://join?code=ABCDE-FGHJK'])
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard)
  await expect.poll(heard).toEqual([{ type: 'join', code: 'ABCDE-FGHJK' }])
  expect(await kindOf(page)).toBe('workspace')
  expect(await windowsOf(app)).toBe(1)
})

test('a file of settings that cannot be read is set aside, with a word', async ({ launch, folder }) => {
  const profile = path.join(folder, 'profile')
  await mkdir(profile)
  await writeFile(path.join(profile, 'settings.json'), '{"settings": {"person_name": ')
  const { app, page } = await launch([], { withThread: true })
  expect(await startOf(page)).toMatchObject({ place: null, recents: [] })
  const aside = (await readdir(profile)).find((name) => name.startsWith('settings.unreadable-'))
  expect(await readFile(path.join(profile, aside!), 'utf8')).toBe('{"settings": {"person_name": ')
  const told = () => app.evaluate(() => (globalThis as unknown as { messageBoxes: { message: string }[] }).messageBoxes)
  await expect.poll(told).toMatchObject([{ type: 'warning', message: expect.stringContaining(aside!) }])

  await page.evaluate(() => window.pearl!.changeSettings({ person_name: 'Ben', notifications: { mentioned: false } }))
  expect(JSON.parse(await readFile(path.join(profile, 'settings.json'), 'utf8'))).toMatchObject({
    settings: { person_name: 'Ben', notifications: { mentioned: false, assigned: true } },
  })
})

test('a window is where it was, with its zoom, and never out of sight', async ({ launch, folder }) => {
  const first = await launch(['--data', path.join(folder, 'a')])
  const bounds = { x: 40, y: 30, width: 900, height: 600 }
  await first.app.evaluate(({ BrowserWindow }, bounds) => {
    const window = BrowserWindow.getAllWindows()[0]!
    window.setBounds(bounds)
    window.webContents.setZoomLevel(1)
  }, bounds)
  const boundsOf = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
  await expect.poll(() => boundsOf(first.app)).toEqual(bounds)
  await first.quit()

  const file = path.join(folder, 'profile', 'settings.json')
  const kept = JSON.parse(await readFile(file, 'utf8')) as { windows: Record<string, { x: number; zoom: number }> }
  const [id] = Object.keys(kept.windows)
  expect(kept.windows[id!]).toMatchObject({ ...bounds, maximized: false, zoom: 1 })

  const second = await launch(['--data', path.join(folder, 'a')])
  expect(await boundsOf(second.app)).toEqual(bounds)
  await expect
    .poll(() =>
      second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomLevel()),
    )
    .toBe(1)
  await second.quit()

  kept.windows[id!]!.x = 40_000
  await writeFile(file, JSON.stringify(kept))
  const third = await launch(['--data', path.join(folder, 'a')])
  expect((await boundsOf(third.app)).x).toBeLessThan(2_000)
})

test('every window hears that the machine woke up', async ({ launch }) => {
  const { app, page } = await launch()
  await startOf(page)
  await page.evaluate(() => {
    const heard = new Promise((resolve) => window.pearl!.onEvent(resolve))
    Object.assign(globalThis, { heard })
  })
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  expect(await page.evaluate(() => (globalThis as unknown as { heard: Promise<unknown> }).heard)).toEqual({
    type: 'wake',
  })
})

test('a page whose process ended is loaded again', async ({ launch, folder }) => {
  const { app } = await launch(['--data', path.join(folder, 'a')])
  const crashed = await app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const loaded = new Promise((resolve) => webContents.once('did-finish-load', () => resolve(null)))
    webContents.forcefullyCrashRenderer()
    await loaded
    return webContents.isCrashed()
  })
  expect(crashed).toBe(false)
})
