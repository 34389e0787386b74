// Beginning and end of the desktop program: what it says when it cannot start, and that it leaves the workspace closed.
import { expect } from '@playwright/test'
import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { connectionOf, expectedErrorBox, test } from './desktop.ts'

const TITLE = 'PEARL cannot start'

test('quitting closes the workspace within 2 seconds, and what was written is there again', async ({
  open,
  folder,
}) => {
  const workspace = path.join(folder, 'workspace')
  const first = await open()
  const created = await call(first.connection, 'POST', '/studies/', { study_label: 'Kept' })
  expect(created.status).toBe(201)
  expect(existsSync(path.join(workspace, 'pearl.db-wal'))).toBe(true)
  const took = await first.quit()
  console.log(`    quit in ${took.toFixed(0)} ms`)
  expect(took).toBeLessThan(2000)
  expect((await readdir(workspace)).sort()).toEqual(['logs', 'pearl.db'])

  const second = await open()
  const labels = ((await call(second.connection, 'GET', '/studies/')).body as { study_label: string }[]).map(
    (study) => study.study_label,
  )
  expect(labels).toEqual(['Kept'])
})

test('closing the last window ends the program', async ({ open, folder }) => {
  test.skip(process.platform === 'darwin', 'on macOS a program lives on without windows')
  const { app, page } = await open()
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await page.close()
  expect(await ended).toBe(0)
  expect(await readdir(path.join(folder, 'workspace'))).not.toContain('pearl.db-wal')
})

test('it says when it is ready, and a signal ends it as quitting does', async ({ runToEnd, folder }) => {
  test.skip(process.platform === 'win32', 'Windows has no signals')
  const directory = path.join(folder, 'workspace')
  const { code, output } = await runToEnd(['--data', directory, '--demo'], 'PEARL is ready at http://127.0.0.1:')
  expect(code, output).toBe(0)
  expect((await readdir(directory)).sort()).toEqual(['logs', 'pearl.db'])
})

test('each launch has a secret of its own, and the person of this machine is signed in', async ({ open }) => {
  const first = await open()
  const me = await call(first.connection, 'GET', '/auth/me')
  expect(me).toMatchObject({ status: 200, body: { username: os.userInfo().username, role: 'ADMIN' } })
  expect((await call({ ...first.connection, token: '' }, 'GET', '/auth/me')).status).toBe(401)
  await first.quit()
  const second = await open()
  expect(second.connection.token).not.toBe(first.connection.token)
})

test('a workspace that is open elsewhere is named in a sentence', async ({ open, runToEnd, folder }) => {
  await open()
  const directory = path.join(folder, 'workspace')
  const { code, output } = await runToEnd(['--data', directory], undefined, 'profile of another')
  expect(code).toBe(1)
  const sentence = /The workspace .+ is already open in another PEARL\. .+/.exec(output)?.[0] ?? 'no sentence'
  expect(sentence).toContain(path.join(directory, 'pearl.db'))
  expect(output).toContain(expectedErrorBox(TITLE, sentence))
})

test('a port that is taken is named in a sentence', async ({ runToEnd, folder }) => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { code, output } = await runToEnd(['--data', path.join(folder, 'workspace'), '--port', String(port)])
  other.close()
  expect(code).toBe(1)
  expect(output).toContain(`Port ${port} is already in use`)
})

test('a misspelt flag is refused, not taken for its default', async ({ runToEnd, folder }) => {
  const { code, output } = await runToEnd(['--data', path.join(folder, 'workspace'), '--prot', '8000'])
  expect(code).toBe(1)
  expect(output).toContain("Unknown option '--prot'")
  expect(existsSync(path.join(folder, 'workspace'))).toBe(false)
})

test('a file that is not a workspace is left as it is', async ({ runToEnd, folder }) => {
  const directory = path.join(folder, 'workspace')
  const file = path.join(directory, 'pearl.db')
  await mkdir(directory)
  new Database(file).exec('CREATE TABLE recipes (name)').close()
  const content = await readFile(file)
  const { code, output } = await runToEnd(['--data', directory])
  expect(code).toBe(1)
  expect(output).toContain(`error box: {"title":"${TITLE}"`)
  expect(output).toContain(file)
  expect(await readFile(file)).toEqual(content)
})

test('when the server thread dies the person is told, and it can be started again', async ({ open }) => {
  const { app, page, connection } = await open(['--demo'], { withThread: true })
  await page.getByRole('tree').waitFor()
  await app.evaluate(async ({ dialog }) => {
    const asked: string[] = []
    dialog.showMessageBox = ((options: { detail: string }) => {
      asked.push(options.detail)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as unknown as typeof dialog.showMessageBox
    Object.assign(globalThis, { asked })
    await (globalThis as unknown as { serverThread: { terminate(): Promise<number> } }).serverThread.terminate()
  })
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked))
    .toEqual([expect.stringContaining('The server ended unexpectedly')])
  const again = await connectionOf(page)
  expect(again.base_url).not.toBe(connection.base_url)
  expect((await call(again, 'GET', '/auth/me')).status).toBe(200)
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
})

async function call(connection: { base_url: string; token: string }, method: string, path: string, body?: unknown) {
  const reply = await fetch(`${connection.base_url}/api/v1${path}`, {
    method,
    headers: {
      ...(connection.token !== '' && { authorization: `Bearer ${connection.token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, body: (await reply.json()) as unknown }
}
