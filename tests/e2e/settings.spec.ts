// What is remembered at this computer, in a window of the desktop program and in a browser.
import { expectClean } from './axe.ts'
import { asked, joinedPlace, workspacePlace } from './shell.ts'
import { expect, grid, ready, test, trackerRoute } from './window.ts'

test('every setting is written at once and read back', async ({ open }) => {
  const page = await open({ shell: { place: workspacePlace() }, route: '/settings' })
  const name = page.getByLabel('Your name')
  await name.fill('Ann Lee')
  await name.press('Enter')
  await expect(page.getByText('Saved')).toBeVisible()
  await page.getByRole('switch', { name: 'QC of my item failed' }).click()
  await page.getByRole('radio', { name: 'Keep hosting in the background' }).click()
  await page.getByRole('switch', { name: 'Check spelling' }).click()
  await page.reload()
  await expect(name).toHaveValue('Ann Lee')
  await expect(page.getByRole('switch', { name: 'QC of my item failed' })).not.toBeChecked()
  await expect(page.getByRole('switch', { name: 'An item is assigned to me' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Keep hosting in the background' })).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Check spelling' })).not.toBeChecked()
})

test('folder, log and diagnostics are asked of the shell', async ({ open }) => {
  const page = await open({ shell: { place: workspacePlace() }, route: '/settings' })
  await expect(page.getByText('/home/ada/PEARL')).toBeVisible()
  await expect(page.getByText('PEARL Desktop 1.2.3')).toBeVisible()
  await page.getByRole('button', { name: 'Show the folder' }).click()
  await page.getByRole('button', { name: 'Show the log' }).click()
  await page.getByRole('button', { name: 'Copy diagnostics' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect((await asked(page)).commands).toEqual(['show-folder', 'show-log', 'copy-diagnostics'])
})

test('a browser offers only what it can keep; colours and density stay chosen', async ({ open, host }) => {
  const page = await open({ route: '/settings' })
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await expect(page.getByRole('switch')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Show the folder' })).toHaveCount(0)
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.getByRole('radio', { name: 'Compact' }).click()
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked()
  await page.goto(`${host.url}/#${await trackerRoute(host)}`)
  await ready(page)
  const rowHeight = () =>
    grid(page)
      .locator('[data-row]')
      .first()
      .evaluate((row) => row.getBoundingClientRect().height)
  expect(await rowHeight()).toBe(26)
  // Also at once, without a reload, and with the rows where they belong.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Rows: comfortable')
  await page.keyboard.press('Enter')
  await expect.poll(rowHeight).toBe(32)
  const tops = await grid(page)
    .locator('[data-row]')
    .evaluateAll((rows) => rows.slice(0, 3).map((row) => row.getBoundingClientRect().top))
  expect(tops[2]! - tops[1]!).toBe(32)
})

for (const theme of ['light', 'dark'] as const) {
  test(`the settings are clean, ${theme}`, async ({ open }) => {
    for (const [width, place] of [
      [1440, workspacePlace()],
      [390, joinedPlace()],
    ] as const) {
      const page = await open({ theme, width, shell: { place }, route: '/settings' })
      await expect(page.getByRole('heading', { name: 'About' })).toBeVisible()
      await expectClean(page, `settings, ${width}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  })
}
