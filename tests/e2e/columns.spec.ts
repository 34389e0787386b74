// Columns are hidden, moved, pinned and sized by pointer and by keyboard, rows are ordered by several of them, and all of it
// is there again after a reload.
import type { Page } from '@playwright/test'
import { cellOf, expect, grid, ready, rowOf, test, trackerRoute } from './window.ts'

const heading = (page: Page, name: string | RegExp) => grid(page).getByRole('columnheader', { name })
const columnIds = (page: Page) =>
  page
    .locator('.data-grid .titles [role=columnheader]')
    .evaluateAll((headings) => headings.map(({ id }) => id.replace(/^.*-header-/, '')))
const codes = (page: Page) => grid(page).locator('[role=row] [data-column=code]').allInnerTexts()

test('rows are ordered by several columns, shown with their numbers', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await heading(page, 'Priority').getByRole('button', { name: 'Priority' }).click()
  await heading(page, 'Due')
    .getByRole('button', { name: 'Due' })
    .click({ modifiers: ['Shift'] })
  await expect(heading(page, 'Priority')).toHaveAttribute('aria-sort', 'ascending')
  await expect(heading(page, 'Priority').locator('.place')).toHaveText('1')
  await expect(heading(page, 'Due').locator('.place')).toHaveText('2')
  const first = await grid(page).locator('[role=row] [data-column=priority]').first().innerText()
  expect(first).toContain('Critical')

  await page.reload()
  await ready(page)
  await expect(heading(page, 'Due').locator('.place')).toHaveText('2')
  // Without Shift one column replaces them all, and output numbers are ordered as people count.
  await heading(page, 'Output').getByRole('button', { name: 'Output' }).click()
  await expect(heading(page, 'Priority')).toHaveAttribute('aria-sort', 'none')
  const listed = await codes(page)
  expect(listed.indexOf('f14.1.1')).toBe(0)
})

test('the keyboard orders, moves, sizes and opens the menu from a heading', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), width: 1600 })
  await ready(page)
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  expect((await columnIds(page)).slice(0, 3)).toEqual(['code', 'category', 'title'])
  const before = (await heading(page, 'Title').boundingBox())!.width
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await heading(page, 'Title').boundingBox())!.width).toBe(before + 16)
  await page.keyboard.press('Shift+Enter')
  await expect(heading(page, 'Title')).toHaveAttribute('aria-sort', 'ascending')

  await page.keyboard.press('Alt+ArrowDown')
  const menu = page.getByRole('dialog', { name: 'Menu of Title' })
  await menu.getByRole('button', { name: 'Hide the column' }).press('Enter')
  await expect(heading(page, 'Title')).toHaveCount(0)
  await expect(grid(page)).toBeFocused()
})

test('the pointer moves and sizes; a double click fits', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  // What a cell is too narrow for is told where the pointer rests.
  const title = grid(page).locator('[role=row] [data-column=title]').first()
  await title.hover()
  await expect(title).toHaveAttribute('title', await title.innerText())

  const from = (await heading(page, 'Priority').boundingBox())!
  const to = (await heading(page, 'Title').boundingBox())!
  await page.mouse.move(from.x + 20, from.y + 15)
  await page.mouse.down()
  await page.mouse.move(from.x - 40, from.y + 15, { steps: 3 })
  await page.mouse.move(to.x + 20, to.y + 15, { steps: 5 })
  await page.mouse.up()
  expect((await columnIds(page)).slice(0, 3)).toEqual(['code', 'priority', 'title'])
  // A pull is no click.
  await expect(heading(page, 'Priority')).toHaveAttribute('aria-sort', 'none')

  const edge = heading(page, 'Output').locator('.edge')
  const box = (await edge.boundingBox())!
  await page.mouse.move(box.x + 4, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 64, box.y + 10, { steps: 4 })
  await page.mouse.up()
  const wide = (await heading(page, 'Output').boundingBox())!.width
  expect(wide).toBeCloseTo(104 + 60, -1)
  await edge.dblclick()
  await expect.poll(async () => (await heading(page, 'Output').boundingBox())!.width).toBeLessThan(wide)
})

test('the chooser shows, hides and pins, and goes back to the beginning', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), width: 1600 })
  await ready(page)
  await page.getByRole('button', { name: 'Columns' }).click()
  const chooser = page.getByRole('dialog', { name: 'Columns' })
  await chooser.getByRole('checkbox', { name: /^Population/ }).check()
  await chooser.getByRole('checkbox', { name: /^Category/ }).uncheck()
  await chooser.getByRole('button', { name: 'Title: keep in place' }).click()
  await page.keyboard.press('Escape')
  await expect(heading(page, 'Population')).toBeVisible()
  await expect(heading(page, 'Category')).toHaveCount(0)
  await expect(cellOf(rowOf(page, 't14.1.1'), 'population')).not.toBeEmpty()

  // Pinned columns stay where they are while the others pass below them.
  const place = (await heading(page, 'Title').boundingBox())!.x
  await page.locator('.data-grid').evaluate((element) => (element.scrollLeft = 500))
  expect((await heading(page, 'Title').boundingBox())!.x).toBe(place)
  expect((await cellOf(rowOf(page, 't14.1.1'), 'title').boundingBox())!.x).toBe(place)

  await page.reload()
  await ready(page)
  await expect(heading(page, 'Population')).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await chooser.getByRole('button', { name: 'As at the beginning' }).click()
  await expect(heading(page, 'Category')).toHaveCount(1)
  await expect(heading(page, 'Population')).toHaveCount(0)
})
