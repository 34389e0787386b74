// Typed filters, presets and chips: they combine, can be seen and taken off one by one, survive a reload, and a row that a
// live change takes out of them stays, marked, until the person asks.
import type { Page } from '@playwright/test'
import { cellOf, expect, grid, ready, rowOf, test, trackerIdOf, trackerRoute } from './window.ts'

const shownRows = (page: Page) => page.getByTestId('row-count')
const chips = (page: Page) => page.getByRole('list', { name: 'Active filters' })
const preset = (page: Page, name: string) => page.getByRole('group', { name: 'Presets' }).getByRole('button', { name })

async function openMenu(page: Page, column: string) {
  await grid(page).getByRole('columnheader', { name: column }).first().click({ button: 'right' })
  return page.getByRole('dialog', { name: new RegExp(`^Menu of .*${column}$`) })
}

test('text, sets, days and presets combine; each chip can be taken off', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await expect(shownRows(page)).toHaveText('94 of 94 rows')

  const output = await openMenu(page, 'Output')
  await output.getByRole('textbox').fill('t14.1.*')
  await page.keyboard.press('Escape')
  await expect(chips(page)).toContainText('“t14.1.*”')
  const outputs = await grid(page).locator('[role=row] [data-column=code]').allInnerTexts()
  expect(outputs.every((code) => code.startsWith('t14.1.'))).toBe(true)
  const byText = outputs.length

  const status = await openMenu(page, 'Status')
  const completed = status.getByRole('checkbox', { name: /^Completed/ })
  const count = Number((await status.locator('label', { hasText: 'Completed' }).locator('.count').innerText()).trim())
  await completed.check()
  await page.keyboard.press('Escape')
  await expect(shownRows(page)).toHaveText(`${count} of 94 rows`)
  expect(count).toBeLessThan(byText)

  await page.reload()
  await ready(page)
  await expect(shownRows(page)).toHaveText(`${count} of 94 rows`)
  await chips(page).getByRole('button', { name: 'Remove the filter of Output' }).click()
  await expect(chips(page)).not.toContainText('t14.1')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(shownRows(page)).toHaveText('94 of 94 rows')
})

test('presets are one click, with the number of rows they show', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  for (const name of ['Unassigned', 'Overdue', 'Ready for QC', 'QC failed', 'Open comments']) {
    const count = (await preset(page, name).locator('.count').innerText()).trim()
    expect(Number(count), name).toBeGreaterThan(0)
    await preset(page, name).click()
    await expect(shownRows(page), name).toHaveText(`${count} of 94 rows`)
    await preset(page, name).click()
  }
  await preset(page, 'Overdue').click()
  await expect(grid(page).locator('[role=row] .due-note.overdue').first()).toBeVisible()
  await preset(page, 'Overdue').click()

  // A row that breaks a rule says which: on it, in the bar below when it is the active one, and in its details.
  const row = grid(page)
    .getByRole('row')
    .filter({ has: page.getByText('In progress', { exact: true }) })
    .first()
  const item = Number(await row.getAttribute('data-row'))
  const { id } = await host.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${item}`)
  await expect(row.locator('.breach')).toHaveCount(0)
  await host.api('PUT', `/reporting-effort-tracker/${id}`, { due_date: null })
  const sentence = 'A production programmer needs a due date: set the due date as well.'
  await expect(preset(page, 'Breaks a rule')).toContainText('1')
  await preset(page, 'Breaks a rule').click()
  await expect(shownRows(page)).toHaveText('1 of 94 rows')
  const broken = grid(page).locator(`[data-row="${item}"]`)
  await expect(broken.locator('.breach')).toHaveAttribute('title', sentence)
  await broken.locator('[data-column=title]').click()
  await expect(page.locator('#status-detail')).toContainText(sentence)
  await page.keyboard.press('Control+i')
  await expect(page.getByRole('list', { name: 'Rules that it breaks' })).toHaveText(sentence)
})

test('a person can be asked for as nobody and as me', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const menu = await openMenu(page, 'Programmer')
  await menu.getByRole('checkbox', { name: /^Unassigned/ }).check()
  await page.keyboard.press('Escape')
  await expect(cellOf(grid(page).locator('[data-row]').first(), 'production_programmer_id')).toHaveText('Unassigned')
  await chips(page)
    .getByRole('button', { name: /Unassigned/ })
    .click()
  await page.getByRole('textbox', { name: /^Find in/ }).fill('me')
  await page.getByRole('checkbox', { name: /^Me/ }).check()
  await page.keyboard.press('Escape')
  await expect(chips(page)).toContainText('Me or Unassigned')
})

test('an expression is checked before it is used', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const menu = await openMenu(page, 'Output')
  await menu.getByRole('checkbox', { name: 'Regular expression' }).check()
  await menu.getByRole('textbox').fill('^t14\\.(1')
  await expect(menu.getByRole('alert')).toContainText('Not an expression yet')
  await expect(shownRows(page)).toHaveText('94 of 94 rows')
  await menu.getByRole('textbox').fill('^[fl]1[46]\\.')
  await expect(menu.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 't14.1.1')).toHaveCount(0)
  await expect(rowOf(page, 'f14.1.1')).toBeVisible()
  // After a reload the engine is fetched again, and nothing is left standing that does not belong.
  await page.reload()
  await ready(page)
  await expect(rowOf(page, 't14.1.1')).toHaveCount(0)
})

test('days narrow by what they mean today', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const overdue = (await preset(page, 'Overdue').locator('.count').innerText()).trim()
  const menu = await openMenu(page, 'Due')
  await menu.getByRole('button', { name: 'Overdue' }).click()
  await expect(shownRows(page)).toHaveText(`${overdue} of 94 rows`)
  await menu.getByRole('textbox', { name: 'From day' }).fill('+1')
  await page.keyboard.press('Tab')
  await expect(chips(page)).toContainText('from')
  await menu.getByRole('button', { name: 'No date' }).click()
  await page.keyboard.press('Escape')
  await expect(cellOf(grid(page).locator('[data-row]').first(), 'due_date')).toHaveText('–')
})

test('a row that a live change takes out of the filter stays, marked, until the next view', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const id = await trackerIdOf(host, page, 't14.1.5')
  const menu = await openMenu(page, 'Priority')
  await menu.getByRole('checkbox', { name: /^High/ }).check()
  await page.keyboard.press('Escape')
  const row = rowOf(page, 't14.1.5')
  await expect(row).toBeVisible()
  const place = await row.getAttribute('aria-rowindex')

  await host.api('PUT', `/reporting-effort-tracker/${id}`, { priority: 'low' })
  await expect(cellOf(row, 'priority')).toContainText('Low')
  await expect(row).toHaveAttribute('aria-description', /the filter no longer has this row/)
  expect(await row.getAttribute('aria-rowindex')).toBe(place)
  await page.getByRole('button', { name: /Order again/ }).click()
  await expect(row).toHaveCount(0)
})
