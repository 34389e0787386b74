// The line to the host breaks and comes back: the window says so truthfully, and misses nothing.
import { changeShell, emit, joinedPlace, otherKey, workspacePlace } from './shell.ts'
import { cellOf, connectionState, expect, grid, ready, rowOf, test, trackerIdOf, trackerRoute } from './window.ts'

const refused = /Failed to load resource|WebSocket connection/

test('a window that missed five hundred changes of a restarted host resumes without a gap', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), expectedErrors: refused })
  await ready(page)
  const effort = Number(/effort\/(\d+)/.exec(page.url())![1])
  const loads: string[] = []
  page.on('request', (request) => request.url().includes('/snapshot') && loads.push(request.url()))
  const id = await trackerIdOf(host, page, 't14.1.3')
  const row = rowOf(page, 't14.1.3')
  await grid(page).evaluate((element) => Object.assign(window, { kept: element }))
  const before = await page.evaluate(() => window.wsClient!.lastSeq)

  await host.stop()
  await expect(connectionState(page)).toHaveAttribute('data-state', /reconnecting|offline/)
  await expect(page.getByRole('alert')).toContainText('You see the state of')
  await host.start()
  const items = await host.api<{ tracker: { id: number } }[]>('GET', `/reporting-effort-items/by-effort/${effort}`)
  const others = items.map(({ tracker }) => tracker.id).filter((each) => each !== id)
  for (const qc_level of ['level1', 'level2', 'level3', 'level1', 'level2']) {
    const rows = [...others.slice(0, 124), id].map((each) => ({ id: each, patch: { qc_level } }))
    await host.api('POST', '/reporting-effort-tracker/bulk-set', { rows })
  }
  await host.api('PUT', `/reporting-effort-tracker/${id}`, { priority: 'critical' })

  await expect(connectionState(page)).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(cellOf(row, 'priority')).toContainText('Critical')
  await expect(cellOf(row, 'qc_level')).toHaveText('2')
  await expect(page.getByRole('alert')).toBeHidden()
  const head = await page.evaluate(() => window.wsClient!.lastSeq)
  expect(head - before).toBeGreaterThan(500)
  expect(loads, 'nothing was loaded again').toEqual([])
  expect(await page.evaluate(() => (window as unknown as { kept: HTMLElement }).kept.isConnected)).toBe(true)
})

test('without a host the window shows since when it is for reading, and opens no cell', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), expectedErrors: refused })
  await ready(page)
  await host.stop()
  await expect(page.getByTestId('read-only')).toHaveText(/Read-only since \d\d:\d\d/)
  const cell = cellOf(rowOf(page, 't14.1.4'), 'priority')
  await expect(cell).toHaveAttribute('aria-readonly', 'true')
  await cell.click()
  await page.keyboard.press('Enter')
  await page.keyboard.type('crit')
  await expect(page.getByRole('combobox')).toHaveCount(0)
  await expect(cell).toContainText('Medium')
  await host.start()
  await expect(connectionState(page)).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(page.getByTestId('read-only')).toBeHidden()
  await cell.dblclick()
  await expect(page.getByRole('combobox')).toBeVisible()
})

test('what was being typed when the line broke stays, and so does what could not be saved', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), expectedErrors: refused })
  await ready(page)
  const cell = cellOf(rowOf(page, 't14.1.4'), 'priority')
  await cell.click()
  await page.keyboard.type('crit')
  await host.stop()
  await expect(page.getByTestId('read-only')).toBeVisible()
  await expect(page.getByRole('combobox')).toHaveValue('crit')
  await page.keyboard.press('Enter')
  const notice = page.getByRole('alert').filter({ hasText: 'Not saved' })
  await expect(notice).toBeVisible()
  await expect(cell).toContainText('Medium')
  await host.start()
  await expect(connectionState(page)).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(cell).toContainText('Critical')
  await expect(notice).toBeHidden()
})

test('waking up tries at once instead of waiting, and so does the button', async ({ host, open }) => {
  const page = await open({ shell: { place: workspacePlace() }, expectedErrors: refused })
  await expect(connectionState(page)).toHaveAttribute('data-state', 'live')
  await host.stop()
  // The fourth wait is 4 s at least 3 s long: time enough to see the window wait.
  await expect(connectionState(page)).toContainText('next try in 3 s', { timeout: 20_000 })
  await host.start()
  await emit(page, { type: 'wake' })
  await expect(connectionState(page)).toHaveAttribute('data-state', 'live', { timeout: 1_500 })
})

test('a host that shows another key is not tried again: both fingerprints, a new code or the way back', async ({
  host,
  open,
}) => {
  const shell = { place: joinedPlace() }
  const page = await open({ shell, route: await trackerRoute(host), expectedErrors: refused })
  await ready(page)
  await changeShell(page, { refusedConnection: otherKey })
  await host.stop()
  await expect(connectionState(page)).toHaveAttribute('data-state', 'refused')
  await host.start()
  const banner = page.getByRole('alert').filter({ hasText: otherKey.detail })
  await expect(banner.getByRole('button', { name: 'Reconnect now' })).toHaveCount(0)
  await banner.getByRole('button', { name: 'What can I do?' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('4F2A 9C01 D7E8 3B66')
  await expect(dialog).toContainText('4F2A 9C01 88E9 3B66')
  await dialog.getByRole('button', { name: 'Enter a new code' }).click()
  await expect(dialog.getByLabel('Join code')).toBeFocused()
  // The host is back, and still not gone near.
  expect(await page.evaluate(() => window.wsClient!.status.state)).toBe('refused')
})
