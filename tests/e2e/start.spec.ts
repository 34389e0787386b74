// What is there when the window opens: the last effort and tab, the order people expect, the colours of the system.
import { encode } from '../../shared/domain/join-code.ts'
import { expectClean } from './axe.ts'
import { asked, emit, installShell, joinedPlace, otherKey, workspacePlace } from './shell.ts'
import { expect, grid, PRIMARY_CSR, ready, test, trackerRoute } from './window.ts'

test('the last effort and tab are opened again, with the full path shown', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await page.getByRole('tab', { name: /SDTM/ }).click()
  await expect(page.getByRole('tab', { name: /SDTM/ })).toHaveAttribute('aria-selected', 'true')
  await page.goto('about:blank')
  await page.goto(`${host.url}/`)
  await ready(page)
  await expect(page.getByRole('tab', { name: /SDTM/ })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('navigation', { name: 'Where you are' })).toHaveText(
    `${PRIMARY_CSR.study}${PRIMARY_CSR.release}${PRIMARY_CSR.label}`,
  )
  await expect(page.getByRole('treeitem', { selected: true })).toHaveText(PRIMARY_CSR.label)
})

test('output numbers are in natural order', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('t14.1.')
  await grid(page).getByRole('button', { name: 'Output' }).click()
  const codes = await grid(page).locator('[data-column=code]').allTextContents()
  expect(codes.slice(0, 11)).toEqual(Array.from({ length: 11 }, (_, index) => `t14.1.${index + 1}`))
})

test('the colours follow the system until they are chosen', async ({ host, open }) => {
  const page = await open({ theme: 'dark', route: await trackerRoute(host) })
  await ready(page)
  const root = page.locator('html')
  await expect(root).toHaveClass(/dark/)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(root).not.toHaveClass(/dark/)
  await page.getByRole('button', { name: /Colours/ }).click()
  await page.getByRole('button', { name: /Colours: light/ }).click()
  await expect(root).toHaveClass(/dark/)
  await page.reload()
  await expect(root).toHaveClass(/dark/)
})

const recents = [
  { place: workspacePlace(), opened_at: '2026-03-11T16:03:00Z' },
  { place: joinedPlace(), opened_at: '2026-03-10T09:12:00Z' },
]

test('work alone: one click, the name is filled in, Enter opens', async ({ open }) => {
  const page = await open({ shell: { place: null, personName: 'Ann Lee' } })
  await expect(page.getByRole('heading', { name: 'How do you want to work?' })).toBeVisible()
  await page.getByRole('button', { name: /Work alone/ }).click()
  await expect(page.getByLabel('Your name')).toBeFocused()
  await expect(page.getByLabel('Your name')).toHaveValue('Ann Lee')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await asked(page)).opened)
    .toEqual([{ kind: 'workspace', person_name: 'Ann Lee', host: false }])
})

test('host for my team asks the same and goes on to hosting; another folder can be chosen', async ({ open }) => {
  const page = await open({ shell: { place: null } })
  await page.getByRole('button', { name: /Host for my team/ }).click()
  await page.getByRole('button', { name: 'Choose another folder…' }).click()
  await expect(page.getByText('/srv/studies')).toBeVisible()
  await page.getByLabel('Your name').fill(' ')
  await page.getByRole('button', { name: 'Open and go on to hosting' }).click()
  await expect(page.getByText('Enter your name; changes carry it.')).toBeVisible()
  expect((await asked(page)).opened).toEqual([])
  await page.getByLabel('Your name').fill('Bo')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await asked(page)).opened)
    .toEqual([{ kind: 'workspace', person_name: 'Bo', host: true, directory: '/srv/studies' }])
})

test('look around is one click, and the demo is marked and left in one click', async ({ open }) => {
  const first = await open({ shell: { place: null } })
  await first.getByRole('button', { name: /Look around/ }).click()
  await expect.poll(async () => (await asked(first)).opened).toEqual([{ kind: 'demo' }])
  const demo = await open({ shell: { place: workspacePlace({ name: 'Demo', throw_away: true }) } })
  await expect(demo.getByText('Demo study', { exact: true })).toBeVisible()
  await demo.getByRole('button', { name: 'Leave the demo' }).click()
  await expect.poll(async () => (await asked(demo)).opened).toEqual([{ kind: 'none' }])
})

test('recent places are opened or taken off the list; a refusal is a sentence and leaves the choice', async ({
  open,
}) => {
  const detail =
    'The folder /home/ada/PEARL is not there. Nothing was changed. Connect its disk, or choose another one.'
  const page = await open({ shell: { place: null, recents, refusedChoices: { recent: { code: 'failed', detail } } } })
  await page.getByRole('button', { name: /^Studies of the team/ }).click()
  await expect(page.getByRole('alert')).toContainText(detail)
  await page.getByRole('button', { name: /^Take Biostatistics off/ }).click()
  await expect(page.getByText('192.168.1.20:8000')).toBeHidden()
  expect(await asked(page)).toMatchObject({ forgotten: ['h-1'], opened: [{ kind: 'recent', id: 'w-1' }] })
})

test('the network is listened to only when asked, and what it says is text and unverified', async ({ open }) => {
  const found = [{ name: '<img src=x onerror=alert(1)>', address: '192.168.1.99:8000' }]
  const page = await open({ shell: { place: null, found } })
  await page.getByRole('button', { name: /Join a host/ }).click()
  await expect(page.getByLabel('Join code')).toBeFocused()
  expect((await asked(page)).discoveries).toBe(0)
  await page.getByRole('button', { name: 'Look on the network' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'unverified' })
  await expect(line).toContainText('<img src=x onerror=alert(1)>')
  await line.getByRole('button', { name: 'Use this address' }).click()
  await expect(page.getByLabel('Address of the host')).toHaveValue('192.168.1.99:8000')
  expect((await asked(page)).opened).toEqual([])
})

test('a code that was handed over fills the form and joins nothing by itself', async ({ open }) => {
  const page = await open({ shell: { place: null } })
  await expect(page.getByRole('heading', { name: 'How do you want to work?' })).toBeVisible()
  await emit(page, { type: 'join', code: 'ABCDE-FGHJK' })
  await expect(page.getByLabel('Join code')).toHaveValue('ABCDE-FGHJK')
  expect((await asked(page)).opened).toEqual([])
})

const codeUntil = (expires_at: string, address: string | null = '192.168.1.20') =>
  encode({
    address,
    port: 8000,
    fingerprint: '4f2a9c01d7e83b6655aa0c9d12',
    expires_at: new Date(expires_at),
    invitation: '0a1b2c3',
  })

test('a join code is judged group by group; only a right one that holds can be sent', async ({ open }) => {
  const detail = 'Nobody answers at 192.168.1.20:8000.'
  const page = await open({ shell: { place: null, refusedChoices: { join: { code: 'unreachable', detail } } } })
  await page.getByRole('button', { name: /Join a host/ }).click()
  const field = page.getByLabel('Join code')
  const join = page.getByRole('button', { name: 'Join', exact: true })
  const code = codeUntil('2033-01-01T00:00:00Z')
  const groups = code.split('-')
  const swapped = groups.with(3, groups[3]!.slice(1) + groups[3]![0]!).join(' ')
  await field.fill(swapped)
  await expect(page.getByText(/^Group 4 is not right/)).toBeVisible()
  await expect(join).toBeDisabled()
  await field.fill(codeUntil('2026-01-02T00:00:00Z'))
  await expect(page.getByText(/^This code expired on/)).toBeVisible()
  await expect(join).toBeDisabled()
  await field.fill(codeUntil('2033-01-01T00:00:00Z', null))
  await expect(page.getByText(/carries no address/)).toBeVisible()
  await expect(join).toBeDisabled()
  await field.fill(code.toLowerCase().replaceAll('-', ' '))
  await expect(page.getByText(/^Leads to 192\.168\.1\.20:8000/)).toBeVisible()
  await join.click()
  await expect(page.getByRole('alert')).toContainText(detail)
  await page.getByLabel('Address of the host').fill('10.0.4.7')
  await join.click()
  const text = code.toLowerCase().replaceAll('-', ' ')
  await expect
    .poll(async () => (await asked(page)).opened)
    .toEqual([
      { kind: 'join', code: text },
      { kind: 'join', code: text, address: '10.0.4.7' },
    ])
})

test('a changed key is a hard stop with both fingerprints; an unreachable host can be tried again', async ({
  open,
}) => {
  const place = joinedPlace()
  const stopped = await open({ shell: { place, refusedConnection: otherKey } })
  await expect(stopped.getByRole('heading')).toHaveText('This is not the host you agreed on')
  await expect(stopped.getByRole('alert')).toContainText('4F2A 9C01 D7E8 3B66 55AA 0C9D 12')
  await expect(stopped.getByRole('alert')).toContainText('4F2A 9C01 88E9 3B66 55AA 0C9D 12')
  expect(await stopped.getByRole('button').allTextContents()).toEqual(['Enter a new code', 'Back to the start'])
  const detail = 'Nobody answers at 192.168.1.20:8000.'
  const away = await open({ shell: { place, refusedConnection: { code: 'unreachable', detail } } })
  await expect(away.getByRole('alert')).toHaveText(detail)
  await expect(away.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('the last effort of one workspace does not open in another', async ({ host, open }) => {
  const page = await open({ shell: { place: workspacePlace() }, route: await trackerRoute(host) })
  await ready(page)
  await page.goto('about:blank')
  await page.goto(`${host.url}/`)
  await ready(page)
  await installShell(page, { place: workspacePlace({ id: 'w-2' }) })
  await page.goto('about:blank')
  await page.goto(`${host.url}/`)
  await expect(page.getByRole('heading', { name: 'Choose a reporting effort' })).toBeVisible()
})

test('the switcher leads to other places without starting the program again', async ({ open }) => {
  const page = await open({ shell: { place: workspacePlace(), recents } })
  const switcher = page.getByRole('button', { name: /switch or share/ })
  await switcher.click()
  await expect(page.getByRole('menuitem', { name: /Studies of the team/ })).toHaveCount(0)
  await page.getByRole('menuitem', { name: /Biostatistics/ }).click()
  await switcher.click()
  await page.getByRole('menuitem', { name: 'Choose another data folder…' }).click()
  await switcher.click()
  await page.getByRole('menuitem', { name: 'Back to the start' }).click()
  await expect
    .poll(async () => (await asked(page)).opened)
    .toEqual([{ kind: 'recent', id: 'h-1' }, { kind: 'workspace', directory: '/srv/studies' }, { kind: 'none' }])
  await switcher.click()
  await page.getByRole('menuitem', { name: 'Join a host…' }).click()
  await expect(page.getByRole('dialog').getByLabel('Join code')).toBeFocused()
})

for (const theme of ['light', 'dark'] as const) {
  test(`everything before a workspace is clean, wide and narrow, ${theme}`, async ({ open }) => {
    const found = [{ name: 'Biostatistics', address: '192.168.1.99:8000' }]
    for (const width of [1440, 390]) {
      const page = await open({ theme, width, shell: { place: null, recents, found } })
      await expect(page.getByRole('heading', { name: 'Recent' })).toBeVisible()
      await expectClean(page, `first question, ${width}`)
      await page.getByRole('button', { name: /Work alone/ }).click()
      await expectClean(page, `work alone, ${width}`)
      await page.getByRole('button', { name: 'Back' }).click()
      await page.getByRole('button', { name: /Join a host/ }).click()
      await page.getByLabel('Join code').fill('ABCDE-FGH')
      await page.getByRole('button', { name: 'Look on the network' }).click()
      await expect(page.getByText('unverified', { exact: true })).toBeVisible()
      await expectClean(page, `join, ${width}`)
      const stopped = await open({ theme, width, shell: { place: joinedPlace(), refusedConnection: otherKey } })
      await expect(stopped.getByRole('alert')).toBeVisible()
      await expectClean(stopped, `another key, ${width}`)
    }
  })

  test(`the switcher and its dialog are clean, ${theme}`, async ({ open }) => {
    const page = await open({ theme, shell: { place: workspacePlace({ throw_away: true }), recents } })
    await page.getByRole('button', { name: /switch or share/ }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expectClean(page, 'switcher', '[role=menu]')
    await page.getByRole('menuitem', { name: 'Join a host…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectClean(page, 'join from a workspace')
  })
}
