// The menus of columns, views and filters and the panel of details in both themes, looked over by axe.
import { expectClean } from './axe.ts'
import { cellOf, expect, grid, ready, rowOf, test, trackerIdOf, trackerRoute } from './window.ts'

for (const theme of ['light', 'dark'] as const) {
  test(`what arranges and narrows the tracker is clean, ${theme}`, async ({ host, open }) => {
    test.slow()
    const page = await open({ theme, height: 640, route: await trackerRoute(host) })
    await ready(page)
    const menuOf = async (column: string) => {
      await grid(page).getByRole('columnheader', { name: column }).first().click({ button: 'right' })
      return page.getByRole('dialog', { name: /^Menu of/ })
    }
    const priority = await menuOf('Priority')
    await priority.getByRole('checkbox', { name: /^High/ }).check()
    await expectClean(page, 'menu with a set')
    await page.keyboard.press('Escape')
    const output = await menuOf('Output')
    await output.getByRole('checkbox', { name: 'Regular expression' }).check()
    await output.getByRole('textbox').fill('t14.(')
    await expect(output.getByRole('alert')).toBeVisible()
    await expectClean(page, 'menu with a broken expression')
    await page.keyboard.press('Escape')
    const due = await menuOf('Due')
    await due.getByRole('button', { name: 'Any date' }).click()
    await expectClean(page, 'menu with days')
    await page.keyboard.press('Escape')

    const id = await trackerIdOf(host, page, 't14.1.5')
    await host.api('PUT', `/reporting-effort-tracker/${id}`, { priority: 'low' })
    await expect(rowOf(page, 't14.1.5')).toHaveAttribute('aria-description', /no longer/)
    await cellOf(rowOf(page, 't14.1.5'), 'title').click()
    await page.keyboard.press('Control+i')
    await expect(page.getByRole('complementary', { name: /^Details of/ })).toBeVisible()
    await expectClean(page, 'a row that has left the filter, and details')
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('Tracker row').first()).toBeVisible()
    await expectClean(page, 'history')
    await page.getByRole('tab', { name: /^Comments/ }).click()
    await expectClean(page, 'comments')
    await page.getByRole('button', { name: /^View: / }).click()
    await expectClean(page, 'views')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Columns' }).click()
    await expectClean(page, 'columns')
  })
}
