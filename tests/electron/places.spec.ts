// Several windows, each before one place: two workspaces side by side, one workspace twice, and what closing a window of a host
// means for those who are connected.
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { connectionOf, startOf, test } from './desktop.ts'

const walOf = (folder: string, name: string) => path.join(folder, name, 'pearl.db-wal')
const ask = (page: Page, address: string) =>
  page.evaluate(
    (address) =>
      fetch(address).then(
        ({ status }) => String(status),
        (error: Error) => error.message,
      ),
    address,
  )
async function newWindow(app: ElectronApplication, page: Page): Promise<Page> {
  const appears = app.waitForEvent('window')
  expect(await page.evaluate(() => window.pearl!.command('new-window'))).toEqual({ ok: true, value: null })
  return appears
}

test('two workspaces in two windows: each calls its own host, and closing one leaves the other', async ({
  open,
  runToEnd,
  folder,
}) => {
  const { app, page, connection } = await open()
  const appears = app.waitForEvent('window')
  await runToEnd(['--data', path.join(folder, 'second')])
  const other = await appears
  const second = await connectionOf(other)
  expect(second.base_url).not.toBe(connection.base_url)
  expect(second.token).not.toBe(connection.token)

  expect(await ask(page, `${connection.base_url}/api/v1/hello`)).toBe('200')
  expect(await ask(other, `${second.base_url}/api/v1/hello`)).toBe('200')
  expect(await ask(page, `${second.base_url}/api/v1/hello`)).toBe('Failed to fetch')
  expect(await ask(other, `${connection.base_url}/api/v1/hello`)).toBe('Failed to fetch')
  const withOther = await fetch(`${connection.base_url}/api/v1/auth/me`, {
    headers: { authorization: `Bearer ${second.token}` },
  })
  expect(withOther.status).toBe(401)

  expect(existsSync(walOf(folder, 'second'))).toBe(true)
  await other.close()
  await expect.poll(() => existsSync(walOf(folder, 'second'))).toBe(false)
  expect(await ask(page, `${connection.base_url}/api/v1/hello`)).toBe('200')
})

test('one workspace in two windows has one host, which stays until the last of them closes', async ({
  open,
  folder,
}) => {
  const { app, page, connection } = await open()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.focus())
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)).toBe(true)
  const other = await newWindow(app, page)
  expect(await connectionOf(other)).toEqual(connection)
  await page.close()
  expect(await ask(other, `${connection.base_url}/api/v1/hello`)).toBe('200')
  expect((await startOf(other)).place).toMatchObject({ directory: path.join(folder, 'workspace') })
})

test('what is taken off the list of recent places is not opened by it, and no file is touched', async ({
  open,
  folder,
}) => {
  const { page } = await open()
  const { recents, place } = await startOf(page)
  expect(recents.map(({ place }) => place.id)).toEqual([place!.id])
  const after = await page.evaluate((id) => window.pearl!.forget(id), place!.id)
  expect(after).toMatchObject({ recents: [], place: { id: place!.id } })
  expect(await page.evaluate((id) => window.pearl!.open({ kind: 'recent', id }), place!.id)).toMatchObject({
    ok: false,
    refusal: { code: 'invalid' },
  })
  expect(existsSync(path.join(folder, 'workspace', 'pearl.db'))).toBe(true)
})
