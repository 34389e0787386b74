// `npm run gallery`: what lies over a screen or within it for a moment: editors, menus, questions, dialogs, refusals.
import type { Page } from '@playwright/test'
import { picture, sizes } from './picture.ts'
import { dragCells, paste } from './selection-parts.ts'
import { test as together } from './two-people.ts'
import { cellOf, connectionState, expect, grid, ready, rowOf, test, trackerIdOf, trackerRoute } from './window.ts'

test.setTimeout(600_000)
together.setTimeout(600_000)

const twoSizes = sizes.slice(0, 2)
const take = (page: Page, name: string) => picture(page, `state-${name}`, twoSizes)
/** Of something modal, beside which the page is hidden from assistive technology. */
const takeDialog = (page: Page, name: string) => picture(page, `state-${name}`, twoSizes, '[role=dialog]')
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

async function editor(page: Page, column: string, code = 't14.1.5') {
  await cellOf(rowOf(page, code), column).click({ position: { x: 30, y: 10 } })
  await page.keyboard.press('Enter')
  await take(page, `editor-${column}`)
  await page.keyboard.press('Escape')
}

test('the tracker while it is worked in', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  for (const column of ['production_programmer_id', 'production_status', 'due_date', 'tags']) await editor(page, column)
  await dragCells(page, ['t14.1.1', 'production_status'], ['t14.1.4', 'due_date'])
  await take(page, 'range')
  await dragCells(page, ['t14.1.1', 'code'], ['t14.1.5', 'code'])
  await take(page, 'rows-selected')
  await cellOf(rowOf(page, 't14.1.1'), 'due_date').click({ position: { x: 30, y: 10 } })
  await paste(page, { text: '03/04/2031\r\n04/05/2031\r\n' })
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await take(page, 'paste-question')
  await page.getByRole('alertdialog').getByRole('button').first().press('Enter')
  await cellOf(rowOf(page, 't14.1.1'), 'production_programmer_id').click({ position: { x: 30, y: 10 } })
  await paste(page, { text: 'Sanjay Iyer\tOn hold\r\nNobody Known\tin_progress\r\n' })
  await expect(page.getByRole('region', { name: 'What became of it' })).toContainText('Nobody Known')
  await take(page, 'paste-report')
  await grid(page).getByRole('columnheader', { name: 'Priority' }).first().click({ button: 'right' })
  await take(page, 'column-menu')
  await page.keyboard.press('Escape')
  await button(page, 'Columns').click()
  await take(page, 'columns')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^View: / }).click()
  await take(page, 'views')
  await page.keyboard.press('Escape')
  await cellOf(rowOf(page, 't14.1.5'), 'title').click()
  await page.keyboard.press('Control+i')
  await expect(page.getByRole('complementary', { name: /^Details of/ })).toBeVisible()
  await take(page, 'details')
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText('Tracker row').first()).toBeVisible()
  await take(page, 'details-history')
  await page.getByRole('tab', { name: /^Comments/ }).click()
  await take(page, 'details-comments')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible()
  await page.keyboard.type('adverse')
  await expect(page.getByRole('option').nth(3)).toBeVisible()
  await takeDialog(page, 'palette')
  await page.keyboard.press('Escape')
  await grid(page).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await takeDialog(page, 'keys')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Account of/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await take(page, 'account')
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('zzz')
  await expect(grid(page)).toBeHidden()
  await take(page, 'nothing-found')
})

test('without a host', async ({ host, open }) => {
  const route = await trackerRoute(host)
  const page = await open({ route, expectedErrors: /Failed to load|WebSocket/ })
  await ready(page)
  await cellOf(rowOf(page, 't14.1.4'), 'priority').click()
  await page.keyboard.type('crit')
  await host.stop()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible()
  await expect(connectionState(page)).toHaveAttribute('data-state', 'offline', { timeout: 20_000 })
  await take(page, 'offline')
})

test('dialogs', async ({ host, open }) => {
  const page = await open({ route: '/studies' })
  const show = (route: string) => page.evaluate((to) => (location.hash = `#${to}`), route)
  const asked = async (name: string, act: () => Promise<unknown>) => {
    await act()
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog')).first()).toBeVisible()
    await takeDialog(page, name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await button(page, 'Expand all').click()
  await take(page, 'studies-expanded')
  for (const add of ['study', 'release']) await asked(`${add}`, () => button(page, `Add a ${add}`).click())
  await asked('study-delete', () => button(page, 'Delete').click())
  await show('/packages/1')
  await asked('package', () => button(page, 'Add a package').click())
  await asked('item', () =>
    page
      .getByRole('listbox', { name: /Items of/ })
      .getByRole('option')
      .nth(2)
      .dblclick(),
  )
  await show('/texts/title')
  await asked('text', () => button(page, 'Add a title').click())
  await show('/tags')
  await asked('tag', () => button(page, 'Add a tag').click())
  await asked('tag-merge', () =>
    page
      .getByRole('complementary')
      .getByRole('button', { name: /^Merge/ })
      .click(),
  )
  await show('/people')
  await asked('person', () => button(page, 'Add a person').click())
  await asked('hand-over', () =>
    page
      .getByRole('complementary')
      .getByRole('button', { name: /^Hand work over/ })
      .click(),
  )
  await show('/backups')
  await asked('restore', () =>
    page
      .getByRole('button', { name: /^Restore the copy|^Restore/ })
      .first()
      .click(),
  )
  await show(await trackerRoute(host))
  await ready(page)
  await button(page, 'Spreadsheets').click()
  await expect(page.getByRole('menu')).toBeVisible()
  await picture(page, 'state-spreadsheets', twoSizes, '[role=menu]')
  await asked('import', () =>
    page
      .getByRole('menuitem', { name: /^Import/ })
      .first()
      .click(),
  )
  await page.getByRole('button', { name: /^Items of this effort/ }).click()
  await asked('copy', () => page.getByRole('menuitem', { name: /Copy from a package/ }).click())
})

together('two people at one cell', async ({ join }) => {
  const refused = /status of (404|409)/
  const ann = await join('ann', 'Ann Bell', { expectedErrors: refused })
  const bob = await join('bob', 'Bob Cole', { expectedErrors: refused })
  const begin = async (page: Page, text: string) => {
    await cellOf(rowOf(page, 't14.1.4'), 'priority').click()
    await page.keyboard.press('Enter')
    await page.keyboard.type(text)
  }
  await begin(bob.page, 'crit')
  await expect(ann.page.locator('.peer-editing')).toBeVisible()
  await take(ann.page, 'presence')
  await begin(ann.page, 'low')
  await ann.page.keyboard.press('Enter')
  await expect(cellOf(rowOf(bob.page, 't14.1.4'), 'priority')).toContainText('Low')
  await bob.page.keyboard.press('Enter')
  await expect(bob.page.getByRole('alert')).toBeVisible()
  await take(bob.page, 'conflict')
})

test.describe('under the strict workflow policy', () => {
  test.use({ hostOptions: { flags: ['--open', '--demo', '--strict'] } })
  test('a finding', async ({ host, open }) => {
    const page = await open({ route: await trackerRoute(host) })
    await ready(page)
    const cell = page.locator('[data-column=qc_status]').filter({ hasText: 'In progress' }).first()
    await cell.click({ position: { x: 30, y: 10 } })
    await page.keyboard.type('failed')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'What was found?' })).toBeVisible()
    await takeDialog(page, 'finding')
  })
})

test('changes of somebody else, a row that has left the filter', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await page
    .getByRole('button', { name: /^Overdue/ })
    .first()
    .click()
  const code = (await page.locator('[data-row] [data-column=code]').first().textContent())!.trim()
  const id = await trackerIdOf(host, page, code)
  await host.api('PUT', `/reporting-effort-tracker/${id}`, { due_date: '2099-01-01' })
  await expect(rowOf(page, code)).toHaveAttribute('aria-description', /no longer/)
  await take(page, 'left-the-filter')
})
