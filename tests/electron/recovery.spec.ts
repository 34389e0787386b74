// A workspace that is damaged opens on a screen that says so, offers its backups, and goes on with the one that is chosen, all
// of it by keyboard.
import { expect, type Locator, type Page } from '@playwright/test'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { zeroPage } from '../helpers/damage.ts'
import { test } from './desktop.ts'
import { expectCleanInBothThemes } from './look.ts'

test('a damaged workspace is shown with its backups and restored by one key; the damaged file is kept', async ({
  open,
  launch,
  folder,
}) => {
  const directory = path.join(folder, 'workspace')
  const { connection, quit } = await open(['--demo'])
  const made = await fetch(`${connection.base_url}/api/v1/database-backup/create`, {
    method: 'POST',
    headers: { authorization: `Bearer ${connection.token}` },
  })
  expect(made.status).toBe(200)
  await quit()
  zeroPage(path.join(directory, 'pearl.db'), 1)

  const { app, page } = await launch(['--data', directory])
  await expect(page.getByRole('heading', { name: 'This workspace is damaged' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('It was left as it is')
  await expectCleanInBothThemes(app, page, 'recovery')
  expect(readdirSync(directory).filter((name) => name.includes('damaged'))).toEqual([])

  const restore = page.getByRole('button', { name: /^Restore the backup of/ }).first()
  const last = page.getByRole('button', { name: 'Back to the start' })
  await tabTo(page, restore)
  await tabTo(page, page.getByRole('button', { name: 'Salvage readable rows' }))
  await tabTo(page, last)
  await tabTo(page, restore, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Backups', level: 1 })).toBeVisible()
  await expect(page.getByText(/was restored: \d+ rows\. The damaged file is kept as/)).toBeVisible()
  expect(readdirSync(directory).filter((name) => name.includes('damaged'))).toHaveLength(1)
})

/** Moves the focus by key until it is there, and expects to see where it is. */
async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement)
  for (let pressed = 0; pressed < 12 && !(await isThere()); pressed += 1) await page.keyboard.press(key)
  await expect(wanted).toBeFocused()
  const ring = await wanted.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  expect(ring, 'the focus is seen').toBe(true)
}
