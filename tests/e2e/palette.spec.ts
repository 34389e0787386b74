// The palette and the list of keys, by keyboard alone: what is here at once, what the host finds, what was used lately,
// commands of the screen, and where each leads.
import type { Page, Route } from '@playwright/test'
import { expectClean } from './axe.ts'
import { cellOf, expect, grid, PRIMARY_CSR, ready, rowOf, test, trackerRoute } from './window.ts'

test.use({ hostOptions: { flags: ['--demo', '--open'] } })

const field = (page: Page) => page.getByRole('combobox', { name: 'Search and commands' })
const options = (page: Page) => page.getByRole('listbox', { name: 'Found' }).getByRole('option')
const chosen = (page: Page) => page.getByRole('listbox', { name: 'Found' }).getByRole('option', { selected: true })
async function ask(page: Page, text: string) {
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(text)
}

test('everything is found and opened by keyboard', async ({ open, host }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)

  // An item of another kind in the open effort: its tab opens and its row is active.
  await ask(page, 'adae')
  await expect(chosen(page)).toContainText('ADAE')
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await chosen(page).getAttribute('id'))!)
  await page.keyboard.press('Enter')
  await expect(field(page)).toBeHidden()
  await expect(page).toHaveURL(/\/effort\/\d+\/ADaM$/)
  await expect(cellOf(rowOf(page, 'ADAE'), 'code')).toHaveClass(/active/)
  await expect(grid(page)).toBeFocused()

  // A comment that only the host knows of, in an effort that is not open.
  const here = Number(/effort\/(\d+)/.exec(page.url())![1])
  const efforts = await host.api<{ id: number }[]>('GET', '/reporting-efforts/')
  const items = await Promise.all(
    efforts
      .filter(({ id }) => id !== here)
      .map(({ id }) =>
        host.api<{ id: number; reporting_effort_id: number; item_code: string }[]>(
          'GET',
          `/reporting-effort-items/by-effort/${id}`,
        ),
      ),
  )
  const elsewhere = items.flat()[0]!
  const tracker = await host.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${elsewhere.id}`)
  await host.api('POST', '/tracker-comments/', {
    tracker_id: tracker.id,
    comment_text: 'The zymurgy column is missing',
  })
  await ask(page, 'zymur')
  await expect(options(page)).toHaveCount(1)
  await expect(chosen(page).locator('mark')).toHaveText('zymur')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/effort/${elsewhere.reporting_effort_id}/`))
  await expect(cellOf(rowOf(page, elsewhere.item_code), 'code')).toHaveClass(/active/)

  // Lately used ones stand first, and lead there although their rows are not here.
  await ask(page, '')
  await expect(options(page).first()).toContainText(elsewhere.item_code)
  await expect(options(page).nth(1)).toContainText('ADAE')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/effort/${here}/ADaM$`))
  await expect(cellOf(rowOf(page, 'ADAE'), 'code')).toHaveClass(/active/)

  // Efforts are told apart by their path, screens and people are there.
  await ask(page, PRIMARY_CSR.label)
  await expect(chosen(page)).toContainText(`${PRIMARY_CSR.study} › ${PRIMARY_CSR.release}`)
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()
  await ask(page, 'calendar')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/calendar$/)
  await ask(page, 'tuan nguyen')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/work$/)
  await expect(page.getByLabel('Tuan Nguyen')).toBeVisible()

  // A text opens its screen with the text chosen; a study the tree at its line.
  await ask(page, 'trl-0427-102')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/studies$/)
  await expect(page.getByRole('treeitem', { name: /TRL-0427-102/, selected: true })).toBeVisible()

  // What is not there is said; letters that are syntax elsewhere are letters.
  await ask(page, '"qqxx* NEAR(')
  await expect(page.getByRole('status').filter({ hasText: 'Nothing is called' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeHidden()
})

test('commands of the screen, their keys, and the list of all keys', async ({ open, host }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)

  await ask(page, 'overdue')
  await expect(chosen(page)).toContainText('Show only: Overdue')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Overdue/ })).toHaveAttribute('aria-pressed', 'true')
  await ask(page, 'clear all')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Overdue/ })).toHaveAttribute('aria-pressed', 'false')

  await ask(page, 'add an')
  await page.keyboard.press('Escape')
  await ask(page, 'new study')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('PALETTE-1')
  // Within a dialog the keys of the window are not heard.
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('treeitem', { name: /PALETTE-1/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('treeitem', { name: /PALETTE-1/ })).toBeHidden()
  await ask(page, 'redo')
  await expect(chosen(page)).toContainText('Redo: creation of PALETTE-1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('treeitem', { name: /PALETTE-1/ })).toBeVisible()

  await ask(page, 'dark')
  await expect(chosen(page)).toContainText('Dark colours')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveClass(/dark/)

  await page.getByRole('tree').last().focus()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(dialog).toContainText('Search everything, run a command')
  await expect(dialog).toContainText('Fill down')
  // The menu of the desktop program is not here.
  await expect(dialog).not.toContainText('Open a workspace')
  await expectClean(page, 'keys, dark', '[role=dialog]')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Search everything' }).click()
  await expect(field(page)).toBeFocused()
  await page.keyboard.type('fill down')
  await expect(chosen(page)).toContainText('Fill down')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
})

test('what is typed before the palette is there is its query, and not a value of the table behind', async ({
  open,
  host,
}) => {
  const asked = Promise.withResolvers<Route>()
  const page = await open({
    route: await trackerRoute(host),
    prepare: (page) => page.route('**/CommandPalette-*.js', (route) => asked.resolve(route)),
  })
  await ready(page)
  await grid(page).locator('[data-row] [data-column=title]').first().click()
  const palette = await asked.promise
  await page.keyboard.press('Control+k')
  await page.keyboard.type('dark colourx')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('s')
  await page.keyboard.press('Enter')
  await expect(grid(page).getByRole('textbox')).toHaveCount(0)
  await palette.continue()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await expect(grid(page)).toBeFocused()

  // A second opening begins with an empty line.
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue('')
})

test('clean in both themes, within a small window too', async ({ open, host }) => {
  const page = await open({ route: await trackerRoute(host), width: 1024, height: 700 })
  await ready(page)
  await expectClean(page, 'the header with its search, light')
  await ask(page, 'adverse')
  await expect(page.getByRole('group', { name: 'In the whole workspace' })).toBeVisible()
  await expectClean(page, 'palette, light', '[role=dialog]')
  const box = (await page.getByRole('dialog').boundingBox())!
  expect(box.y + box.height).toBeLessThan(700)
  await page.keyboard.press('Escape')

  await page.emulateMedia({ colorScheme: 'dark' })
  await expectClean(page, 'the header with its search, dark')
  await ask(page, '')
  await expectClean(page, 'palette, dark', '[role=dialog]')
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: 390, height: 700 })
  await page.getByRole('button', { name: 'Search everything' }).click()
  await page.keyboard.type('new study')
  await expect(chosen(page)).toContainText('New study')
  const small = (await page.getByRole('dialog').boundingBox())!
  expect(small.x).toBeGreaterThanOrEqual(0)
  expect(small.x + small.width).toBeLessThanOrEqual(390)
})
