// Without a pointer: from the tree into the table, through the cells, into editors and out.
import { cellOf, expect, grid, PRIMARY_CSR, ready, rowOf, test, trackerRoute } from './window.ts'

test('choosing an effort and editing its cells needs no pointer', async ({ open }) => {
  const page = await open()
  const tree = page.getByRole('tree')
  await expect(tree).toBeVisible()
  await page.getByRole('searchbox', { name: 'Find a study, release or effort' }).focus()
  await page.keyboard.type('primary csr')
  await page.keyboard.press('Enter')
  await expect(tree).toBeFocused()
  await page.keyboard.press('Enter')
  await ready(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PRIMARY_CSR.label)

  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Filter rows' })).toBeFocused()
  await page.keyboard.type('t14.1.4')
  await page.keyboard.press('Enter')
  await expect(grid(page)).toBeFocused()
  const row = rowOf(page, 't14.1.4')
  const column = async () => {
    const id = await grid(page).getAttribute('aria-activedescendant')
    return page.locator(`[id="${id}"]`).getAttribute('data-column')
  }
  while ((await column()) !== 'production_programmer_id') await page.keyboard.press('ArrowRight')

  // Type to choose, Tab to take it and go on to the next cell.
  await page.keyboard.type('sanj')
  await page.keyboard.press('Tab')
  await expect(cellOf(row, 'production_programmer_id')).toContainText('Sanjay Iyer')
  expect(await column()).toBe('production_status')

  // F2 opens, arrows choose, Esc leaves everything as it was.
  await page.keyboard.press('F2')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()
  await expect(cellOf(row, 'production_status')).toContainText('Not started')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(cellOf(row, 'production_status')).toContainText('In progress')

  // As in a spreadsheet, Enter after Tab goes back to the column in which the run of Tab began.
  expect(await column()).toBe('production_programmer_id')

  // A day as people type it.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await column()).toBe('due_date')
  await page.keyboard.type('24 dec 2031')
  await page.keyboard.press('Enter')
  await expect(cellOf(row, 'due_date')).toContainText('24 Dec 2031')
  await expect(grid(page)).toBeFocused()

  // Sorting from the header.
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(grid(page).getByRole('columnheader', { name: 'Due' })).toHaveAttribute('aria-sort', 'ascending')
})

test('the tree opens and closes by the arrow keys', async ({ open }) => {
  const page = await open()
  const tree = page.getByRole('tree')
  await tree.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  const study = page.getByRole('treeitem', { name: PRIMARY_CSR.study })
  await expect(study).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('treeitem', { level: 3 })).not.toHaveCount(0)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(study).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('*')
  await expect(page.getByRole('treeitem', { level: 3 })).toHaveCount(7)
})

test('the active cell stays in the document however far one scrolls', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), height: 500 })
  await ready(page)
  await grid(page).focus()
  await page.keyboard.press('Control+End')
  const active = async () => page.locator(`[id="${await grid(page).getAttribute('aria-activedescendant')}"]`)
  await expect(await active()).toBeInViewport()
  await page.locator('.data-grid').evaluate((element) => element.scrollTo(0, 0))
  await expect(rowOf(page, 't14.1.1')).toBeInViewport()
  await expect(await active()).toBeAttached()
  await page.keyboard.press('Control+Home')
  await expect(await active()).toBeInViewport()
})

test('fifty rows are set, walked through, filled and emptied without a pointer', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await page.evaluate(() => {
    const counted = window as unknown as { pointerEvents: number }
    counted.pointerEvents = 0
    for (const type of ['pointerdown', 'mousedown', 'click']) {
      window.addEventListener(type, () => (counted.pointerEvents += 1), { capture: true })
    }
  })
  await page.keyboard.press('/')
  await page.keyboard.press('Enter')
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Control+Home')
  const column = async () => {
    const id = await grid(page).getAttribute('aria-activedescendant')
    return page.locator(`[id="${id}"]`).getAttribute('data-column')
  }
  while ((await column()) !== 'qc_level') await page.keyboard.press('ArrowRight')
  for (let row = 1; row < 50; row += 1) await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByTestId('selection')).toHaveText('50 cells in 50 rows')

  // One value for all that is selected.
  await page.keyboard.press('F2')
  await page.keyboard.type('3')
  await page.keyboard.press('Control+Enter')
  const report = page.getByRole('region', { name: 'What became of it' })
  await expect(report).toBeVisible()
  await expect(cellOf(rowOf(page, 't14.1.1'), 'qc_level')).toHaveText('3')
  await expect(page.getByTestId('selection')).toHaveText('50 cells in 50 rows')

  // One after the other.
  await page.keyboard.press('ArrowDown')
  for (let row = 0; row < 5; row += 1) {
    await page.keyboard.type('level 1')
    await page.keyboard.press('Enter')
  }
  await expect(cellOf(rowOf(page, 't14.1.2'), 'qc_level')).toHaveText('1')
  await expect(cellOf(rowOf(page, 't14.1.6'), 'qc_level')).toHaveText('1')

  // Down from the first of a range, and empty again.
  await page.keyboard.press('Control+Home')
  while ((await column()) !== 'qc_level') await page.keyboard.press('ArrowRight')
  for (let row = 1; row < 6; row += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await expect(cellOf(rowOf(page, 't14.1.6'), 'qc_level')).toHaveText('3')
  await page.keyboard.press('Delete')
  await expect(cellOf(rowOf(page, 't14.1.6'), 'qc_level')).toHaveText('–')

  // Tags: put in and taken out by name.
  while ((await column()) !== 'tags') await page.keyboard.press('ArrowRight')
  await page.keyboard.type('top')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(grid(page)).toBeFocused()

  // Tab passes from cell to cell until Esc; then it leaves the table.
  await page.keyboard.press('Home')
  await page.keyboard.press('Tab')
  expect(await column()).toBe('title')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(grid(page)).not.toBeFocused()
  expect(await page.evaluate(() => (window as unknown as { pointerEvents: number }).pointerEvents)).toBe(0)
})
