// `npm run gallery`: every state of the desktop program as a picture in both themes (out/gallery), for people to look at. Real
// programs, real hosts, real refusals; nothing is asked of them but that nothing is wider than its window.
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { zeroPage } from '../helpers/damage.ts'
import { call, choose, root, test, type Launched, type SignedIn } from './desktop.ts'
import { expectNoOverflow, resize, setTheme, themes } from './look.ts'
import { makeIdentity, startTlsHost } from './tls-host.ts'
import { settled } from '../e2e/axe.ts'

const ADDRESS = '127.0.0.11'
const PASSWORD = 'a long enough password'
const folder = path.join(root, 'out', 'gallery')

test.setTimeout(180_000)

async function picture(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await resize(app, page, 1200, 800)
  for (const theme of themes) {
    await setTheme(app, page, theme)
    await settled(page)
    await expectNoOverflow(page, `${name}, ${theme}`)
    await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`), animations: 'disabled' })
  }
}
/** Pictures of one window, by name. */
const taker =
  ({ app, page }: Pick<Launched, 'app' | 'page'>) =>
  (name: string) =>
    picture(app, page, name)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor()
const go = (page: Page, route: string) => page.evaluate((route) => (location.hash = `#${route}`), route)
const beginHosting = (connection: SignedIn) =>
  call<HostingState>(connection, 'POST', '/hosting/start', { port: 0, addresses: [ADDRESS], discoverable: true })
/** The whole screen as a PNG, the windows of the system too: by ImageMagick, which not every machine has. */
const screen = () =>
  spawnSync('import', ['-window', 'root', '-define', 'png:exclude-chunks=date,time', 'png:-'], {
    maxBuffer: 100_000_000,
  }).stdout

test('the first run and its answers', async ({ launch }) => {
  const launched = await launch()
  const { page } = launched
  const take = taker(launched)
  await heading(page, 'How do you want to work?')
  await take('first-run')
  await button(page, /^Work alone/).click()
  await page.getByLabel('Your name').waitFor()
  await take('first-run-alone')
  await button(page, 'Back').click()
  await button(page, /^Host for my team/).click()
  await button(page, 'Open and go on to hosting').waitFor()
  await take('first-run-host')
  await button(page, 'Back').click()

  const [agreed, met] = await Promise.all([makeIdentity(), makeIdentity()])
  const impostor = await startTlsHost(met)
  await button(page, /^Join a host/).click()
  const code = page.locator('[name="join-code"]')
  await code.waitFor()
  await take('join')
  const right = impostor.code({ fingerprint: agreed.fingerprint })
  await code.fill(right.slice(0, 14) + (right[14] === 'A' ? 'B' : 'A') + right.slice(15))
  await page.getByText(/^Group 3 is not right/).waitFor()
  await take('join-wrong-group')
  await code.fill(impostor.code({ expires_at: new Date(Date.now() - 7_200_000) }))
  await page.getByText(/^This code expired/).waitFor()
  await take('join-expired')
  await code.fill(right)
  await take('join-right-code')
  await button(page, 'Join').click()
  await page.getByText('Met just now', { exact: true }).waitFor()
  await take('join-other-key')
  await impostor.close()
  await button(page, 'Enter a new code').click()
  const gone = await startTlsHost(agreed)
  await gone.close()
  await code.fill(gone.code())
  await button(page, 'Join').click()
  await page
    .getByText(/cannot be reached/)
    .first()
    .waitFor()
  await take('join-unreachable')
  const newer = await startTlsHost(agreed, { protocol: 99 })
  await code.fill(newer.code())
  await button(page, 'Join').click()
  await page.getByText(/Update PEARL on this machine/).waitFor()
  await take('join-version')
  await newer.close()
})

test('hosting, and a window that has joined', async ({ open, launch }) => {
  const host = await open()
  const take = taker(host)
  await heading(host.page, 'A workspace without studies')
  await take('workspace-empty')
  await go(host.page, '/hosting')
  await host.page.getByLabel('Your new password').waitFor()
  await take('hosting-password-first')
  await call(host.connection, 'POST', '/workspace/demo')
  await call(host.connection, 'POST', '/hosting/own-password', { new_password: PASSWORD })
  await host.page.reload()
  await expect(button(host.page, 'Start hosting')).toBeEnabled()
  await take('hosting-off')
  const { join_code } = await beginHosting(host.connection)
  await heading(host.page, 'Hosting is on')
  await take('hosting-on')

  const guest = await launch([], { profile: 'guest' })
  const { page } = guest
  const takeGuest = taker(guest)
  await button(page, /^Join a host/).click()
  await button(page, 'Look on the network').click()
  await page.getByText('unverified').waitFor()
  await takeGuest('join-found')
  await button(page, 'Use this address').click()
  await takeGuest('join-found-chosen')
  await choose(page, { kind: 'join', code: join_code!.text })
  await heading(page, 'Sign in')
  await takeGuest('joined-sign-in')
  await button(page, 'Ask for access').click()
  await page.getByLabel('Your name').fill('Nadia Newcomer')
  await takeGuest('joined-ask')
  await page.getByLabel('User name').fill('nadia')
  await page.locator('input[autocomplete="new-password"]').fill(PASSWORD)
  await button(page, 'Ask for access').click()
  await heading(page, 'Waiting for an administrator')
  await takeGuest('joined-waiting')
  await host.page.getByText('Nadia Newcomer').first().waitFor()
  await take('hosting-request')
  const { requests } = await call<HostingState>(host.connection, 'GET', '/hosting')
  await call(host.connection, 'POST', `/hosting/access-requests/${requests[0]!.id}/approve`, { role: 'EDITOR' })
  await page.getByRole('treeitem').first().waitFor()
  await takeGuest('joined')
  await host.page.getByText('Hosting – 1 connected').waitFor()
  await take('hosting-connected')
  await button(host.page, 'New identity…').click()
  await host.page.getByRole('dialog').waitFor()
  await take('hosting-new-identity')
  await host.page.keyboard.press('Escape')
  await button(host.page, 'Stop hosting').click()
  await host.page.getByRole('dialog').waitFor()
  await take('hosting-stop')
  await host.page.keyboard.press('Escape')

  await call(host.connection, 'POST', '/hosting/stop')
  await page.getByText(/The host has stopped hosting/).waitFor()
  await takeGuest('joined-host-stopped')
})

test('a host that is gone, and one with another key', async ({ launch }) => {
  const [first, second] = await Promise.all([makeIdentity(), makeIdentity()])
  const host = await startTlsHost(first)
  const launched = await launch()
  const { page } = launched
  await choose(page, { kind: 'join', code: host.code() })
  await heading(page, 'Sign in')
  await host.close()
  await page.reload()
  await page
    .getByText(/cannot be reached/)
    .first()
    .waitFor()
  await taker(launched)('joined-unreachable')
  const other = await startTlsHost(second, { port: host.port })
  await page.reload()
  await heading(page, 'This is not the host you agreed on')
  await taker(launched)('joined-other-key')
  await button(page, 'Enter a new code').click()
  await taker(launched)('joined-new-code')
  await other.close()
})

test('what is asked in a window of the system', async ({ open }) => {
  test.skip(process.platform !== 'linux' || spawnSync('import', ['-version']).status !== 0, 'takes ImageMagick')
  const { app, page } = await open(['--demo'])
  await page.getByRole('treeitem').first().waitFor()
  await resize(app, page, 1000, 700)
  await settled(page)
  const before = screen()
  await page.evaluate(() => void window.open('https://standards.example/guidance/e9-r1?section=3#estimands'))
  let last = before
  await expect
    .poll(() => {
      const earlier = last
      last = screen()
      return !last.equals(before) && last.equals(earlier)
    })
    .toBe(true)
  // The system draws it in its own theme, whatever the theme of the window.
  await writeFile(path.join(folder, 'asked-link.png'), last)
})

test('the demo, a copy for reading, the settings, and a damaged workspace', async ({ open, launch, folder }) => {
  const first = await open(['--demo'])
  for (const name of ['one', 'two']) {
    await call(first.connection, 'POST', '/database-backup/create', { description: name })
  }
  await first.page.getByRole('treeitem').first().waitFor()
  await button(first.page, /: switch or share$/).click()
  await taker(first)('place-menu')
  await first.page.keyboard.press('Escape')
  await go(first.page, '/settings')
  await heading(first.page, 'Settings')
  await taker(first)('settings')
  await first.quit()

  const directory = path.join(folder, 'workspace')
  const reading = await launch([], { profile: 'reading' })
  await choose(reading.page, { kind: 'read-only', path: directory })
  await reading.page.getByRole('treeitem').first().waitFor()
  await taker(reading)('copy-for-reading')
  await choose(reading.page, { kind: 'demo' })
  await reading.page.getByRole('treeitem').first().waitFor()
  await taker(reading)('demo')
  await choose(reading.page, { kind: 'none' })
  await heading(reading.page, 'How do you want to work?')

  zeroPage(path.join(directory, 'pearl.db'), 1)
  const damaged = await launch(['--data', directory])
  await heading(damaged.page, 'This workspace is damaged')
  await taker(damaged)('recovery')
})
