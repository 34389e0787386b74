// The screen of the backups as an administrator uses it: making one, looking into it, and restoring it while a second window
// watches; locking copies; what is bad; by keyboard, in both themes, in a wide and a narrow window, looked over by axe.
import { openSync, closeSync, writeSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { BackupEntry } from '../../shared/actions/backup.ts'
import { expectClean } from './axe.ts'
import { connectionState, expect, test } from './window.ts'

test.use({ hostOptions: { flags: ['--demo', '--open'] } })

test('a backup is made, looked into and restored; everybody sees what came back', async ({ open, host }) => {
  const page = await open({ route: '/backups', expectedErrors: /ERR_CONNECTION_REFUSED|WebSocket/ })
  const other = await open({ route: '/studies', expectedErrors: /ERR_CONNECTION_REFUSED|WebSocket/ })
  await expect(page.getByTestId('backup-state')).toContainText('There is no good copy')
  await expectClean(page, 'without a copy')

  await page.getByLabel('What for').fill('before the lock')
  await page.keyboard.press('Enter')
  const row = page.getByRole('row').filter({ hasText: 'before the lock' })
  await expect(row).toContainText('Checked')
  await expect(page.getByTestId('backup-state')).toContainText('All is well')

  await host.api('POST', '/studies/', { study_label: 'WRONG-001' })
  const line = other.getByRole('treeitem').filter({ hasText: 'WRONG-001' })
  await expect(line).toBeVisible()

  await row.getByRole('button', { name: /^Restore/ }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('One change made since is taken away.')
  await expect(dialog.getByRole('row', { name: 'Study', exact: false }).first()).toBeVisible()
  await expectClean(page, 'the preview')
  await dialog.getByLabel('Reason').fill('A wrong study')
  await expect(dialog.getByRole('button', { name: 'Restore' })).toBeDisabled()
  await dialog.getByLabel('Type RESTORE to go on').fill('restore')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The backup is restored', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(line).toHaveCount(0)
  await expect(connectionState(other)).toHaveAttribute('data-state', 'live')
  await expect(page.getByRole('row').filter({ hasText: 'Before a restore' })).toContainText('Checked')
  expect(JSON.stringify(await host.api('GET', '/studies/'))).not.toContain('WRONG-001')

  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByTestId('rehearsal')).toContainText('was restored on trial')
})

test('copies are locked with a passphrase, a damaged one is found, one is deleted; narrow and dark', async ({
  open,
  host,
}) => {
  const page = await open({ route: '/backups', theme: 'dark', width: 1024, expectedErrors: /40[03]|503/ })
  await page.getByLabel('New passphrase').fill('short')
  await page.getByRole('button', { name: 'Lock copies' }).click()
  await expect(page.getByText('A passphrase has at least 8 characters.')).toBeVisible()
  await page.getByLabel('New passphrase').fill('opens every copy')
  await page.keyboard.press('Enter')
  await expect(page.getByText('New copies are locked with a passphrase.')).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).click()
  const rows = page.locator('tbody tr')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('locked')
  await page.getByRole('button', { name: 'Stop locking' }).click()
  await expect(page.getByText('Copies are not locked')).toBeVisible()

  await rows
    .first()
    .getByRole('button', { name: /^Restore/ })
    .click()
  const dialog = page.getByRole('dialog')
  const phrase = dialog.getByLabel('This copy is locked')
  await phrase.fill('another one')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('passphrase')
  await phrase.fill('opens every copy')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('One change made since is taken away.')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  const [entry] = await host.api<BackupEntry[]>('GET', '/database-backup/list')
  damage(path.join(host.directory, 'backups', entry!.filename))
  await rows.first().getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Check again' }).click()
  await expect(rows.first()).toContainText('damaged or altered')
  await expect(page.getByTestId('backup-state')).toContainText('did not pass its check')
  await expect(rows.first().getByRole('button', { name: /^Restore/ })).toBeDisabled()
  await expectClean(page, 'a bad copy, dark')
  await page.setViewportSize({ width: 390, height: 800 })
  await expectClean(page, 'a bad copy, on a narrow screen')

  await rows.first().getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('None so far.')).toBeVisible()
  expect(readdirSync(path.join(host.directory, 'backups'))).toEqual([])
})

/** Writes over some bytes in the middle of a file. */
function damage(file: string): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, 'damage', 5000)
  closeSync(handle)
}
