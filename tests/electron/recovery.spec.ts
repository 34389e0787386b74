// A workspace that is damaged opens on a screen that says so, offers its backups, and goes on with the one that is chosen.
import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { zeroPage } from '../helpers/damage.ts'
import { test } from './desktop.ts'

test('a damaged workspace is shown with its backups and restored by one click; the damaged file is kept', async ({
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

  const { page } = await launch(['--data', directory])
  await expect(page.getByRole('heading', { name: 'This workspace is damaged' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('It was left as it is')
  const results = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(results.violations).toEqual([])
  expect(readdirSync(directory).filter((name) => name.includes('damaged'))).toEqual([])

  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Backups', level: 1 })).toBeVisible()
  await expect(page.getByText(/was restored: \d+ rows\. The damaged file is kept as/)).toBeVisible()
  expect(readdirSync(directory).filter((name) => name.includes('damaged'))).toHaveLength(1)
})
