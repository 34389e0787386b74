// A list of somebody's own brought in by a person, questions answered, taken back; and one taken out, edited elsewhere and
// merged with what was done here meanwhile.
import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { openWorkbook, workbook } from '../helpers/workbooks.ts'
import { expectClean } from './axe.ts'
import { cellOf, expect, rowOf, test } from './window.ts'

test.use({ hostOptions: { flags: ['--demo', '--open'] } })

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Import a tracker list' })
const lines = (page: Page) => dialog(page).getByRole('tabpanel').getByRole('listitem')
const FILE_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const asFile = (bytes: Uint8Array, name = 'list.xlsx') => ({ name, mimeType: FILE_TYPE, buffer: Buffer.from(bytes) })

async function menu(page: Page, name: RegExp | string) {
  await page.getByRole('button', { name: 'Spreadsheets' }).click()
  await page.getByRole('menuitem', { name }).click()
}
async function bring(page: Page, bytes: Uint8Array) {
  await menu(page, /^Import/)
  await dialog(page).locator('input[type=file]').setInputFiles(asFile(bytes))
}
async function saved(download: Promise<Download>) {
  const file = await download
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) }
}

test('a list of one’s own: columns guessed, questions asked once, rows refused with reasons, all of it undone', async ({
  open,
}) => {
  const page = await open({ route: '/effort/1' })
  const rows = [
    ['Outputs of the study'],
    [],
    ['Output No', 'Type', 'Title', 'Programmer', 'Deadline', 'My notes'],
    ['t14.1.2', 'Table', null, 'Zoe Miller', new Date('2026-12-04'), 'a'],
    ['t14.9.9', 'Table', 'A table nobody has seen', null, '03/04/2026', 'b'],
    ['t14.9.9', 'Table', 'The same again', null, null, 'c'],
  ]
  await bring(page, await workbook(rows))
  await expect(dialog(page).getByRole('combobox', { name: 'What column Output No is' })).toHaveValue('item_code')
  await expect(dialog(page).getByRole('combobox', { name: 'What column My notes is' })).toHaveValue('')
  await expectClean(page, 'columns', '[role=dialog]')
  await dialog(page).getByRole('button', { name: 'Preview' }).click()
  await dialog(page)
    .getByRole('tab', { name: /Refused/ })
    .click()
  await expect(lines(page)).toHaveCount(2)
  await expectClean(page, 'preview with questions', '[role=dialog]')

  await dialog(page).getByLabel('The day (3 April)').check()
  await dialog(page).getByLabel('What “Zoe Miller” is').selectOption({ label: 'Abena Osei' })
  await dialog(page).getByRole('button', { name: 'Preview again' }).click()
  await expect(lines(page)).toContainText(['Production Programmer'])
  await expect(dialog(page).getByText('One refused row is left out.')).toBeVisible()
  const download = page.waitForEvent('download')
  await dialog(page)
    .getByRole('tab', { name: /Refused/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Save the refused rows as a file' }).click()
  const refused = (await openWorkbook((await saved(download)).bytes)).worksheets[0]!
  expect(refused.getRow(2).getCell(2).text).toContain('The file has it already in row 5')

  await dialog(page).getByRole('button', { name: 'Import 2 rows' }).click()
  await expect(dialog(page).getByText('2 rows were imported.')).toBeVisible()
  await expectClean(page, 'done', '[role=dialog]')
  await dialog(page).getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByRole('gridcell', { name: 't14.9.9' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('gridcell', { name: 't14.9.9' })).toHaveCount(0)
})

test('what is seen goes out; edited there and here, only the same cell asks', async ({ open, host }) => {
  const page = await open({ route: '/effort/1' })
  await page.getByLabel('Filter rows', { exact: true }).fill('t14.1')
  const download = page.waitForEvent('download')
  await menu(page, 'Export as Excel file')
  const { name, bytes } = await saved(download)
  expect(name).toMatch(/^PEARL_Tracker_Export_\d{8}_\d{6}\.xlsx$/)
  const book = await openWorkbook(bytes)
  const sheet = book.worksheets[0]!
  const heading = sheet.getRow(1).values as string[]
  const at = (row: number, column: string) => sheet.getRow(row).getCell(heading.indexOf(column))
  const shown = Number((await page.getByTestId('row-count').innerText()).split(' ')[0])
  expect(sheet.rowCount).toBe(shown + 1)

  at(2, 'Priority').value = 'Critical'
  at(3, 'Due Date').value = new Date('2027-01-15T00:00:00Z')
  const items = await host.api<{ item_code: string; tracker: { id: number } }[]>(
    'GET',
    '/reporting-effort-items/by-effort/1',
  )
  const first = items.find(({ item_code }) => item_code === at(2, 'Code').value)!
  await host.api('PUT', `/reporting-effort-tracker/${first.tracker.id}`, { priority: 'low' })
  await bring(page, new Uint8Array(await book.xlsx.writeBuffer()))

  // Its columns are known, so the preview is there at once, with what needs a decision first.
  await expect(dialog(page).getByRole('tab', { name: /Changed on both sides/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(lines(page)).toContainText(['Here now: Low'])
  await expectClean(page, 'a conflict', '[role=dialog]')
  await dialog(page).getByLabel('In the file: Critical').check()
  await expect(dialog(page).getByRole('button', { name: 'Import 2 rows' })).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Import 2 rows' }).click()
  await expect(dialog(page).getByText('2 rows were imported.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cellOf(rowOf(page, at(2, 'Code').text), 'priority')).toContainText('Critical')
})

test('an effort is saved as a status report, and as files for SAS and R', async ({ open }) => {
  const page = await open({ route: '/effort/1' })
  const report = page.waitForEvent('download')
  await menu(page, 'Status report as PDF')
  const { name, bytes } = await saved(report)
  expect(name).toMatch(/^Status .*\.pdf$/)
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')

  await menu(page, /Files for SAS and R/)
  const files = page.getByRole('dialog', { name: 'Files for SAS and R' })
  await expect(files.getByRole('listitem')).toHaveCount(7)
  await expectClean(page, 'files for SAS and R', '[role=dialog]')
  const titles = page.waitForEvent('download')
  await files.getByRole('button', { name: 'Save titles.csv' }).click()
  expect(Buffer.from((await saved(titles)).bytes).toString()).toMatch(/^code,type,title,population,ich_category\r\n/)
})
