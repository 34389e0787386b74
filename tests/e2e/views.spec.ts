// Saved views: a way of looking gets a name, is shared, changed, taken back, renamed and deleted, and appears for others by
// itself.
import type { Page } from '@playwright/test'
import { expect, grid, ready, test, trackerRoute } from './window.ts'

const button = (page: Page) => page.getByRole('button', { name: /^View: / })
const menu = (page: Page) => page.getByRole('dialog', { name: /^View: / })
const preset = (page: Page, name: string) => page.getByRole('group', { name: 'Presets' }).getByRole('button', { name })

async function saveAs(page: Page, name: string, shared = false) {
  await button(page).click()
  await menu(page).getByRole('button', { name: 'Save as a new view…' }).click()
  await menu(page).getByRole('textbox', { name: 'Name of the view' }).fill(name)
  if (shared) await menu(page).getByRole('checkbox', { name: 'Share with everybody' }).check()
  await page.keyboard.press('Enter')
}

test('a view is saved, changed, taken back, and there again after a reload', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await preset(page, 'Overdue').click()
  await expect(button(page)).toHaveAccessibleName('View: All rows, changed')
  await saveAs(page, 'Late ones')
  await expect(button(page)).toHaveAccessibleName('View: Late ones')

  await grid(page).getByRole('button', { name: 'Due' }).click()
  await expect(button(page)).toHaveAccessibleName('View: Late ones, changed')
  await page.reload()
  await ready(page)
  await expect(button(page)).toHaveAccessibleName('View: Late ones, changed')
  await button(page).click()
  await menu(page).getByRole('button', { name: 'Take the changes back' }).click()
  await expect(grid(page).getByRole('columnheader', { name: 'Due' })).toHaveAttribute('aria-sort', 'none')

  await grid(page).getByRole('button', { name: 'Due' }).click()
  await button(page).click()
  await menu(page).getByRole('button', { name: 'Save changes' }).click()
  await expect(button(page)).toHaveAccessibleName('View: Late ones')
  await button(page).click()
  await menu(page).getByRole('button', { name: 'All rows' }).click()
  await expect(preset(page, 'Overdue')).toHaveAttribute('aria-pressed', 'false')
  await button(page).click()
  await menu(page).getByRole('button', { name: 'Late ones' }).click()
  await expect(preset(page, 'Overdue')).toHaveAttribute('aria-pressed', 'true')
})

test('a name that is taken is refused with a sentence, a view is renamed and deleted', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host), expectedErrors: /400/ })
  await ready(page)
  await saveAs(page, 'First')
  await expect(button(page)).toHaveAccessibleName('View: First')
  await saveAs(page, 'first')
  await expect(menu(page).getByRole('alert')).toContainText("You already have a view named 'first'")
  await menu(page).getByRole('button', { name: 'Cancel' }).click()
  await menu(page).getByRole('button', { name: 'Rename…' }).click()
  await menu(page).getByRole('textbox').fill('Second')
  await page.keyboard.press('Enter')
  await expect(button(page)).toHaveAccessibleName('View: Second')
  await button(page).click()
  await menu(page).getByRole('button', { name: 'Delete the view…' }).click()
  await menu(page).getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(button(page)).toHaveAccessibleName(/^View: All rows/)
})

test('a default view opens in a window that has not looked before', async ({ host, open }) => {
  const route = await trackerRoute(host, 'SDTM')
  const page = await open({ route })
  await ready(page)
  await grid(page).getByRole('button', { name: 'Due' }).click()
  await saveAs(page, 'By date')
  await expect(menu(page)).toBeHidden()
  await button(page).click()
  await menu(page).getByRole('button', { name: 'Make it my default' }).click()
  const kept = await page.evaluate(() =>
    Object.entries({ ...localStorage }).filter(([key]) => key.includes('default-view')),
  )
  await page.evaluate((entries) => {
    localStorage.clear()
    for (const [key, value] of entries) localStorage.setItem(key, value as string)
  }, kept)
  await page.goto('about:blank')
  await page.goto(`${host.url}/#${await trackerRoute(host, 'TLF')}`)
  await ready(page)
  await expect(button(page)).toHaveAccessibleName('View: By date')
  await expect(page.getByRole('tab', { name: /SDTM/ })).toHaveAttribute('aria-selected', 'true')
})

test('a shared view appears for others by itself, and goes when it is deleted', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const other = await host.api<{ id: number }>('POST', '/saved-views', {
    name: 'From outside',
    is_shared: true,
    state: JSON.stringify({ presets: ['failed'], tab: 'TLF' }),
  })
  await button(page).click()
  await expect(menu(page).getByRole('button', { name: 'From outside' })).toBeVisible()
  await menu(page).getByRole('button', { name: 'From outside' }).click()
  await expect(preset(page, 'QC failed')).toHaveAttribute('aria-pressed', 'true')
  await host.api('DELETE', `/saved-views/${other.id}`)
  // What is seen stays; only the name is gone.
  await expect(button(page)).toHaveAccessibleName('View: All rows, changed')
  await expect(preset(page, 'QC failed')).toHaveAttribute('aria-pressed', 'true')
})
