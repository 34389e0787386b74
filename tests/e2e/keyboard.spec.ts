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
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight')
  expect(await column()).toBe('production_programmer_id')

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

  // A day as people type it.
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
