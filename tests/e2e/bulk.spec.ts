// One value on many rows: by the bar, by filling, by clearing; asked and reported in place.
import { dragCells } from './selection-parts.ts'
import { cellOf, expect, ready, rowOf, test, trackerRoute } from './window.ts'

test('the bar says how many rows it sets, and sets them in one request', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const requests: string[] = []
  page.on('request', (request) => request.method() !== 'GET' && requests.push(request.url()))
  await dragCells(page, ['t14.1.1', 'code'], ['t14.1.5', 'code'])
  const bar = page.getByRole('form', { name: 'Set a value of the selected rows' })
  await expect(bar.getByTestId('bulk-count')).toHaveText('of 5 rows')
  await bar.getByLabel('Field').selectOption({ label: 'Priority' })
  await bar.getByLabel('Value').selectOption({ label: 'Critical' })
  await bar.getByRole('button', { name: 'Set' }).click()
  for (const code of ['t14.1.1', 't14.1.5']) {
    await expect(cellOf(rowOf(page, code), 'priority')).toContainText('Critical')
  }
  expect(requests.filter((url) => url.endsWith('/bulk-set'))).toHaveLength(1)
  expect(requests).toHaveLength(1)
})

test('the handle fills downwards', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await cellOf(rowOf(page, 't14.1.1'), 'priority').click({ position: { x: 30, y: 10 } })
  const label = (await cellOf(rowOf(page, 't14.1.1'), 'priority').textContent())!.trim()
  await page.locator('.fill-handle').hover()
  await page.mouse.down()
  await cellOf(rowOf(page, 't14.1.4'), 'priority').hover()
  await page.mouse.up()
  for (const code of ['t14.1.2', 't14.1.3', 't14.1.4']) {
    await expect(cellOf(rowOf(page, code), 'priority')).toContainText(label)
  }
})

test.describe('under the strict workflow policy', () => {
  test.use({ hostOptions: { flags: ['--open', '--demo', '--strict'] } })

  test('a failed QC asks for the finding, which becomes a comment and returns the item', async ({ host, open }) => {
    const page = await open({ route: await trackerRoute(host) })
    await ready(page)
    await page.getByRole('searchbox', { name: 'Filter rows' }).focus()
    const checked = page
      .getByRole('row')
      .filter({ has: page.locator('[data-column=qc_status]').getByText('In progress') })
    const row = checked.first()
    const id = (await row.getAttribute('data-row'))!
    const cell = page.locator(`[data-row="${id}"] [data-column=qc_status]`)
    await cell.click({ position: { x: 30, y: 10 } })
    await page.keyboard.type('failed')
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: 'What was found?' })
    await expect(question.getByLabel('Finding')).toBeFocused()
    await page.keyboard.type('The totals differ from the listing.')
    await page.keyboard.press('Control+Enter')
    await expect(cell).toContainText('Failed')
    await expect(page.locator(`[data-row="${id}"] [data-column=production_status]`)).toContainText('In progress')
    const tracker = await host.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${id}`)
    const comments = await host.api<{ comment_text: string }[]>('GET', `/tracker-comments/tracker/${tracker.id}`)
    expect(comments.map(({ comment_text }) => comment_text)).toContain('The totals differ from the listing.')
  })

  test('an illegal status is not offered, and says which rule', async ({ host, open }) => {
    const page = await open({ route: await trackerRoute(host) })
    await ready(page)
    const waiting = page
      .getByRole('row')
      .filter({ has: page.locator('[data-column=production_status]').getByText('In progress') })
    await waiting
      .first()
      .locator('[data-column=qc_status]')
      .click({ position: { x: 30, y: 10 } })
    await page.keyboard.press('Enter')
    const completed = page.getByRole('option', { name: /^Completed/ })
    await expect(completed).toHaveAttribute('aria-disabled', 'true')
    await expect(completed).toContainText('complete production first')
  })

  test('a programmer without a due date: both are set together', async ({ host, open }) => {
    const page = await open({ route: await trackerRoute(host) })
    await ready(page)
    const itemId = Number(await rowOf(page, 't14.1.4').getAttribute('data-row'))
    const { id } = await host.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${itemId}`)
    await host.api('PUT', `/reporting-effort-tracker/${id}`, {
      production_programmer_id: null,
      production_status: 'not_started',
      qc_status: 'not_started',
      due_date: null,
    })
    const cell = cellOf(rowOf(page, 't14.1.4'), 'production_programmer_id')
    await expect(cell).toContainText('Unassigned')
    await cell.click({ position: { x: 30, y: 10 } })
    await page.keyboard.type('sanj')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'By when?' })).toBeVisible()
    await page.keyboard.type('24 dec 2031')
    await page.keyboard.press('Enter')
    await expect(cell).toContainText('Sanjay Iyer')
    await expect(cellOf(rowOf(page, 't14.1.4'), 'due_date')).toContainText('24 Dec 2031')
  })
})
