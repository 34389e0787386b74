// Every state of the window in both themes, looked over by axe: WCAG 2.2 A and AA.
import { expectClean } from './axe.ts'
import { dragCells, paste } from './selection-parts.ts'
import { cellOf, connectionState, expect, grid, ready, rowOf, test, trackerRoute } from './window.ts'

for (const theme of ['light', 'dark'] as const) {
  test(`the tracker and its editors are clean, ${theme}`, async ({ host, open }) => {
    const page = await open({ theme, height: 560, route: await trackerRoute(host) })
    await ready(page)
    await expectClean(page, 'tracker')
    await cellOf(rowOf(page, 't14.1.5'), 'qc_programmer_id').click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listbox')).toBeVisible()
    await expectClean(page, 'option editor')
    await page.keyboard.press('Escape')
    await cellOf(rowOf(page, 't14.1.5'), 'due_date').click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Due' })).toBeFocused()
    await expectClean(page, 'day editor')
    await page.keyboard.press('Escape')
    await cellOf(rowOf(page, 't14.1.5'), 'tags').click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listbox')).toBeVisible()
    await expectClean(page, 'tag editor')
    await page.keyboard.press('Escape')
    await dragCells(page, ['t14.1.1', 'due_date'], ['t14.1.4', 'due_date'])
    await paste(page, { text: '03/04/2031' })
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await expectClean(page, 'a range, and a question about a paste')
    await page.getByRole('button', { name: 'Do not paste' }).click()
    await page.getByRole('searchbox', { name: 'Filter rows' }).fill('zzz')
    await expect(grid(page)).toBeHidden()
    await expectClean(page, 'nothing found')
    await page.getByRole('button', { name: /Account of/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectClean(page, 'account')
  })

  test(`refusals and a broken line are told cleanly, ${theme}`, async ({ host, open }) => {
    const route = await trackerRoute(host)
    const page = await open({ theme, height: 560, route, expectedErrors: /Failed to load|WebSocket/ })
    await ready(page)
    await cellOf(rowOf(page, 't14.1.4'), 'priority').click()
    await page.keyboard.type('crit')
    await host.stop()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible()
    await expect(connectionState(page)).toHaveAttribute('data-state', 'offline', { timeout: 20_000 })
    await expectClean(page, 'refused and offline')
  })

  test(`narrow windows and the start page are clean, ${theme}`, async ({ host, open }) => {
    const page = await open({ theme, width: 390, height: 800 })
    await expect(page.getByRole('link').first()).toBeVisible()
    await expectClean(page, 'choice of an effort')
    await page.getByRole('button', { name: 'Show the studies' }).first().click()
    await expect(page.getByRole('tree')).toBeVisible()
    await expectClean(page, 'drawer')
    const small = await open({ theme, width: 320, height: 640, route: await trackerRoute(host) })
    await ready(small)
    await expectClean(small, '320 pixels wide')
    const overflow = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

test.describe('without studies', () => {
  test.use({ hostOptions: { flags: ['--open'] } })
  test('the empty workspace is clean and offers the demo study', async ({ open }) => {
    const page = await open()
    await expectClean(page, 'empty')
    await page.getByRole('button', { name: 'Load the demo study' }).click()
    await expect(page.getByRole('treeitem', { level: 1 })).toHaveCount(3)
    await page.getByRole('link', { name: /Primary CSR/ }).click()
    await ready(page)
  })
})

test.describe('with sign-in', () => {
  test.use({ hostOptions: { flags: [], password: 'a long enough password' } })
  for (const theme of ['light', 'dark'] as const) {
    test(`the sign-in is clean, ${theme}`, async ({ open }) => {
      const page = await open({ theme })
      await expect(page.getByLabel('User name')).toBeVisible()
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await expectClean(page, 'sign-in')
    })
  }
})
