// Nothing leaves the machine: Chromium's own record of its network activity during a run names no other address, and a
// request to anywhere else is cancelled before a name is looked up.
import { expect } from '@playwright/test'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { executable, root, test } from './desktop.ts'
import { namespacesMissing, runInNamespace } from './namespace.ts'

/** The part of a NetLog that is read here. */
const netLog = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
  events: z.array(z.object({ type: z.number(), params: z.record(z.string(), z.unknown()).optional() })),
})

test('a run of the program calls nobody but its own host', async ({ open, folder }) => {
  const file = path.join(folder, 'net-log.json')
  const { page, connection, quit } = await open(['--demo'], { switches: [`--log-net-log=${file}`] })
  await page.getByRole('treeitem').first().waitFor()
  await page.locator('a[href^="#/effort/"]').first().click()
  await page.getByRole('grid').waitFor()
  await quit()

  const { constants, events } = netLog.parse(JSON.parse(await readFile(file, 'utf8')))
  const of = (type: string) => {
    const code = constants.logEventTypes[type]
    expect(code, `${type} is an event of this Chromium`).toBeDefined()
    return events.filter((event) => event.type === code)
  }
  const values = (type: string, name: string) =>
    new Set(of(type).flatMap(({ params }) => (typeof params?.[name] === 'string' ? [params[name]] : [])))
  const { host } = new URL(connection.base_url)
  // Addresses are what logs and histories keep.
  const addresses = [...values('URL_REQUEST_START_JOB', 'url')]
  expect(addresses.filter((url) => url.includes(connection.token))).toEqual([])
  expect(new Set(addresses.map((url) => new URL(url).host))).toEqual(new Set([host]))
  expect(values('TCP_CONNECT_ATTEMPT', 'address')).toEqual(new Set([host]))
  expect(of('HOST_RESOLVER_DNS_TASK')).toEqual([])
  expect(of('HOST_RESOLVER_SYSTEM_TASK')).toEqual([])
  expect(of('UDP_BYTES_SENT')).toEqual([])
})

test('a request of a window to any other address is cancelled in the shell', async ({ open }) => {
  const { app, page, connection } = await open()
  const host = new URL(connection.base_url)
  const others = [
    'https://example.com/',
    'http://example.com/',
    `http://localhost:${host.port}/health`,
    `http://127.0.0.1:${Number(host.port) - 1}/`,
    `http://127.0.0.2:${host.port}/`,
    `https://127.0.0.1:${host.port}/`,
  ]
  // The page's own policy would stop these before the shell is asked.
  const debug = await app.context().newCDPSession(page)
  await debug.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  const failed = new Map<string, string | undefined>()
  page.on('requestfailed', (request) => failed.set(request.url(), request.failure()?.errorText))
  const answers = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            ({ status }) => status,
            () => 'failed',
          ),
        ),
      ),
    [...others, `${connection.base_url}/health`],
  )
  expect(answers).toEqual([...others.map(() => 'failed'), 200])
  await expect
    .poll(() => others.map((address) => failed.get(address)))
    .toEqual(others.map(() => 'net::ERR_BLOCKED_BY_CLIENT'))
})

test('what no window asks for is cancelled, whatever its address', async ({ open }) => {
  const { app, connection } = await open()
  const answers = await app.evaluate(
    ({ session }, addresses) =>
      Promise.all(
        addresses.map((address) =>
          session.defaultSession.fetch(address).then(
            ({ status }) => String(status),
            (error: Error) => error.message,
          ),
        ),
      ),
    ['https://example.com/', `${connection.base_url}/health`],
  )
  expect(answers).toEqual(['net::ERR_BLOCKED_BY_CLIENT', 'net::ERR_BLOCKED_BY_CLIENT'])
})

test.describe('in a network namespace of its own', () => {
  const missing = namespacesMissing()
  test.skip(missing !== null, missing ?? '')

  test('the program works where there is no network at all', async ({ folder }) => {
    const { code, output } = await runInNamespace('none', await walk(folder))
    expect(output).toContain('walked through')
    expect(code, output).toBe(0)
  })

  test('where there is one, not a packet is sent', async ({ folder }) => {
    const { code, output, sent } = await runInNamespace('up', await walk(folder))
    expect(output).toContain('walked through')
    expect(code, output).toBe(0)
    expect(sent).toBe(0)
  })

  test('a packet would have been seen', async () => {
    const send = `const socket = require('node:dgram').createSocket('udp4')
      socket.send('x', 53, '192.0.2.1', () => socket.close())`
    const { code, output, sent } = await runInNamespace('up', [process.execPath, '-e', send])
    expect(code, output).toBe(0)
    expect(sent).toBeGreaterThan(0)
  })
})

/** The command of a run that nobody has to watch: it opens an effort, writes words that are checked, and quits. */
async function walk(folder: string): Promise<string[]> {
  const application = path.join(folder, 'walk')
  await mkdir(application, { recursive: true })
  await writeFile(path.join(application, 'package.json'), JSON.stringify({ name: 'pearl', main: 'main.mjs' }))
  const bundle = JSON.stringify(pathToFileURL(path.join(root, 'out/electron/main.js')).href)
  await writeFile(
    path.join(application, 'main.mjs'),
    `import { app, ipcMain } from 'electron'
    app.once('browser-window-created', (_event, window) => window.webContents.once('did-finish-load', () => void go(window.webContents)))
    async function go(contents) {
      const page = (script) => contents.executeJavaScript(script, true)
      await page(${JSON.stringify(inPage)})
      for (const keyCode of 'tratment of it ') contents.sendInputEvent({ type: 'char', keyCode })
      await page("until(() => document.activeElement.value === 'tratment of it ')")
      console.log('walked through')
      app.quit()
    }
    await import(${bundle})`,
  )
  return [
    executable,
    '--no-sandbox',
    '--disable-gpu',
    `--user-data-dir=${path.join(folder, 'profile')}`,
    application,
    '--data',
    path.join(folder, 'workspace'),
    '--demo',
  ]
}

const inPage = `
  window.until = (isTrue) => new Promise((resolve) => {
    const look = () => (isTrue() ? resolve() : requestAnimationFrame(look))
    look()
  })
  until(() => document.querySelector('[role=treeitem]'))
    .then(() => document.querySelector('a[href^="#/effort/"]').click())
    .then(() => until(() => document.querySelector('[role=gridcell]')))
    .then(() => {
      const field = document.createElement('textarea')
      document.body.append(field)
      field.focus()
    })`
