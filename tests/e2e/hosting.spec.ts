// The screen that shares a workspace, on a real host in a browser's window: what stands in the way, and newcomers who are let
// in with a role or refused. They come over TLS, as from other machines. Hosting that is switched on by its own screen, and
// joined by another program, is looked at in the desktop program (tests/electron/first-run.spec.ts).
import type { Page } from '@playwright/test'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { decode } from '../../shared/domain/join-code.ts'
import type { ApiReply } from '../helpers/host.ts'
import { networkClient } from '../helpers/network-client.ts'
import { PASSWORD } from '../helpers/people.ts'
import { expectClean } from './axe.ts'
import { joinedPlace, workspacePlace } from './shell.ts'
import { ADMIN_PASSWORD, test as withPeople } from './two-people.ts'
import { expect, test } from './window.ts'

/** An address of this machine that no other test uses. */
const ADDRESS = '127.0.0.15'

test('a password of the owner comes first, and other obstacles are sentences', async ({ host, open }) => {
  // This host really has both: it is open to everybody on the machine, and nobody has a password.
  const page = await open({ shell: { place: workspacePlace() }, route: '/hosting' })
  const sentence = page.getByText('This workspace was started open to everybody on this machine.')
  await expect(sentence).toBeVisible()
  await page.getByLabel('Your new password').fill('short')
  await page.keyboard.press('Enter')
  await expect(page.getByText('A password has at least 12 characters.')).toBeVisible()
  await page.getByLabel('Your new password').fill('a long enough one')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Port')).toBeVisible()
  await expect(sentence).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start hosting' })).toBeDisabled()
  const { obstacles } = await host.api<HostingState>('GET', '/hosting')
  expect(obstacles.map(({ code }) => code)).toEqual(['open'])
})

withPeople('newcomers are let in with a role, or refused, in a narrow window', async ({ admin, open }) => {
  const { listening, port, fingerprint, join_code } = await admin.api<HostingState>('POST', '/hosting/start', {
    port: 0,
    addresses: [ADDRESS],
  })
  expect(listening.map(({ address }) => address)).toEqual([ADDRESS])
  const { invitation } = decode(join_code!.text)
  const outside = networkClient(ADDRESS, port, fingerprint!)
  const ask = (username: string, display_name: string) =>
    outside.api('POST', '/auth/access-requests', { invitation, username, display_name, password: PASSWORD })
  const asked = [await ask('sato', 'Tomoko Sato'), await ask('costa', 'Rui Costa')]
  const standing = async ({ body }: ApiReply) => {
    const { request_token } = body as { request_token: string }
    const { body: standing } = await outside.api('POST', '/auth/access-requests/status', { request_token })
    return (standing as { status: string }).status
  }

  const page = await open({ shell: { place: workspacePlace() }, route: '/hosting', width: 390 })
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('hosting-mark')).toContainText('2 requests')
  await expectCleanInBothThemes(page, 'on')

  await page.getByRole('combobox', { name: 'Role of Tomoko Sato' }).click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await page.getByRole('button', { name: 'Approve Tomoko Sato' }).click()
  await page.getByRole('button', { name: 'Refuse Rui Costa' }).click()
  await expect(page.getByText('Nobody is waiting.')).toBeVisible()
  expect(await Promise.all(asked.map(standing))).toEqual(['approved', 'refused'])

  const connect = async (username: string, password: string) => {
    const { body } = await outside.api('POST', '/auth/login', { username, password })
    const { access_token, user } = body as { access_token: string; user: { role: string } }
    await outside.feed(access_token)
    return user.role
  }
  expect(await connect('sato', PASSWORD)).toBe('VIEWER')
  expect(await connect('admin', ADMIN_PASSWORD)).toBe('ADMIN')
  await expect(page.getByTestId('hosting-mark')).toContainText('2 connected')
  await page.getByRole('button', { name: 'Stop hosting' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('2 colleagues are connected')
  await dialog.getByRole('button', { name: 'Stop hosting' }).click()
  await expect(page.getByRole('button', { name: 'Start hosting' })).toBeVisible()
  await expect(page.getByTestId('hosting-mark')).toHaveCount(0)
  await expectCleanInBothThemes(page, 'off')
})

test('elsewhere it is said where hosting is switched on', async ({ open }) => {
  const page = await open({ shell: { place: joinedPlace() }, route: '/hosting' })
  await expect(page.getByRole('heading')).toHaveText('Hosting is switched on and off at the computer of the workspace')
})

async function expectCleanInBothThemes(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
    await expectClean(page, `${state}, ${colorScheme}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
}
