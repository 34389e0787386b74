// The lead's dashboard and the calendar in a real window: numbers that lead to their rows, follow what others do, and are
// told as text as well.
import type { Page } from '@playwright/test'
import type { Tracker } from '../../shared/entities/tracker.ts'
import { expectClean } from './axe.ts'
import { expect, grid, test } from './window.ts'

const card = (page: Page, name: string) => page.locator(`[data-card=${name}]`)
const number = async (page: Page, name: string) => Number(await card(page, name).textContent())
const sheet = (page: Page) => page.getByRole('dialog')

test('a number leads to the rows it counts, and a row to its tracker', async ({ open }) => {
  const page = await open({ route: '/dashboard' })
  const overdue = await number(page, 'overdue')
  expect(overdue).toBeGreaterThan(0)
  await card(page, 'overdue').click()
  await expect(sheet(page).getByRole('link')).toHaveCount(overdue)
  const code = (await sheet(page).getByRole('link').first().locator('.code').textContent())!
  await sheet(page).getByRole('link').first().click()
  await expect(grid(page).locator('[data-column=code]').getByText(code, { exact: true })).toBeVisible()
})

test('charts are tables too, and their numbers lead to rows by keyboard', async ({ open }) => {
  const page = await open({ route: '/dashboard' })
  await expect(page.getByRole('img', { name: /^SDTM: \d+ of \d+ complete/ }).locator('svg')).toBeVisible()
  await page.getByRole('button', { name: 'By kind as a table' }).press('Enter')
  const link = page.getByRole('button', { name: /^Table: \d+$/ })
  const count = Number(await link.textContent())
  await link.press('Enter')
  await expect(sheet(page).getByRole('heading', { name: 'Table' })).toBeVisible()
  await expect(sheet(page).getByRole('link')).toHaveCount(count)
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()
})

test('the week of a person stands against what the person takes, said in its place', async ({ open, host }) => {
  const page = await open({ route: '/dashboard' })
  const users = await host.api<{ id: number; display_name: string; weekly_capacity: number | null }[]>('GET', '/users/')
  const line = page.locator('[data-person]').first()
  const id = Number(await line.getAttribute('data-person'))
  const person = users.find((each) => each.id === id)!
  const week = line.getByRole('button', { name: /This week/ })
  const count = Number(await week.textContent())
  await week.press('Enter')
  await expect(sheet(page).getByRole('link')).toHaveCount(count)
  await page.keyboard.press('Escape')

  const field = line.getByRole('textbox', { name: `Items that ${person.display_name} takes in a week` })
  await expect(field).toHaveValue(String(person.weekly_capacity))
  await field.fill('many')
  await field.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await field.press('Escape')
  await expect(field).toHaveValue(String(person.weekly_capacity))
  await field.fill(String(count + 2))
  await field.press('Enter')
  const moved = page.locator(`[data-person="${id}"]`)
  await expect(moved).toContainText('room for 2 more')
  // From elsewhere: nobody says any more.
  await host.api('PUT', `/users/${id}/capacity`, { weekly_capacity: null })
  await expect(moved).toContainText('nobody said how much')
})

test('numbers follow what others change, of one effort and of all', async ({ host, open }) => {
  const page = await open({ route: '/dashboard' })
  const before = await number(page, 'items')
  await page.getByRole('button', { name: /^Which effort/ }).click()
  await page.getByRole('option', { name: 'TRL-0427-301 › Primary database lock › Primary CSR' }).click()
  await expect(card(page, 'items')).not.toHaveText(String(before))
  expect(page.url()).toContain('effort=')
  const effort = Number(new URL(page.url().replace('#', '')).searchParams.get('effort'))
  const overdue = await number(page, 'overdue')
  const trackers = await host.api<Tracker[]>('GET', '/reporting-effort-tracker/?limit=1000')
  const items = await host.api<{ id: number }[]>('GET', `/reporting-effort-items/by-effort/${effort}`)
  const own = new Set(items.map(({ id }) => id))
  const late = trackers.find((row) => own.has(row.reporting_effort_item_id) && !row.due_date)
  expect(late).toBeDefined()
  await host.api('PUT', `/reporting-effort-tracker/${late!.id}`, { due_date: '2020-01-01' })
  await expect(card(page, 'overdue')).toHaveText(String(overdue + 1))
})

test('the calendar is walked by keyboard, opens a day and narrows', async ({ open }) => {
  const page = await open({ route: '/calendar' })
  const month = grid(page)
  const today = month.locator('[aria-current=date]')
  await today.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary')
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(today).toBeFocused()
  const first = (await today.getAttribute('data-day'))!
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  const later = new Date(Date.parse(first) + 8 * 86_400_000).toISOString().slice(0, 10)
  await expect(month.locator(`[data-day="${later}"]`)).toBeFocused()
  const heading = await month.getAttribute('aria-label')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageUp')
  await expect(month).toHaveAttribute('aria-label', heading!)

  const late = month.getByRole('gridcell', { name: /overdue/ }).first()
  if ((await late.count()) === 0) await page.getByRole('button', { name: 'The month before' }).click()
  const count = Number(/(\d+) overdue/.exec((await late.locator('.sr-only').textContent())!)![1])
  await late.click()
  await expect(panel.locator('.due.overdue')).toHaveCount(count)
  // Nothing of the demo study is the owner's.
  await page.getByRole('button', { name: 'Mine' }).click()
  await expect(panel.getByRole('link')).toHaveCount(0)
})

for (const theme of ['light', 'dark'] as const) {
  test(`dashboard and calendar are clean, ${theme}`, async ({ open }) => {
    const page = await open({ theme, route: '/dashboard' })
    await expect(card(page, 'complete')).toBeVisible()
    await expectClean(page, 'dashboard')
    await page.getByRole('button', { name: 'By kind as a table' }).click()
    await page.getByRole('button', { name: 'Progress as a table' }).click()
    await expectClean(page, 'dashboard as tables')
    await card(page, 'overdue').click()
    await expect(sheet(page).getByRole('link').first()).toBeVisible()
    await expectClean(page, 'rows behind a number')

    const calendar = await open({ theme, width: 1024, height: 700, route: '/calendar' })
    await calendar.locator('[aria-current=date]').click()
    await expect(calendar.getByRole('complementary')).toBeVisible()
    await expectClean(calendar, 'calendar')

    for (const route of ['/dashboard', '/calendar']) {
      const narrow = await open({ theme, width: 390, height: 800, route })
      await expect(narrow.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(narrow.getByRole('heading', { level: 2 }).first()).toBeVisible()
      await expectClean(narrow, `${route}, 390 pixels wide`)
      expect(await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  })
}
