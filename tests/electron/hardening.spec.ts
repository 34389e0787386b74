// What a page in the window can not do, tried in the window itself: the shell must hold even if script of somebody else
// runs there.
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { contentSecurityPolicy } from '../../shared/page-policy.ts'
import { test } from './desktop.ts'

test('the window is a sandboxed page without Node', async ({ open }) => {
  const { app, page } = await open()
  const rights = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(rights).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    experimentalFeatures: false,
    allowRunningInsecureContent: false,
  })
  expect(await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false)
  const globals = ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', '__dirname']
  expect(await page.evaluate((names) => names.filter((name) => name in globalThis), globals)).toEqual([])
})

test('the page gets what the contract names from the shell, as functions, and cannot change it', async ({ open }) => {
  const { page } = await open()
  expect(
    await page.evaluate(() => ({
      names: Object.getOwnPropertyNames(window.pearl).sort(),
      kinds: [...new Set(Object.values(window.pearl!).map((value) => typeof value))],
      isFrozen: Object.isFrozen(window.pearl),
    })),
  ).toEqual({
    names: [
      'badge',
      'changeSettings',
      'chooseFolder',
      'command',
      'connection',
      'discover',
      'forget',
      'notify',
      'onEvent',
      'open',
      'settings',
      'start',
    ],
    kinds: ['function'],
    isFrozen: true,
  })
})

test('arguments that the contract does not know are refused, and an event of the shell carries no way back', async ({
  open,
}) => {
  const { app, page } = await open()
  const asked = await page.evaluate(async () => {
    const pearl = window.pearl as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
    const calls: [string, ...unknown[]][] = [
      ['open', { kind: 'elsewhere' }],
      ['open', { kind: 'workspace', directory: 7 }],
      ['open'],
      ['forget', { id: 1 }],
      ['chooseFolder', 'anything'],
      ['changeSettings', { when_host_closes: 'never' }],
      ['notify', { kind: 'assigned', title: 'x'.repeat(201), body: '' }],
      ['badge', -1],
      ['command', 'rm'],
    ]
    const outcome = (promise: Promise<unknown>) =>
      promise.then(
        () => 'answered',
        () => 'refused',
      )
    return Promise.all(calls.map(([name, ...args]) => outcome(pearl[name]!(...args))))
  })
  expect(new Set(asked)).toEqual(new Set(['refused']))

  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.pearl!.onEvent((...args: unknown[]) => resolve(args))
      }),
  )
  await expect
    .poll(async () => {
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.send('pearl:event', { type: 'wake' }),
      )
      return Promise.race([heard, Promise.resolve(null)])
    })
    .toEqual([{ type: 'wake' }])
})

test('another page with the same preload script gets nothing', async ({ open }) => {
  const { app, connection } = await open()
  const answer = await app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/electron/preload.cjs`
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload } })
    await foreign.loadURL('data:text/html,<title>elsewhere</title>')
    const asked = (await foreign.webContents.executeJavaScript(
      'window.pearl.connection().then((answer) => JSON.stringify(answer), (error) => "refused: " + error.message)',
    )) as string
    foreign.destroy()
    return asked
  })
  expect(answer).toContain('refused: ')
  expect(answer).not.toContain(connection.token)
})

test('the page stays where it is and opens no other', async ({ open }) => {
  const { app, page } = await open()
  await app.evaluate(({ BrowserWindow, dialog }) => {
    // Cancel; what is asked is tested in links.spec.ts.
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
    const seen: { url: string; prevented: boolean }[] = []
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    webContents.on('will-frame-navigate', ({ url, defaultPrevented }) =>
      seen.push({ url, prevented: defaultPrevented }),
    )
    Object.assign(globalThis, { seen })
  })
  const attempts = [
    'https://example.com/',
    'http://127.0.0.1:9/',
    'https://pearl.app.evil.example/',
    'https://pearl:app@example.com/',
    'https://xn--pearl-9za.example/',
    'pearl://other/',
    'pearl://app.evil/',
    'data:text/html,<script>1</script>',
    'mailto:somebody@example.com',
    'file:///etc/passwd',
    '\\\\host\\share',
    'javascript:location.reload()',
    'chrome://version',
    'https://last.example/',
  ]
  await page.evaluate(() => Object.assign(globalThis, { mark: 'still here' }))
  for (const address of attempts) {
    await page.evaluate((address) => (location.href = address), address)
    expect(await page.evaluate((address) => window.open(address), address)).toBeNull()
  }
  const seen = () => app.evaluate(() => (globalThis as unknown as { seen: { url: string; prevented: boolean }[] }).seen)
  // Navigations are decided in their order, so when the last has been, all have.
  await expect.poll(async () => (await seen()).map(({ url }) => url)).toContain(attempts.at(-1))
  expect((await seen()).filter(({ prevented }) => !prevented)).toEqual([])
  expect(await page.evaluate(() => (globalThis as unknown as { mark: string }).mark)).toBe('still here')
  expect(page.url()).toMatch(/^pearl:\/\/app\//)
  expect(await countWindows(app)).toBe(1)
})

test('no permission is given but those of the list', async ({ open }) => {
  const { page } = await open()
  await page.bringToFront()
  expect(
    await page.evaluate(async () => {
      const failure = (promise: Promise<unknown>) =>
        promise.then(
          () => 'allowed',
          (error: unknown) => (error as Error).name,
        )
      const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state
      return {
        notifications: await Notification.requestPermission(),
        microphone: await failure(navigator.mediaDevices.getUserMedia({ audio: true })),
        camera: await failure(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await failure(navigator.mediaDevices.getDisplayMedia()),
        place: await new Promise((done) =>
          navigator.geolocation.getCurrentPosition(
            () => done('allowed'),
            ({ code }) => done(code),
          ),
        ),
        midi: await failure(navigator.requestMIDIAccess()),
        clipboardRead: await failure(navigator.clipboard.readText()),
        midiState: await state('midi'),
        placeState: await state('geolocation'),
      }
    }),
  ).toEqual({
    notifications: 'denied',
    microphone: expect.stringMatching(/^NotAllowedError$|^NotFoundError$/),
    camera: expect.stringMatching(/^NotAllowedError$|^NotFoundError$/),
    screen: expect.stringMatching(/^NotSupportedError$|^NotAllowedError$|^InvalidStateError$/),
    place: 1,
    midi: expect.stringMatching(/^SecurityError$|^NotAllowedError$/),
    clipboardRead: 'NotAllowedError',
    midiState: 'denied',
    placeState: 'denied',
  })
})

test('the bundle is served with its policy, and nothing beside it is', async ({ open }) => {
  const { app, page } = await open()
  const headersOf = (address: string) =>
    page.evaluate(async (address) => Object.fromEntries((await fetch(address)).headers), address)
  expect(await headersOf(page.url())).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(['http://127.0.0.1:*', 'ws://127.0.0.1:*']),
    'x-content-type-options': 'nosniff',
  })
  expect(await headersOf('pearl://app/')).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    // Without a window there is no place, and nobody to call.
    'content-security-policy': contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
  })
  const elsewhere = [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '/....//package.json',
    '/assets/../../package.json',
    '/assets%2f..%2f..%2fpackage.json',
    '/assets/',
    '/assets',
    '//etc/passwd',
    '/etc/passwd',
    '/%2fetc%2fpasswd',
    '/file:///etc/passwd',
    '/index.html%00.js',
    '/INDEX.HTML',
    '/index.html/',
    '/index.html.',
    '/../electron/main.js',
    '/../server/thread.js',
    '/constructor',
    '/__proto__',
  ]
  const statuses = await page.evaluate(
    (paths) => Promise.all(paths.map(async (path) => [path, (await fetch(`pearl://app${path}`)).status])),
    elsewhere,
  )
  expect(statuses).toEqual(elsewhere.map((path) => [path, 404]))
  const otherHosts = await app.evaluate(
    async ({ net }) =>
      await Promise.all(
        ['pearl://other/', 'pearl://other/index.html'].map(async (url) => (await net.fetch(url)).status),
      ),
  )
  expect(otherHosts).toEqual([404, 404])
})

test('script that is not in the bundle does not run', async ({ open }) => {
  const { page } = await open()
  await noteViolations(page)
  await page.reload()
  const call = await page.evaluate(async () => {
    const inline = document.createElement('script')
    inline.textContent = 'globalThis.mark = "inline"'
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    const image = document.createElement('img')
    image.src = 'https://example.com/pixel.png'
    document.body.append(inline, frame, image)
    return fetch('https://example.com/').then(
      () => 'allowed',
      () => 'refused',
    )
  })
  expect(call).toBe('refused')
  await expect
    .poll(() => violations(page))
    .toEqual(expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'script-src-elem'].map(startingWith)))
  expect(await page.evaluate(() => 'mark' in globalThis)).toBe(false)
})

test('the application itself stays within its policy', async ({ open }) => {
  const { page } = await open(['--demo'])
  await noteViolations(page)
  await page.reload()
  await page.getByRole('tree').waitFor()
  expect(await violations(page)).toEqual([])
})

test('the secret of the launch is in no command line, environment, log or file', async ({ open, folder }) => {
  test.skip(process.platform !== 'linux', 'reads /proc, which is Linux')
  const { app, connection, quit } = await open(['--demo'])
  expect(connection.token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  const pids = descendants(app.process().pid!)
  expect(pids.length).toBeGreaterThan(2)
  for (const pid of pids) {
    for (const name of ['cmdline', 'environ']) {
      expect(readFileSync(`/proc/${pid}/${name}`, 'latin1')).not.toContain(connection.token)
    }
  }
  await quit()
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect((await readFile(path.join(file.parentPath, file.name))).includes(connection.token), file.name).toBe(false)
  }
})

/** From the next load on, the page keeps what its policy refused. */
const noteViolations = (page: Page) =>
  page.addInitScript(() => {
    const violations: string[] = []
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      violations.push(`${effectiveDirective} ${blockedURI}`),
    )
    Object.assign(globalThis, { violations })
  })

const violations = (page: Page) => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)

const startingWith = (directive: string) => expect.stringContaining(`${directive} `) as unknown

const countWindows = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

/** The process and everything it started. */
function descendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(descendants)]
}
