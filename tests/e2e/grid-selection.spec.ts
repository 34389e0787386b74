// What is selected, by pointer and by keys, and that it is said exactly.
import type { Page } from '@playwright/test'
import { dragCells } from './selection-parts.ts'
import { cellOf, expect, grid, ready, rowOf, test, trackerRoute } from './window.ts'

const said = (page: Page) => page.getByTestId('selection')
const shownRows = async (page: Page) => Number((await page.getByTestId('row-count').textContent())!.match(/\d+/)![0])

test('a range by the pointer and by Shift is said and marked', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await dragCells(page, ['t14.1.1', 'production_status'], ['t14.1.3', 'due_date'])
  await expect(said(page)).toHaveText('9 cells in 3 rows')
  await expect(cellOf(rowOf(page, 't14.1.2'), 'priority')).toHaveAttribute('aria-selected', 'true')
  await expect(cellOf(rowOf(page, 't14.1.2'), 'qc_status')).toHaveAttribute('aria-selected', 'false')
  await expect(grid(page)).toHaveAttribute('aria-multiselectable', 'true')

  await page.keyboard.press('Shift+ArrowDown')
  await expect(said(page)).toHaveText('12 cells in 4 rows')
  await page.keyboard.press('Escape')
  await expect(said(page)).toHaveText('')

  await cellOf(rowOf(page, 't14.1.1'), 'priority').click({ position: { x: 30, y: 10 } })
  await cellOf(rowOf(page, 't14.1.4'), 'priority').click({ position: { x: 30, y: 10 }, modifiers: ['Control'] })
  await expect(said(page)).toHaveText('2 cells in 2 rows')
})

test('whole rows, whole columns, everything, and never what the filter hides', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await cellOf(rowOf(page, 't14.1.2'), 'code').click({ position: { x: 4, y: 10 } })
  await expect(said(page)).toHaveText('one row selected')
  await cellOf(rowOf(page, 't14.1.4'), 'code').click({ position: { x: 4, y: 10 }, modifiers: ['Shift'] })
  await expect(said(page)).toHaveText('3 rows selected')

  const all = await shownRows(page)
  await page.keyboard.press('Control+a')
  await expect(said(page)).toHaveText(`all ${all} rows selected`)
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('t14.1')
  await expect(page.getByTestId('row-count')).not.toHaveText(new RegExp(`^${all} `))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+a')
  await expect(said(page)).toHaveText(`all ${await shownRows(page)} rows selected`)

  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Space')
  await expect(said(page)).toHaveText(`${await shownRows(page)} cells in ${await shownRows(page)} rows`)
})

test('a remote change leaves the selection as it is', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await dragCells(page, ['t14.1.1', 'priority'], ['t14.1.4', 'priority'])
  const itemId = Number(await rowOf(page, 't14.1.2').getAttribute('data-row'))
  const { id } = await host.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${itemId}`)
  await host.api('PUT', `/reporting-effort-tracker/${id}`, { priority: 'critical' })
  await expect(cellOf(rowOf(page, 't14.1.2'), 'priority')).toContainText('Critical')
  await expect(said(page)).toHaveText('4 cells in 4 rows')
})
