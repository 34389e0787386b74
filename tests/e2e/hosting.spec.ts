// The screen that shares a workspace: what stands in the way, on a real host; what is offered once others come, over states
// given to it, because a browser's window holds no key of a host and several newcomers take several machines.
// What a host really answers is tested on the host (tests/protocol) and on the desktop program (tests/electron).
import type { HostingState } from '../../shared/actions/hosting.ts'
import { expectClean } from './axe.ts'
import { joinedPlace, workspacePlace } from './shell.ts'
import { expect, test, type Open, type OpenOptions } from './window.ts'

const eth = { interface: 'eth0', address: '192.168.1.20', family: 'IPv4' as const }
const wlan = { interface: 'wlan0', address: '10.0.4.7', family: 'IPv4' as const }
const off: HostingState = {
  hosting: false,
  obstacles: [],
  port: 8000,
  addresses: [eth, wlan],
  chosen: null,
  listening: [],
  fingerprint: null,
  join_code: null,
  newcomers_may_ask: true,
  discoverable: false,
  connected: [],
  requests: [],
}
const on: HostingState = {
  ...off,
  hosting: true,
  listening: [eth],
  fingerprint: '4f2a9c01d7e83b6655aa0c9d12ef78b3410d5c6e7f8091a2b3c4d5e6f7089abc',
  join_code: {
    text: 'R2M0J 8KQ2Z 4F7TW 00C1X 9HDVN QX3R7 5AB2E 6PM8K Z1Y4T 3WVG9',
    address: '192.168.1.20:8000',
    expires_at: '2099-01-01T00:00:00Z',
  },
  connected: [
    { user_id: 3, name: 'Maria Okafor', address: '192.168.1.31', since: '2026-03-12T07:41:00Z' },
    { user_id: 4, name: 'Jonas Lindqvist', address: '192.168.1.44', since: '2026-03-12T08:02:00Z' },
  ],
  requests: [
    {
      id: 9,
      username: 't.sato',
      display_name: 'Tomoko Sato',
      note: 'QC programmer for study 301',
      asked_at: '2026-03-12T08:20:00Z',
      address: '192.168.1.60',
    },
  ],
}

/** Opens the screen over a host in that state; `next` is its state after each thing asked of it, in order. */
async function openOver(open: Open, options: OpenOptions, state: HostingState, ...next: HostingState[]) {
  const asked: string[] = []
  let current = state
  const page = await open({
    shell: { place: workspacePlace() },
    route: '/hosting',
    ...options,
    prepare: async (opened) => {
      await opened.route(/\/api\/v1\/hosting/, async (route) => {
        const request = route.request()
        if (request.method() !== 'GET') {
          const path = new URL(request.url()).pathname.replace('/api/v1/hosting', '')
          asked.push(`${request.method()} ${path} ${request.postData() ?? ''}`.trim())
          current = next.shift() ?? current
        }
        await route.fulfill({ json: current })
      })
    },
  })
  return { page, asked }
}

test('starts on the chosen addresses and port; the header says who is connected', async ({ open }) => {
  const { page, asked } = await openOver(open, {}, off, on)
  await page.getByRole('checkbox', { name: /10\.0\.4\.7/ }).click()
  await page.getByLabel('Port').fill('70000')
  await expect(page.getByRole('button', { name: 'Start hosting' })).toBeDisabled()
  await page.getByLabel('Port').fill('8100')
  await expect(page.getByTestId('hosting-mark')).toHaveCount(0)
  await page.getByRole('button', { name: 'Start hosting' }).click()
  await expect(page.getByRole('heading', { name: 'Hosting is on' })).toBeVisible()
  await expect(page.getByTestId('join-code')).toHaveText(/R2M0J\s*8KQ2Z/)
  await expect(page.getByTestId('hosting-mark')).toContainText('Hosting – 2 connected')
  await expect(page.getByTestId('hosting-mark')).toContainText('one request')
  expect(asked).toEqual(['POST /start {"port":8100,"discoverable":false,"addresses":["192.168.1.20"]}'])
})

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

test('a newcomer is let in with a role, or refused; a new code is made; who is told when hosting stops', async ({
  open,
}) => {
  const without = { ...on, requests: [] }
  const { page, asked } = await openOver(open, {}, on, without, on, without, without, off)
  await page.getByRole('combobox', { name: 'Role of Tomoko Sato' }).click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await page.getByRole('button', { name: 'Approve Tomoko Sato' }).click()
  await expect(page.getByText('Nobody is waiting.')).toBeVisible()
  await page.getByRole('switch', { name: 'Newcomers may ask for an account' }).click()
  await page.getByRole('button', { name: 'Refuse Tomoko Sato' }).click()
  await page.getByRole('button', { name: 'Renew' }).click()
  await page.getByRole('button', { name: 'Stop hosting' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('2 colleagues are connected: Maria Okafor, Jonas Lindqvist.')
  await dialog.getByRole('button', { name: 'Stop hosting' }).click()
  await expect(page.getByRole('heading', { name: 'Hosting is off' })).toBeVisible()
  expect(asked).toEqual([
    'POST /access-requests/9/approve {"role":"VIEWER"}',
    'PUT  {"newcomers_may_ask":false}',
    'POST /access-requests/9/refuse',
    'POST /join-code {"valid_hours":24,"address":"192.168.1.20"}',
    'POST /stop',
  ])
})

test('elsewhere it is said where hosting is switched on', async ({ open }) => {
  const page = await open({ shell: { place: joinedPlace() }, route: '/hosting' })
  await expect(page.getByRole('heading')).toHaveText('Hosting is switched on and off at the computer of the workspace')
})

for (const theme of ['light', 'dark'] as const) {
  // Wide, the desktop program itself is looked at (tests/electron/first-run.spec.ts).
  test(`hosting is clean, on and off, in a narrow window, ${theme}`, async ({ open }) => {
    const { page } = await openOver(open, { theme, width: 390 }, on)
    await expect(page.getByTestId('join-code')).toBeVisible()
    await expectClean(page, 'on')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    const resting = await openOver(open, { theme, width: 390 }, off)
    await expect(resting.page.getByLabel('Port')).toBeVisible()
    await expectClean(resting.page, 'off')
  })
}
