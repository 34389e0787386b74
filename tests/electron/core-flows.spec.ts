// What people do all day takes no more clicks than product.md allows it, counted in the real window.
import { expect, type Page } from '@playwright/test'
import { dragCells } from '../e2e/selection-parts.ts'
import { cellOf, grid, PRIMARY_CSR, ready, rowOf } from '../e2e/window.ts'
import { call, test, type SignedIn } from './desktop.ts'

interface TrackerLine {
  id: number
  item_code: string
  production_status: string
  qc_status: string
  production_programmer_id: number | null
  reporting_effort_item_id: number
}

/** Counts presses of the pointer, in this page from now on. */
async function countClicks(page: Page) {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { clicks: number }
    counted.clicks = 0
    addEventListener('click', (event) => event.isTrusted && event.detail > 0 && (counted.clicks += 1), {
      capture: true,
    })
  })
  return async (flow: string, most: number, act: () => Promise<unknown>) => {
    const begun = await page.evaluate(() => (globalThis as unknown as { clicks: number }).clicks)
    await act()
    const clicks = (await page.evaluate(() => (globalThis as unknown as { clicks: number }).clicks)) - begun
    expect(clicks, `clicks of "${flow}"`).toBeLessThanOrEqual(most)
  }
}

/** Gives the owner one item of the Primary CSR to produce and one, produced by somebody else, to check; first in the queue. */
async function giveWork(connection: SignedIn): Promise<[mine: TrackerLine, theirs: TrackerLine]> {
  const people = await call<{ id: number; username: string }[]>(connection, 'GET', '/users/')
  const { id: me } = await call<{ id: number }>(connection, 'GET', '/auth/me')
  const other = people.find(({ id }) => id !== me)!.id
  const efforts = await call<{ id: number; database_release_label: string }[]>(connection, 'GET', '/reporting-efforts/')
  const { id: effort } = efforts.find(({ database_release_label }) => database_release_label === PRIMARY_CSR.label)!
  const items = await call<{ id: number }[]>(connection, 'GET', `/reporting-effort-items/by-effort/${effort}`)
  const ofEffort = new Set(items.map(({ id }) => id))
  const rows = await call<TrackerLine[]>(connection, 'GET', '/reporting-effort-tracker/?limit=1000')
  const [mine, theirs] = rows.filter(
    (row) => row.production_programmer_id === null && ofEffort.has(row.reporting_effort_item_id),
  )
  const put = (row: TrackerLine, patch: object) => call(connection, 'PUT', `/reporting-effort-tracker/${row.id}`, patch)
  await put(mine!, { production_programmer_id: me, due_date: '2020-01-01' })
  await put(theirs!, {
    production_programmer_id: other,
    qc_programmer_id: me,
    production_status: 'completed',
    due_date: '2020-01-02',
  })
  return [mine!, theirs!]
}

test('every flow of the day stays within its clicks', async ({ open }) => {
  // Some thirty steps of one day, each seen to its end.
  test.slow()
  const first = await open(['--demo', '--strict'])
  const { page, connection } = first
  const [mine, theirs] = await giveWork(connection)
  const within = await countClicks(page)
  const stored = (row: TrackerLine) => call<TrackerLine>(connection, 'GET', `/reporting-effort-tracker/${row.id}`)
  const go = (screen: string) => page.getByRole('link', { name: screen, exact: true }).click()
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

  await go('My work')
  const queue = page.getByRole('option')
  await expect(queue).toHaveCount(2)
  await within('start my item', 1, () => button('Start').click())
  await within('complete my item', 1, () => button('Complete').click())
  await expect.poll(async () => (await stored(mine)).production_status).toBe('completed')
  await queue.filter({ hasText: theirs.item_code }).click()
  await within('begin the check', 1, () => button('Start QC').click())
  await within('fail QC with a reason', 2, async () => {
    await button('Fail').click()
    await expect(page.getByLabel('What was found')).toBeFocused()
    await page.keyboard.type('Two totals differ.')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => stored(theirs)).toMatchObject({ qc_status: 'failed', production_status: 'in_progress' })
  })
  await call(connection, 'PUT', `/reporting-effort-tracker/${theirs.id}`, { production_status: 'completed' })
  await button('Start QC').click()
  await within('pass QC', 1, async () => {
    await button('Pass').click()
    await expect.poll(async () => (await stored(theirs)).qc_status).toBe('completed')
  })

  await go('Dashboard')
  await within('from the dashboard to a row', 1, () => page.locator('.lines').getByRole('link').first().click())
  await ready(page)

  await page.getByRole('treeitem', { name: 'Primary CSR' }).click()
  await expect(grid(page)).toHaveAccessibleName(/Primary CSR/)
  await ready(page)
  for (const name of ['Mine', 'Unassigned', 'Overdue', 'Ready for QC', 'QC failed', 'Open comments']) {
    const preset = page.getByRole('group', { name: 'Presets' }).getByRole('button', { name })
    await within(name, 1, () => preset.click())
    await expect(preset).toHaveAttribute('aria-pressed', 'true')
    await preset.click()
  }

  await dragCells(page, ['t14.1.1', 'production_programmer_id'], ['t14.1.4', 'production_programmer_id'])
  await within('assign the selected rows', 2, async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.type('Sanjay')
    await page.keyboard.press('Control+Enter')
    await expect(cellOf(rowOf(page, 't14.1.4'), 'production_programmer_id')).toContainText('Sanjay Iyer')
  })
  await within('undo the last bulk action', 1, async () => {
    await button(/^Undo: /).click()
    await expect(button(/^Redo: /)).toBeVisible()
  })
  for (const [column, text, shown] of [
    ['due_date', '2031-04-03', '03 Apr'],
    ['priority', 'critical', 'Critical'],
  ] as const) {
    await dragCells(page, ['t14.1.1', column], ['t14.1.4', column])
    await within(`set ${column} of a selection`, 2, async () => {
      await page.keyboard.press('Enter')
      await page.keyboard.type(text)
      await page.keyboard.press('Control+Enter')
      await expect(cellOf(rowOf(page, 't14.1.4'), column)).toContainText(shown)
    })
  }
  await within('select everything the filter shows', 1, async () => {
    await page.keyboard.press('Control+a')
    await expect(page.getByTestId('selection')).toHaveText(/^all \d+ rows selected$/)
  })

  const commented = grid(page)
    .getByRole('row')
    .filter({ has: page.locator('.comment-count:not(.done)') })
    .first()
  const panel = page.getByRole('complementary', { name: /^Details of/ })
  await within('read and answer a comment from the row', 2, async () => {
    await cellOf(commented, 'comments').click()
    await page.keyboard.press('Enter')
    await panel.getByRole('button', { name: 'Reply' }).first().click()
    await page.keyboard.type('Answered in the window.')
    await page.keyboard.press('Control+Enter')
    await expect(panel.getByText('Answered in the window.')).toBeVisible()
  })
  await within('resolve a thread', 1, () => panel.getByRole('button', { name: 'Resolve', exact: true }).first().click())
  await within('see who changed this row and when', 1, async () => {
    await panel.getByRole('tab', { name: 'History' }).click()
    await expect(panel.getByText('Tracker row').first()).toBeVisible()
  })

  type Effort = { study_id: number; database_release_id: number; database_release_label: string }
  const efforts = await call<Effort[]>(connection, 'GET', '/reporting-efforts/')
  const beside = efforts.find(({ database_release_label }) => database_release_label === 'Primary CSR')!
  const { study_id, database_release_id } = beside
  const empty = { study_id, database_release_id, database_release_label: 'Safety update' }
  await call(connection, 'POST', '/reporting-efforts/', empty)
  await page.getByRole('treeitem', { name: 'Safety update' }).click()
  await within('copy a package into an effort, with a preview', 3, async () => {
    await button(/^Items of this effort/).click()
    await page.getByRole('menuitem', { name: /Copy from a package/ }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Core Safety')
    await expect(page.getByRole('option', { name: /Core Safety Outputs/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /^Take over/ }).click()
    await expect(dialog).toBeHidden()
    await expect(grid(page)).toBeVisible()
  })

  await first.quit()
  const { page: again } = await open()
  // No click at all.
  await expect(grid(again)).toHaveAccessibleName(/Safety update/)
})
