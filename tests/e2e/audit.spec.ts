// The audit trail on a real host: read, narrowed, followed live, read on by scrolling, and taken out as a file with its manifest.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectClean } from './axe.ts'
import { expect, test } from './window.ts'

const entries = (page: Page) => page.getByRole('listbox', { name: 'Audit trail' }).getByRole('option')
const details = (page: Page) => page.getByRole('complementary', { name: 'About the chosen entry' })

test.use({ hostOptions: { flags: ['--demo', '--open'] } })

test('an inspector finds what happened, sees what comes, and takes it out with its hashes', async ({ host, open }) => {
  const page = await open({ route: '/audit' })
  await expect(entries(page).first()).toContainText('Comment added')

  // Live: what comes waits behind a button, and nothing moves until then.
  const top = await entries(page).first().innerText()
  const [row] = await host.api<{ id: number }[]>('GET', '/reporting-effort-tracker/?limit=1')
  await host.api('PUT', `/reporting-effort-tracker/${row!.id}`, { due_date: '2027-01-05', priority: 'critical' })
  const newer = page.getByRole('button', { name: '1 new' })
  await expect(newer).toBeVisible()
  expect(await entries(page).first().innerText()).toBe(top)
  await newer.click()
  await expect(newer).toHaveCount(0)

  // By keyboard: the newest entry, told with words instead of ids.
  await page.getByRole('searchbox').press('Enter')
  await page.keyboard.press('Home')
  await expect(details(page)).toContainText('05 Jan 2027')
  await expect(details(page).locator('ins', { hasText: 'Critical' })).toBeVisible()
  await expectClean(page, 'light, an entry chosen')

  // Reads on when the end comes near.
  await page.getByRole('listbox', { name: 'Audit trail' }).focus()
  await page.keyboard.press('End')
  await expect(page.getByText('401 entries, more below')).toBeVisible()

  await page.getByRole('combobox', { name: 'What', exact: true }).click()
  await page.getByRole('option', { name: 'Tracker row' }).click()
  await page.getByRole('combobox', { name: 'Action' }).click()
  await page.getByRole('option', { name: 'Changed' }).click()
  await page.getByRole('searchbox').fill('critical')
  await expect(page.getByText(/^\d+ entr(y|ies)$/)).toBeVisible()
  await expect(entries(page).first()).toContainText('Priority: Critical')

  // The file is what its manifest says, and that it was taken out is the next entry.
  const saved: Record<string, Buffer> = {}
  page.on('download', (download) => {
    void download.path().then(async (path) => (saved[download.suggestedFilename()] = await readFile(path)))
  })
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'With every link' }).click()
  await expect.poll(() => Object.keys(saved).length).toBe(2)
  const name = Object.keys(saved).find((each) => each.endsWith('.manifest.json'))!
  const manifest = JSON.parse(saved[name]!.toString()) as { file: string; sha256: string; filter: object }
  expect(manifest.filter).toEqual({ text: 'critical', entity: 'reporting_effort_item_tracker', action: 'update' })
  expect(manifest.sha256).toBe(createHash('sha256').update(saved[manifest.file]!).digest('hex'))
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(entries(page).first()).toContainText('Taken out as a file')
  await page.getByRole('searchbox').fill('no such words')
  await expect(page.getByText('Nothing fits')).toBeVisible()
})

test('how far it was reviewed is marked by keyboard, and a history that was cut is told, dark and narrow too', async ({
  open,
}) => {
  /** As a window that saw more of this history than the host has now. */
  const sawMore = (page: Page) =>
    page.addInitScript(() => {
      const kept = { epoch: 'another', seq: 999_999, hash: 'f'.repeat(64), earlier: [] }
      localStorage.setItem('pearl.history-head', JSON.stringify(kept))
    })
  const light = await open({ route: '/audit', width: 1024, prepare: sawMore })
  await expect(light.getByRole('alert')).toContainText('was cut or rewritten')
  await entries(light).first().click()
  await expectClean(light, 'light, a history that was cut')

  const page = await open({ route: '/audit', theme: 'dark', width: 390, prepare: sawMore })
  const review = page.getByRole('group', { name: 'Review of the audit trail' })
  await expect(review).toContainText('Not reviewed yet.')
  await review.getByRole('button', { name: /^Mark as reviewed up to entry \d+$/ }).focus()
  await page.keyboard.press('Enter')
  await expect(review.getByRole('status')).toHaveText(/^Reviewed up to entry \d+ by admin/)
  await expect(review).toContainText('Nothing came since.')
  await expectClean(page, 'dark and narrow, a history that was cut')
  await page.getByRole('button', { name: 'I know why' }).press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
