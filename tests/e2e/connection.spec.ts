// The line to the host breaks and comes back: the window says so truthfully, and misses nothing.
import { cellOf, connectionState, expect, ready, rowOf, test, trackerIdOf, trackerRoute } from './window.ts'

const refused = /Failed to load resource|WebSocket connection/

test('a window resumes after the host was restarted, without a gap', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), expectedErrors: refused })
  await ready(page)
  const id = await trackerIdOf(host, page, 't14.1.3')
  const row = rowOf(page, 't14.1.3')
  await row.evaluate((element) => Object.assign(window, { kept: element }))
  const before = await page.evaluate(() => window.wsClient!.lastSeq)

  await host.stop()
  await expect(connectionState(page)).toHaveAttribute('data-state', /reconnecting|offline/)
  await expect(page.getByRole('alert')).toContainText('You see the state of')
  await host.start()
  await host.api('PUT', `/reporting-effort-tracker/${id}`, { priority: 'critical' })

  await expect(connectionState(page)).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(cellOf(row, 'priority')).toContainText('Critical')
  await expect(page.getByRole('alert')).toBeHidden()
  expect(await page.evaluate(() => window.wsClient!.lastSeq)).toBe(before + 1)
  expect(await page.evaluate(() => (window as unknown as { kept: HTMLElement }).kept.isConnected)).toBe(true)
})

test('what could not be saved stays at its cell and can be tried again', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), expectedErrors: refused })
  await ready(page)
  await host.stop()
  const cell = cellOf(rowOf(page, 't14.1.4'), 'priority')
  await cell.click()
  await page.keyboard.type('crit')
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
