// The first start as a person meets it: one question, four answers, driven through the real screens by clicks and keys; and
// the whole way from a join code to a cell of somebody else's host.
import { expect } from '@playwright/test'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { call, connectionOf, startOf, test } from './desktop.ts'
import { expectCleanInBothThemes } from './look.ts'

const PASSWORD = 'a long enough password'

test('alone: a name and Enter, and the workspace is there under that name', async ({ launch }) => {
  const { app, page } = await launch()
  await expect(page.getByRole('heading', { name: 'How do you want to work?' })).toBeVisible()
  await expectCleanInBothThemes(app, page, 'first run')
  await page.getByRole('button', { name: /^Work alone/ }).click()
  await page.getByLabel('Your name').fill('Ann Lee')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'A workspace without studies' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account of Ann Lee' })).toBeVisible()
  expect((await startOf(page)).place).toMatchObject({ kind: 'workspace', throw_away: false })
})

test('for a team: a password first, then hosting is started; a port that is taken is named', async ({ launch }) => {
  const { app, page } = await launch()
  await page.getByRole('button', { name: /^Host for my team/ }).click()
  await page.getByRole('button', { name: 'Open and go on to hosting' }).click()
  await expect(page.getByRole('heading', { name: 'Hosting is off' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start hosting' })).toBeDisabled()
  await page.getByLabel('Your new password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Start hosting' })).toBeEnabled()
  await expectCleanInBothThemes(app, page, 'hosting, off')
  const rail = page.getByRole('navigation', { name: 'Screens' })
  const hidden = await rail.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
  expect(hidden, 'every screen is in sight in a low window').toBeLessThanOrEqual(0)

  // One address alone, and a port that another program holds.
  const { addresses } = await call<HostingState>(await connectionOf(page), 'GET', '/hosting')
  const [kept, ...others] = addresses.map(({ address }) => address)
  for (const address of others) await page.getByRole('checkbox', { name: address }).click()
  const holder = createServer().listen(0, kept)
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const field = page.getByLabel('Port')
  await expect(field).toHaveValue('8000')
  await field.fill('70000')
  await expect(page.getByRole('button', { name: 'Start hosting' })).toBeDisabled()
  await field.fill(String(port))
  await page.getByRole('button', { name: 'Start hosting' }).click()
  await expect(page.getByRole('alert')).toContainText(String(port))
  await expect(page.getByRole('heading', { name: 'Hosting is off' })).toBeVisible()
  holder.close()
  await once(holder, 'close')
  await expect(page.getByTestId('hosting-mark')).toHaveCount(0)
  await page.getByRole('button', { name: 'Start hosting' }).click()
  await expect(page.getByRole('heading', { name: 'Hosting is on' })).toBeVisible()
  await expect(page.getByTestId('hosting-mark')).toContainText('Hosting')
  await expect(page.getByTestId('join-code')).toBeVisible()
  expect(await call<HostingState>(await connectionOf(page), 'GET', '/hosting')).toMatchObject({
    hosting: true,
    port,
    listening: [{ address: kept }],
    join_code: { address: kept },
  })
})

test('look around: marked as a demo, left by one click, and gone', async ({ launch }) => {
  const { page } = await launch()
  await page.getByRole('button', { name: /^Look around/ }).click()
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  const { place } = await startOf(page)
  expect(place).toMatchObject({ kind: 'workspace', throw_away: true, name: 'Demo study' })
  const directory = place?.kind === 'workspace' ? place.directory : ''
  expect(existsSync(directory)).toBe(true)
  await page.getByRole('button', { name: 'Leave the demo' }).click()
  await expect(page.getByRole('heading', { name: 'How do you want to work?' })).toBeVisible()
  await expect.poll(() => existsSync(directory)).toBe(false)
  expect(await startOf(page)).toMatchObject({ place: null, recents: [] })
})

test('joining: a mistyped group is named, a newcomer asks, is let in, and works', async ({ open, launch }) => {
  const host = await open(['--demo'])
  await host.page.getByRole('treeitem').first().waitFor()
  await host.page.evaluate(() => (location.hash = '#/hosting'))
  await host.page.getByLabel('Your new password').fill(PASSWORD)
  await host.page.keyboard.press('Enter')
  // Any port that is free.
  await host.page.getByLabel('Port').fill('0')
  await host.page.getByRole('button', { name: 'Start hosting' }).click()
  const shown = host.page.getByTestId('join-code')
  await expect(shown).toBeVisible()
  // As it is read off the screen, group by group.
  const code = (await shown.innerText()).trim().split(/\s+/).join('-')

  const { app, page } = await launch([], { profile: 'guest' })
  await page.getByRole('button', { name: /^Join a host/ }).click()
  const field = page.locator('[name="join-code"]')
  const wrong = code.slice(0, 14) + (code[14] === 'A' ? 'B' : 'A') + code.slice(15)
  await field.fill(wrong)
  await expect(page.getByText(/^Group 3 is not right/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeDisabled()
  await expectCleanInBothThemes(app, page, 'join, with a mistyped code')
  await field.fill(code)
  await page.getByRole('button', { name: 'Join', exact: true }).click()

  await page.getByRole('button', { name: 'Ask for access' }).click()
  await page.getByLabel('Your name').fill('Nadia Newcomer')
  await page.getByLabel('User name').fill('nadia')
  await page.locator('input[autocomplete="new-password"]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Ask for access' }).click()
  await expect(page.getByRole('heading', { name: 'Waiting for an administrator' })).toBeVisible()

  const request = host.page.getByRole('listitem').filter({ hasText: 'Nadia Newcomer' })
  await expect(request).toBeVisible()
  await expectCleanInBothThemes(host.app, host.page, 'hosting, on')
  await host.page.getByRole('button', { name: 'Approve Nadia Newcomer' }).click()
  await expect(host.page.getByText('Nobody is waiting.')).toBeVisible()

  await expect(page.getByRole('treeitem').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account of Nadia Newcomer' })).toBeVisible()
  expect((await startOf(page)).place).toMatchObject({ kind: 'joined' })
  await expect(host.page.getByTestId('hosting-mark')).toContainText('1 connected')

  await host.page.getByRole('switch', { name: 'Newcomers may ask for an account' }).click()
  await expect
    .poll(() => call<HostingState>(host.connection, 'GET', '/hosting'))
    .toMatchObject({ newcomers_may_ask: false, connected: [{ name: 'Nadia Newcomer' }], requests: [] })
  await expect(shown).toHaveText(code.replaceAll('-', ''))
  await host.page.getByRole('button', { name: 'Renew' }).click()
  await expect(shown).not.toHaveText(code.replaceAll('-', ''))
  await host.page.getByRole('button', { name: 'Stop hosting' }).click()
  const dialog = host.page.getByRole('dialog')
  await expect(dialog).toContainText('One colleague is connected: Nadia Newcomer.')
  await dialog.getByRole('button', { name: 'Stop hosting' }).click()
  await expect(host.page.getByRole('heading', { name: 'Hosting is off' })).toBeVisible()
  await expect(page.getByText(/The host has stopped hosting/)).toBeVisible()
})
