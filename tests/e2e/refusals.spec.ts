// What the host refuses is told at the cell; a conflict is the person's to decide.
import { cellOf, expect, ready, rowOf, test, trackerIdOf, trackerRoute } from './window.ts'

const refusedReply = /status of (400|409)/

test.describe('under the strict workflow policy', () => {
  test.use({ hostOptions: { flags: ['--open', '--demo', '--strict'] } })

  test('a broken rule is a sentence at the cell, and Esc takes it away', async ({ host, open }) => {
    const page = await open({ route: await trackerRoute(host), expectedErrors: refusedReply })
    await ready(page)
    const cell = cellOf(rowOf(page, 't14.1.5'), 'due_date')
    const before = await cell.textContent()
    await cell.click()
    await page.keyboard.press('Delete')
    const notice = page.getByRole('alert')
    await expect(notice).toContainText('due date')
    await expect(cell).toHaveText(before!)
    await page.keyboard.press('Escape')
    await expect(notice).toBeHidden()
  })
})

test('nobody is offered as their own checker', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const row = rowOf(page, 't14.1.5')
  const producer = (await cellOf(row, 'production_programmer_id').textContent())!.trim()
  await cellOf(row, 'qc_programmer_id').click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: producer })).toHaveAttribute('aria-disabled', 'true')
})

for (const [choice, expected] of [
  ['Keep mine', 'Critical'],
  ['Take theirs', 'Low'],
] as const) {
  test(`two people in one cell: ${choice.toLowerCase()}`, async ({ host, open }) => {
    const page = await open({ route: await trackerRoute(host), expectedErrors: refusedReply })
    await ready(page)
    const id = await trackerIdOf(host, page, 't14.1.4')
    // The other write lands while ours is on its way.
    let first = true
    await page.route(`**/reporting-effort-tracker/${id}`, async (route) => {
      if (first) await host.api('PUT', `/reporting-effort-tracker/${id}`, { priority: 'low' })
      first = false
      await route.continue()
    })
    const cell = cellOf(rowOf(page, 't14.1.4'), 'priority')
    await cell.click()
    await page.keyboard.type('crit')
    await page.keyboard.press('Enter')
    const notice = page.getByRole('alert')
    await expect(notice).toContainText('changed this cell while you were editing it')
    await notice.getByRole('button', { name: choice }).click()
    await expect(cell).toContainText(expected)
    await expect(notice).toBeHidden()
  })
}
