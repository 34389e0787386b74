// What a person meets who has just begun: an empty workspace that says how to begin, a list brought in and edited within a few
// keys, and the tour.
import { expectClean } from './axe.ts'
import { workspacePlace } from './shell.ts'
import { cellOf, expect, grid, ready, rowOf, test, trackerRoute } from './window.ts'

test.describe('an empty workspace', () => {
  test.use({ hostOptions: { flags: ['--open'] } })

  test('a study is begun, a list brought in, a row edited; empty screens say what to do', async ({ open }) => {
    const page = await open()
    const dialog = page.getByRole('dialog')
    await expectClean(page, 'an empty workspace')
    await page.getByRole('button', { name: 'Begin a study' }).click()
    await expect(dialog.getByLabel('Study')).toBeFocused()
    await page.keyboard.type('ABC-301')
    await expectClean(page, 'beginning a study', '[role=dialog]')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'CSR' })).toBeVisible()

    await expect(page.getByRole('heading', { name: 'No TLF items in this effort' })).toBeVisible()
    await expectClean(page, 'an empty tracker')
    await page.getByRole('button', { name: 'Import a spreadsheet' }).click()
    await dialog.getByRole('button', { name: 'Take a list of 20 invented outputs' }).click()
    await expect(dialog.getByRole('combobox', { name: 'What column Prio is' })).toHaveValue('priority')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.getByRole('button', { name: 'Import 20 rows' }).click()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await ready(page)
    const row = rowOf(page, 'T-14.2.1')
    await expect(cellOf(row, 'priority')).toContainText('Critical')
    await expect(cellOf(row, 'production_status')).toContainText('In progress')
    await cellOf(row, 'production_status').click()
    await page.keyboard.type('on hold')
    await page.keyboard.press('Enter')
    await expect(cellOf(row, 'production_status')).toContainText('On hold')

    for (const [screen, button] of [
      ['Packages', 'Import a spreadsheet'],
      ['TFL texts', 'Import a spreadsheet'],
    ] as const) {
      await page.getByRole('link', { name: screen, exact: true }).click()
      if (screen === 'TFL texts') await page.getByRole('tab', { name: /Acronyms/ }).click()
      await page.getByRole('button', { name: button }).click()
      await expect(dialog).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
  })
})

test.describe('the tour', () => {
  test.use({ hostOptions: { flags: ['--demo', '--open'] } })
  const card = '#driver-popover-content'

  for (const theme of ['light', 'dark'] as const) {
    test(`leads through the tracker by keyboard and is left at any stop, ${theme}`, async ({ open, host }) => {
      const page = await open({
        theme,
        ...(theme === 'dark' && { width: 1024, height: 700 }),
        route: await trackerRoute(host),
        shell: { place: workspacePlace({ throw_away: true }) },
      })
      await ready(page)
      const offer = page.getByRole('complementary', { name: 'New here?' })
      await expectClean(page, 'the tour is offered')
      await offer.getByRole('button', { name: 'Take the tour' }).click()
      const stop = page.locator(card)
      await expect(stop).toContainText('Study, release, effort')
      await expect(stop.getByRole('button', { name: 'Next' })).toBeFocused()
      await expectClean(page, 'a stop of the tour')
      const titles = ['Outputs and datasets', 'It works like a spreadsheet', 'What needs attention']
      for (const title of titles) {
        await page.keyboard.press('Enter')
        await expect(stop).toContainText(title)
        await expect(stop.getByRole('button', { name: 'Next' })).toBeFocused()
      }
      await page.keyboard.press('ArrowLeft')
      await expect(stop).toContainText('It works like a spreadsheet')
      await page.keyboard.press('Escape')
      await expect(stop).toHaveCount(0)
      await expect(offer).toHaveCount(0)
      // What the spotlight wrote on parts of the screen is gone.
      await expect(grid(page)).not.toHaveAttribute('aria-haspopup')
      if (theme === 'dark') return

      await page.keyboard.press('Control+k')
      await page.keyboard.type('tour')
      await page.keyboard.press('Enter')
      await expect(stop).toContainText('1 of 9')
      for (let count = 2; count <= 9; count += 1) {
        await page.keyboard.press('Enter')
        await expect(stop).toContainText(`${count} of 9`)
      }
      await page.keyboard.press('Enter')
      await expect(stop).toHaveCount(0)
      await expect(page.getByRole('button', { name: /Search/ }).first()).toHaveAttribute('aria-haspopup', 'dialog')
    })
  }
})
