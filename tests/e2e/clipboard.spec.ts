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

/** A block of cells as Excel puts it on the clipboard: a whole document with the styles of the book and marks around the block. */
const fromExcel = (rows: readonly (readonly string[])[]) => `<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\.";} td {mso-number-format:General; white-space:nowrap;}
.xl65 {mso-number-format:"Short Date";} .xl66 {mso-number-format:"\\@";}--></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=420 style='border-collapse:collapse'><!--StartFragment-->
<col width=64 span=5 style='width:48pt'>
${rows.map((cells) => `<tr height=20 style='height:15.0pt'>${cells.map((cell) => `<td height=20 class=xl66 style='height:15.0pt'>${cell}</td>`).join('\n')}</tr>`).join('\n')}
<!--EndFragment--></table></body></html>`

test('two hundred rows of five columns from Excel go in as one step', async ({ host, open }) => {
  const efforts = await host.api<{ database_release_id: number; study_id: number }[]>('GET', '/reporting-efforts/')
  const { database_release_id, study_id } = efforts[0]!
  const label = 'Two hundred'
  const { id: effort } = await host.api<{ id: number }>('POST', '/reporting-efforts/', {
    study_id,
    database_release_id,
    database_release_label: label,
  })
  const outputs = Array.from({ length: 200 }, (_, index) => ({
    item_subtype: 'Table',
    item_code: `t-${String(index).padStart(3, '0')}`,
    title: `Output ${index}`,
  }))
  await host.api('POST', `/reporting-effort-items/${effort}/bulk-tlf`, outputs)
  const page = await open({ route: `/effort/${effort}/TLF` })
  await ready(page)
  await cellOf(rowOf(page, 't-000'), 'production_programmer_id').click({ position: { x: 30, y: 10 } })
  const people = ['Sanjay Iyer', 'Rita Almeida']
  const rows = outputs.map((_, index) => [
    people[index % 2]!,
    index % 3 === 0 ? 'In progress' : 'Not started',
    index % 5 === 0 ? 'High' : 'Low',
    `2031-03-${String(1 + (index % 28)).padStart(2, '0')}`,
    people[(index + 1) % 2]!,
  ])
  await paste(page, { html: fromExcel(rows), text: rows.map((cells) => cells.join('\t')).join('\r\n') })
  await expect(page.getByRole('region', { name: 'What became of it' })).toContainText('Pasted into 200 rows')

  type Item = { item_code: string; tracker: Record<string, string | number | null> }
  const stored = async () => {
    const items = await host.api<Item[]>('GET', `/reporting-effort-items/by-effort/${effort}`)
    return items
      .toSorted((a, b) => (a.item_code < b.item_code ? -1 : 1))
      .map(({ tracker }) => [tracker.production_status, tracker.priority, tracker.due_date])
  }
  const wanted = rows.map(([, status, priority, day]) => [
    status === 'In progress' ? 'in_progress' : 'not_started',
    priority!.toLowerCase(),
    day,
  ])
  expect(await stored()).toEqual(wanted)
  await expect(cellOf(rowOf(page, 't-000'), 'qc_programmer_id')).toContainText('Rita Almeida')
  await grid(page).focus()
  await page.keyboard.press('Control+z')
  await expect.poll(stored).toEqual(rows.map(() => ['not_started', 'medium', null]))
})
