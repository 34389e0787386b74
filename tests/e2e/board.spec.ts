// The board in a real window: cards carried by mouse and by keyboard under the rules of the workflow, a failure with its
// finding, taken back, followed while others work.
import type { Page } from '@playwright/test'
import type { Tracker } from '../../shared/entities/tracker.ts'
import { expectClean } from './axe.ts'
import { expect, test, trackerRoute } from './window.ts'

test.use({ hostOptions: { flags: ['--demo', '--open', '--strict'] } })

const column = (page: Page, status: string) => page.locator(`[data-status=${status}]`)
const cardIn = (page: Page, status: string, code: string) =>
  column(page, status)
    .getByRole('option')
    .filter({ has: page.locator('.code').getByText(code, { exact: true }) })
const count = async (page: Page, status: string) =>
  Number(await column(page, status).getByTestId('count').textContent())
const said = (page: Page) => page.locator('#status-detail [role=status]')

test('cards are carried by mouse and by keyboard, as far as the rules let them', async ({ open, host }) => {
  const route = (await trackerRoute(host)).replace('/TLF', '/board/TLF')
  const page = await open({ route })
  const running = await count(page, 'in_progress')
  const first = column(page, 'in_progress').getByRole('option').first()
  const code = (await first.locator('.code').textContent())!

  // By mouse: a click only chooses, a drag carries, Escape gives up.
  const place = async (status: string) => (await column(page, status).boundingBox())!
  const target = await place('on_hold')
  await first.hover()
  await page.mouse.down()
  await page.mouse.move(target.x + 80, target.y + 200, { steps: 4 })
  await expect(page.locator('.ghost')).toContainText(code)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page.locator('.ghost')).toHaveCount(0)
  expect(await count(page, 'in_progress')).toBe(running)
  await first.hover()
  await page.mouse.down()
  await page.mouse.move(target.x + 80, target.y + 200, { steps: 4 })
  await page.mouse.up()
  await expect(cardIn(page, 'on_hold', code)).toHaveAttribute('aria-selected', 'true')
  await expect(column(page, 'in_progress').getByTestId('count')).toHaveText(String(running - 1))
  await expect(said(page)).toHaveText(`${code} is in On hold now.`)

  // By keyboard: back where it was, and it is one step to take back.
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowLeft')
  await expect(said(page)).toContainText('Over In progress.')
  await page.keyboard.press('Space')
  await expect(cardIn(page, 'in_progress', code)).toHaveAttribute('aria-selected', 'true')
  await expect(said(page)).toHaveText(`${code} is in In progress now.`)
  await page.keyboard.press('Control+z')
  await expect(cardIn(page, 'on_hold', code)).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(cardIn(page, 'in_progress', code)).toBeVisible()

  // QC: what waits for production is not offered to any column, and says why.
  await page.getByRole('button', { name: 'QC', exact: true }).click()
  const trackers = await host.api<(Tracker & { item_code: string; effort_id?: number })[]>(
    'GET',
    '/reporting-effort-tracker/?limit=1000',
  )
  const early = column(page, 'not_started').getByRole('option').filter({ hasText: 'Production: In progress' }).first()
  await early.click()
  await page.keyboard.press('Space')
  await expect(column(page, 'completed').locator('.veil')).toContainText(
    'QC can start only when production is completed',
  )
  await page.keyboard.press('ArrowRight')
  await expect(said(page)).toContainText('In progress does not take it: QC can start only when production is completed')
  await page.keyboard.press('Escape')
  await expect(said(page)).toContainText('stays where it was')

  // A failure asks what was found; given up, the card stays.
  const checked = column(page, 'in_progress').getByRole('option').first()
  const failed = (await checked.locator('.code').textContent())!
  await checked.click()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('listbox', { name: 'QC: In progress' })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.getByLabel('What was found').fill('Denominators are wrong.')
  await page.keyboard.press('Control+Enter')
  await expect(cardIn(page, 'failed', failed)).toContainText('Production: In progress')
  const row = trackers.find(({ item_code, qc_status }) => item_code === failed && qc_status === 'in_progress')!
  const stored = await host.api<Tracker>('GET', `/reporting-effort-tracker/${row.id}`)
  expect(stored).toMatchObject({ qc_status: 'failed', production_status: 'in_progress' })

  // Live: somebody else starts the check again.
  await host.api('PUT', `/reporting-effort-tracker/${row.id}`, { qc_status: 'not_started' })
  await expect(cardIn(page, 'failed', failed)).toHaveCount(0)

  // The person and the words narrow; the way to the row in the table.
  const whole = (await page.getByTestId('card-count').textContent())!
  await page.getByRole('button', { name: /^Whose cards/ }).click()
  await page.getByRole('option', { name: /·/ }).first().click()
  await expect(page.getByTestId('card-count')).not.toHaveText(whole)
  const some = page.getByRole('option').first()
  const wanted = (await some.locator('.code').textContent())!
  await some.dblclick()
  await expect(page.getByRole('grid').locator('[data-column=code]').getByText(wanted, { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'As a board' }).click()
  await expect(column(page, 'failed')).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  test(`the board is clean, at rest and with a card in the hand, ${theme}`, async ({ open, host }) => {
    const route = (await trackerRoute(host)).replace('/TLF', '/board/TLF')
    const page = await open({ theme, route, width: theme === 'light' ? 1440 : 1024, height: 700 })
    await column(page, 'not_started').getByRole('option').first().click()
    await expectClean(page, 'the board')
    await page.keyboard.press('Space')
    await expectClean(page, 'a card in the hand')
  })
}
