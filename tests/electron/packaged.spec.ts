// The program as users get it: packed into an archive, its fuses set, started from its folder. The folder differs in one fuse,
// without which nothing could look inside (EnableNodeCliInspectArguments).
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { test as base, expect, _electron, type ElectronApplication, type Page } from '@playwright/test'
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.join(import.meta.dirname, '..', '..')
const output = path.join(root, 'out', 'packaged')
const isRoot = process.getuid?.() === 0

interface Packed {
  /** Of the program's executable. */
  executable: string
  /** Holds app.asar. */
  resources: string
}

interface Fixtures {
  /** A temporary folder, gone after the test. */
  folder: string
  /** Opens the program on the workspace in `folder` and waits for its window; ends it after the test. */
  open(flags?: string[]): Promise<{ app: ElectronApplication; page: Page }>
}

const test = base.extend<Fixtures, { packed: Packed }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'pearl-packaged-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  open: async ({ packed, folder }, use) => {
    const opened: ElectronApplication[] = []
    await use(async (flags = []) => {
      const app = await _electron.launch({ executablePath: packed.executable, args: [...switches(folder), ...flags] })
      opened.push(app)
      return { app, page: await app.firstWindow() }
    })
    for (const app of opened) await app.close()
  },
  packed: [
    async ({}, use) => {
      // Packs only what changed since the last time.
      await promisify(execFile)(process.execPath, [path.join(root, 'scripts', 'dist.mjs'), '--for-tests'])
      await use(await placesIn(output))
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

test('its window opens on the demo study, and an edit is there again after a restart', async ({ open }) => {
  const first = await open(['--demo', '--open'])
  expect(await first.app.evaluate(({ app }) => app.isPackaged)).toBe(true)
  await showEffort(first.page)
  const status = cell(first.page)
  await expect(status).toHaveText('Completed')
  await status.click()
  await first.page.keyboard.press('Enter')
  await first.page.keyboard.type('In progress')
  await first.page.keyboard.press('Enter')
  await expect(status).toHaveText('In progress')
  await first.app.close()

  const second = await open()
  await showEffort(second.page)
  await expect(cell(second.page)).toHaveText('In progress')
})

test('with a folder for its things beside it, it leaves none with the person', async ({ packed, folder }) => {
  const carried = path.join(folder, 'stick')
  await linkTree(path.dirname(packed.executable), carried)
  const data = path.join(carried, 'PEARL data')
  const home = path.join(folder, 'home')
  await Promise.all([mkdir(data), mkdir(home)])
  const app = await _electron.launch({
    executablePath: path.join(carried, path.basename(packed.executable)),
    args: isRoot ? ['--no-sandbox', '--disable-gpu'] : [],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config') },
  })
  const page = await app.firstWindow()
  await page.getByRole('button', { name: /^Work alone/ }).click()
  await page.getByLabel('Your name').fill('Ann Lee')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'A workspace without studies' }).waitFor()
  expect(await app.evaluate(({ app }) => app.getPath('crashDumps'))).toBe(path.join(data, 'Crashpad'))
  await app.close()
  expect(await readdir(path.join(data, 'workspace'))).toContain('pearl.db')
  expect((await readdir(home, { recursive: true })).filter((name) => /pearl/i.test(name))).toEqual([])
})

test('developer tools do not open', async ({ open }) => {
  const { app } = await open()
  const opened = await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    webContents.openDevTools()
    return webContents.isDevToolsOpened()
  })
  expect(opened).toBe(false)
})

test('it refuses to start when one byte of a native addon is not as packed', async ({ packed, folder }) => {
  const copy = path.join(folder, 'copy')
  await linkTree(path.dirname(packed.executable), copy)
  const addon = await onlyAddonIn(copy)
  const bytes = await readFile(addon)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = bytes[middle]! ^ 1
  // The copy shares its files with the folder: this one gets bytes of its own.
  await rm(addon)
  await writeFile(addon, bytes)
  const said = await outputUntil(path.join(copy, path.basename(packed.executable)), folder, 'install PEARL again')
  expect(said).toContain(`${addon} is not the file that was installed. PEARL does not run with it`)
  expect(said).not.toContain('PEARL is ready')
})

test('it is not Node, and takes no options of Node', async ({ packed }) => {
  const wire = await getCurrentFuseWire(packed.executable)
  const state = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
  expect({
    RunAsNode: state(FuseV1Options.RunAsNode),
    EnableNodeOptionsEnvironmentVariable: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    EnableCookieEncryption: state(FuseV1Options.EnableCookieEncryption),
    EnableEmbeddedAsarIntegrityValidation: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    OnlyLoadAppFromAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
    LoadBrowserProcessSpecificV8Snapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    GrantFileProtocolExtraPrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    RunAsNode: false,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableCookieEncryption: true,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  })
  // The one that is open here is shut in what users get.
  const settings = await readFile(path.join(root, 'electron-builder.yml'), 'utf8')
  expect(settings).toContain('enableNodeCliInspectArguments: false')
})

test('nothing but the program is inside, and one database addon', async ({ packed }) => {
  const files = listPackage(path.join(packed.resources, 'app.asar'), { isPack: false }).map((file) =>
    file.replaceAll('\\', '/'),
  )
  const rooms = ['/out/electron', '/out/server', '/out/renderer', '/out/docs', '/node_modules/better-sqlite3']
  const foreign = files.filter(
    (file) =>
      !['/out', '/node_modules', '/package.json'].includes(file) &&
      !rooms.some((room) => file === room || file.startsWith(`${room}/`)),
  )
  expect(foreign).toEqual([])
  expect(files.filter((file) => /\.(map|ts|vue|test\.js|md)$/.test(file))).toEqual([])
  expect(files.filter((file) => file.endsWith('.node'))).toHaveLength(1)
  await onlyAddonIn(path.dirname(packed.executable))
})

test('licences, the list of parts and checksums come with it', async ({ packed }) => {
  for (const place of [output, packed.resources]) {
    const licences = await readFile(path.join(place, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
    for (const name of ['better-sqlite3', 'fastify', 'vue-router', '@fontsource-variable/inter', 'swagger-ui-dist']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, `, 'm'))
    }
    const parts = JSON.parse(await readFile(path.join(place, 'sbom.cdx.json'), 'utf8'))
    expect(parts).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
    const names = parts.components.map((component: { name: string }) => component.name)
    expect(names).toEqual(expect.arrayContaining(['electron', 'better-sqlite3', 'fastify', 'vue-router']))
    expect(names).not.toContain('vitest')
  }
  const sums = (await readFile(path.join(output, 'SHA256SUMS'), 'utf8')).trim().split('\n')
  const archive = path.relative(output, path.join(packed.resources, 'app.asar')).replaceAll('\\', '/')
  const sum = createHash('sha256')
    .update(await readFile(path.join(packed.resources, 'app.asar')))
    .digest('hex')
  expect(sums).toContain(`${sum}  ${archive}`)
  const files = (await readdir(output, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(sums).toHaveLength(files.length - 1)
})

/** Where the program lies in a folder that was packed on this system. */
async function placesIn(folder: string): Promise<Packed> {
  const names = await readdir(folder)
  const place = path.join(
    folder,
    names.find((name) => /unpacked$|^mac/.test(name))!,
  )
  if (process.platform === 'darwin') {
    const contents = path.join(place, 'PEARL Desktop.app', 'Contents')
    return { executable: path.join(contents, 'MacOS', 'PEARL Desktop'), resources: path.join(contents, 'Resources') }
  }
  const name = process.platform === 'win32' ? 'PEARL Desktop.exe' : 'pearl-desktop'
  return { executable: path.join(place, name), resources: path.join(place, 'resources') }
}

const switches = (folder: string) => [
  ...(isRoot ? ['--no-sandbox', '--disable-gpu'] : []),
  `--user-data-dir=${path.join(folder, 'profile')}`,
  '--data',
  path.join(folder, 'workspace'),
]

async function showEffort(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Expand all' }).click()
  await page.getByRole('treeitem', { name: 'Topline results' }).click()
  await page.getByRole('grid', { name: 'Tracker of Topline results' }).waitFor()
}

/** The production status of one item. */
const cell = (page: Page) => page.getByRole('row', { name: /^t14\.1\.5 / }).locator('[data-column=production_status]')

/** Everything the program prints until it says `words`; it is ended then, for nobody closes its dialog. */
function outputUntil(executable: string, folder: string, words: string): Promise<string> {
  const child = spawn(executable, switches(folder), { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const read = (text: Buffer) => {
    said += text.toString()
    if (said.includes(words)) child.kill('SIGKILL')
  }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', read)
  return new Promise((resolve) => child.on('close', () => resolve(said)))
}

async function onlyAddonIn(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true })
  const addons = files.filter((file) => file.endsWith('.node'))
  expect(addons).toHaveLength(1)
  return path.join(folder, addons[0]!)
}

/** A copy that shares its files' bytes, because two hundred megabytes need not be written to change one. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) await linkTree(source, target)
    else if (entry.isFile()) await link(source, target).catch(() => cp(source, target))
    else await cp(source, target, { recursive: true, verbatimSymlinks: true })
  }
}
