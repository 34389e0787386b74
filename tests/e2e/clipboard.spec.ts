// Blocks of cells to and from a spreadsheet.
import { copied, dragCells, paste } from './selection-parts.ts'
import { cellOf, expect, grid, ready, rowOf, test, trackerRoute } from './window.ts'

test('copied cells are text and a table, with the labels that are shown', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await dragCells(page, ['t14.1.1', 'production_status'], ['t14.1.2', 'priority'])
  const { text, html } = await copied(page)
  const status = (await cellOf(rowOf(page, 't14.1.1'), 'production_status').textContent())!.trim()
  expect(text.split('\r\n')[0]!.split('\t')[0]).toBe(status)
  expect(text.split('\r\n')).toHaveLength(3)
  expect(html).toContain(`<td>${status}</td>`)
})

test('a block of a spreadsheet is put in by label; what cannot be is reported and can be jumped to', async ({
  host,
  open,
}) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await cellOf(rowOf(page, 't14.1.1'), 'production_programmer_id').click({ position: { x: 30, y: 10 } })
  await paste(page, {
    html: `<style>.d{mso-number-format:"dd\\/mm\\/yyyy";}</style><table>
      <tr><td>Sanjay Iyer</td><td>On hold</td><td>HIGH</td><td class=d>03/04/2031</td></tr>
      <tr><td>Nobody Known</td><td>in_progress</td><td>critical</td><td class=d>05/04/2031</td></tr></table>`,
    text: 'not this',
  })
  const first = rowOf(page, 't14.1.1')
  await expect(cellOf(first, 'production_programmer_id')).toContainText('Sanjay Iyer')
  await expect(cellOf(first, 'production_status')).toContainText('On hold')
  await expect(cellOf(first, 'due_date')).toContainText('03 Apr 2031')
  await expect(cellOf(rowOf(page, 't14.1.2'), 'priority')).toContainText('Critical')
  const report = page.getByRole('region', { name: 'What became of it' })
  await expect(report).toContainText('Pasted into 2 rows')
  await report.getByRole('button', { name: /Nobody Known/ }).click()
  await expect(grid(page)).toBeFocused()
  await expect(cellOf(rowOf(page, 't14.1.2'), 'production_programmer_id')).toHaveClass(/active/)
})

test('one value fills the selection, and a paste is taken back in one step', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await dragCells(page, ['t14.1.1', 'priority'], ['t14.1.4', 'priority'])
  const before = (await copied(page)).text
  await paste(page, { text: 'Low\r\n' })
  await expect(cellOf(rowOf(page, 't14.1.4'), 'priority')).toContainText('Low')
  await expect.poll(async () => (await copied(page)).text).toBe('Low\r\nLow\r\nLow\r\nLow\r\n')
  await page.keyboard.press('Control+z')
  for (const [index, label] of before.trim().split('\r\n').entries()) {
    await expect(cellOf(rowOf(page, `t14.1.${index + 1}`), 'priority')).toContainText(label)
  }
})

test('dates that can be read in two ways are asked once', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await cellOf(rowOf(page, 't14.1.1'), 'due_date').click({ position: { x: 30, y: 10 } })
  await paste(page, { text: '03/04/2031\r\n04/05/2031\r\n' })
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('03/04/2031')
  await expect(question.getByRole('button').first()).toBeFocused()
  await question.getByRole('button').first().press('Enter')
  await expect(cellOf(rowOf(page, 't14.1.1'), 'due_date')).toContainText('03 Apr 2031')
  await expect(cellOf(rowOf(page, 't14.1.2'), 'due_date')).toContainText('04 May 2031')
  await expect(question).toBeHidden()
})

test('cut cells are empty', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await dragCells(page, ['t14.1.1', 'due_date'], ['t14.1.2', 'due_date'])
  const { text } = await copied(page, 'cut')
  expect(text).toMatch(/^\d{4}-\d\d-\d\d/)
  await expect(cellOf(rowOf(page, 't14.1.2'), 'due_date')).toHaveText('–')
})
