// The native menu and the menu of the right mouse button on the real program: each item is there with its keys, and does
// what it says.
import { existsSync } from 'node:fs'
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { test } from './desktop.ts'

const isMac = process.platform === 'darwin'

test('the menu has its items, with the keys of the platform', async ({ open }) => {
  const { app } = await open()
  const items = await app.evaluate(({ Menu }) => {
    const list: Record<string, { accelerator: string | undefined; enabled: boolean }> = {}
    const walk = (menu: Electron.Menu | null | undefined) => {
      for (const item of menu?.items ?? []) {
        if (item.id) list[item.id] = { accelerator: item.accelerator as string | undefined, enabled: item.enabled }
        walk(item.submenu)
      }
    }
    walk(Menu.getApplicationMenu())
    return list
  })
  expect(items).toMatchObject({
    'new-window': { accelerator: 'CmdOrCtrl+N', enabled: true },
    'open-workspace': { accelerator: 'CmdOrCtrl+O', enabled: true },
    'open-copy': { accelerator: 'CmdOrCtrl+Shift+O', enabled: true },
    join: { enabled: true },
    host: { enabled: true },
    'save-copy': { accelerator: 'CmdOrCtrl+Shift+S', enabled: true },
    settings: { accelerator: 'CmdOrCtrl+,', enabled: true },
    find: { accelerator: 'CmdOrCtrl+F', enabled: false },
    'go-tracker': { accelerator: 'CmdOrCtrl+1', enabled: true },
    'go-studies': { enabled: true },
    'show-log': { enabled: true },
    'copy-diagnostics': { enabled: true },
    licences: { enabled: true },
    about: { enabled: true },
  })
  const roles = await app.evaluate(({ Menu }) => {
    const found: string[] = []
    const walk = (menu: Electron.Menu | null | undefined) => {
      for (const item of menu?.items ?? []) {
        if (item.role) found.push(item.role.toLowerCase())
        walk(item.submenu)
      }
    }
    walk(Menu.getApplicationMenu())
    return found
  })
  const expected = ['cut', 'copy', 'paste', 'selectall', 'reload', 'resetzoom', 'zoomin', 'zoomout', 'togglefullscreen']
  expect(roles).toEqual(expect.arrayContaining([...expected, 'toggledevtools', 'close', 'quit', 'minimize']))
})

test('items that lead to a screen show it', async ({ open }) => {
  const { app, page } = await open(['--demo'])
  await page.getByRole('treeitem').first().waitFor()
  await press(app, 'go-studies')
  await expect(page).toHaveURL(/#\/studies$/)
  await press(app, 'go-packages')
  await expect(page).toHaveURL(/#\/packages\b/)
  await press(app, 'go-texts')
  await expect(page).toHaveURL(/#\/texts\b/)
  await press(app, 'settings')
  await expect(page).toHaveURL(/#\/settings\b/)
  await press(app, 'host')
  await expect(page).toHaveURL(/#\/hosting\b/)
  await press(app, 'go-tracker')
  await expect(page).toHaveURL(/#\/$/)
})

test('find leads to the filter of a tracker, wherever the focus was, and only there', async ({ open }) => {
  const { app, page } = await open(['--demo'])
  await openTracker(page)
  await expect.poll(() => isEnabled(app, 'find')).toBe(true)
  await page.getByRole('gridcell').first().click()
  await press(app, 'find')
  const field = page.getByRole('searchbox', { name: 'Filter' })
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('gridcell').first().click()
  await expect(field).not.toBeFocused()
  await page.keyboard.press(isMac ? 'Meta+f' : 'Control+f')
  await expect(field).toBeFocused()
  await press(app, 'go-studies')
  await expect.poll(() => isEnabled(app, 'find')).toBe(false)
})

test('undo and redo in a text field', async ({ open }) => {
  test.skip(isMac, 'there they are the roles of the system, which need a focused window')
  const { app, page } = await open(['--demo'])
  await openTracker(page)
  const field = page.getByRole('searchbox').first()
  await field.click()
  await page.keyboard.type('abc')
  await expect(field).toHaveValue('abc')
  await press(app, 'undo')
  await expect(field).not.toHaveValue('abc')
  await press(app, 'redo')
  await expect(field).toHaveValue('abc')
})

test('a new window, about, licences, log and folder', async ({ open, folder }) => {
  const { app } = await open()
  await app.evaluate(({ app, shell }) => {
    const done: string[] = []
    app.showAboutPanel = () => void done.push('about')
    shell.showItemInFolder = (path) => void done.push(`show ${path}`)
    shell.openPath = (path) => {
      done.push(`open ${path}`)
      return Promise.resolve('')
    }
    Object.assign(globalThis, { done })
  })
  const done = () => app.evaluate(() => (globalThis as unknown as { done: string[] }).done)
  const log = `${folder}/workspace/logs/pearl.log`
  await expect.poll(() => existsSync(log)).toBe(true)
  await press(app, 'about')
  await press(app, 'show-folder')
  await press(app, 'show-log')
  await press(app, 'licences')
  await expect.poll(done).toHaveLength(4)
  const [about, shownFolder, shownLog, licences] = await done()
  expect(about).toBe('about')
  expect(shownFolder).toBe(`show ${folder}/workspace`)
  expect(shownLog).toBe(`show ${log}`)
  expect(licences).toMatch(/^open .*LICEN[CS]E/)
  const opened = app.waitForEvent('window')
  await press(app, 'new-window')
  await opened
  expect(app.windows()).toHaveLength(2)
})

test('the right mouse button in a field: spelling and editing; our codes are not marked', async ({ open }) => {
  const { app, page } = await open(['--demo'])
  await page.getByRole('tree').waitFor()
  await app.evaluate(({ Menu }) => {
    const popped: Electron.Menu[] = []
    Menu.prototype.popup = function (this: Electron.Menu) {
      popped.push(this)
    }
    Object.assign(globalThis, { popped })
  })
  const labels = () =>
    app.evaluate(() => {
      const { popped } = globalThis as unknown as { popped: Electron.Menu[] }
      return popped
        .at(-1)
        ?.items.map(({ role, label, type }) => (role ?? (type === 'separator' ? '-' : label)).toLowerCase())
    })
  const popped = () => app.evaluate(() => (globalThis as unknown as { popped: Electron.Menu[] }).popped.length)

  const field = await addField(page)
  const menuOn = async (line: number) => {
    const before = await popped()
    await rightClick(app, page, line)
    await expect.poll(popped).toBe(before + 1)
    return (await labels())!
  }
  const editing = ['undo', 'redo', '-', 'cut', 'copy', 'paste', '-', 'selectall']
  await field.click()
  expect(await menuOn(0)).toEqual([...editing, '-', 'inspect element'])

  test.skip(process.platform !== 'linux', 'elsewhere the system checks, in its own languages')
  const known = ['randomised', 'randomized', 'estimand', 't_14_1_1', 't_demogx_safx', 'ADSLX', 'crfx2', 'ä1']
  await page.keyboard.type(`${known.join('\n')}\ntratment\nqqzzqx\n`)
  // The dictionary is read at the first word. Words are answered in their order, so with the last one all have been.
  await expect.poll(async () => (await menuOn(known.length + 1))[0], { timeout: 20_000 }).toBe('no suggestions')
  expect((await menuOn(known.length)).slice(0, 2)).toEqual(['treatment', '-'])
  for (const line of known.keys()) expect((await menuOn(line))[0], known[line]).toBe('undo')

  await menuOn(known.length)
  await app.evaluate(() => {
    const { popped } = globalThis as unknown as { popped: Electron.Menu[] }
    popped.at(-1)!.items[0]!.click()
  })
  await expect(field).toHaveValue(/^treatment$/m)

  await page.evaluate(() => window.pearl!.changeSettings({ spell_check: false }))
  await field.fill('')
  const asked = await countSpelling(app)
  await page.keyboard.type('tratmint\n')
  await expect.poll(asked).toBeGreaterThan(0)
  expect((await menuOn(0))[0]).toBe('undo')
})

/** Counts what the page's script asks about words, from now on. */
async function countSpelling(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(({ ipcMain }) => {
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, (...args: unknown[]) => Promise<unknown>>
    }
    const asked = { answered: 0 }
    const handler = handlers.get('pearl:spelling')!
    handlers.set('pearl:spelling', async (...args) => {
      const answer = await handler(...args)
      asked.answered += 1
      return answer
    })
    Object.assign(globalThis, { asked })
  })
  return () => app.evaluate(() => (globalThis as unknown as { asked: { answered: number } }).asked.answered)
}

async function press(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, id) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(id)
    if (!item?.enabled) throw new Error(`The menu item ${id} is ${item ? 'disabled' : 'not there'}.`)
    item.click()
  }, id)
}

const isEnabled = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled, id)

async function openTracker(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Expand all' }).click()
  await page.getByRole('treeitem', { name: 'Topline results' }).click()
  await page.getByRole('grid', { name: 'Tracker of Topline results' }).waitFor()
}

/** A field of the page's own in which spelling is checked; those for codes and searches are not. */
async function addField(page: Page): Promise<Locator> {
  await page.evaluate(() => {
    const field = document.createElement('textarea')
    field.ariaLabel = 'Written here'
    field.style.cssText =
      'position: fixed; inset: 100px auto auto 100px; z-index: 9; height: 400px; padding: 0; line-height: 24px'
    document.body.append(field)
  })
  return page.getByRole('textbox', { name: 'Written here' })
}

/** On the first word of a line of the field that has the focus, as from the system: Playwright's own click shows no menu. */
async function rightClick(app: ElectronApplication, page: Page, line: number): Promise<void> {
  const { x, y } = await page.evaluate((line) => {
    const { left, top } = document.activeElement!.getBoundingClientRect()
    return { x: Math.round(left + 12), y: Math.round(top + 12 + 24 * line) }
  }, line)
  await app.evaluate(
    ({ BrowserWindow }, { x, y }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      webContents.sendInputEvent({ type: 'mouseDown', button: 'right', x, y, clickCount: 1 })
      webContents.sendInputEvent({ type: 'mouseUp', button: 'right', x, y, clickCount: 1 })
    },
    { x, y },
  )
}
