// My work: the queue driven by one key at a time, a failed QC with its finding, and the way to the row in its tracker.
import { expectClean } from './axe.ts'
import { expect, ready, rowOf, test } from './window.ts'

test.use({ hostOptions: { flags: ['--demo', '--open', '--strict'] } })

test('started, completed, failed with a finding, and passed', async ({ open, host }) => {
  const people = await host.api<{ id: number; username: string }[]>('GET', '/users/')
  const me = people.find(({ username }) => username === 'admin')!.id
  const other = people.find(({ username }) => username !== 'admin')!.id
  type Tracker = { id: number; item_code: string; production_status: string; qc_status: string }
  const rows = await host.api<(Tracker & { production_programmer_id: number | null })[]>(
    'GET',
    '/reporting-effort-tracker/?limit=1000',
  )
  const [mine, theirs] = rows.filter(({ production_programmer_id }) => production_programmer_id === null)
  await host.api('PUT', `/reporting-effort-tracker/${mine!.id}`, {
    production_programmer_id: me,
    due_date: '2020-01-01',
  })
  await host.api('PUT', `/reporting-effort-tracker/${theirs!.id}`, {
    production_programmer_id: other,
    qc_programmer_id: me,
    production_status: 'completed',
    due_date: '2020-01-02',
  })

  const page = await open({ route: '/work' })
  const line = (code: string) => page.getByRole('option').filter({ hasText: code })
  await line(mine!.item_code).first().click()
  const stored = (id: number) => host.api<Tracker>('GET', `/reporting-effort-tracker/${id}`)
  await page.keyboard.press('s')
  await expect(line(mine!.item_code).first()).toContainText('In progress')
  await page.keyboard.press('c')
  await expect(line(mine!.item_code).first()).toContainText('waits for the other side')
  expect((await stored(mine!.id)).production_status).toBe('completed')

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('q')
  await expect(line(theirs!.item_code).first()).toContainText('In progress')
  await page.keyboard.press('f')
  await page.getByRole('button', { name: 'Fail QC' }).click()
  await expect(page.getByText('Say what was found')).toBeVisible()
  await page.getByLabel('What was found').fill('The denominators are those of the screened.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect
    .poll(async () => await stored(theirs!.id))
    .toMatchObject({ qc_status: 'failed', production_status: 'in_progress' })
  const comments = await host.api<{ comment_text: string }[]>('GET', `/tracker-comments/tracker/${theirs!.id}`)
  expect(comments.map(({ comment_text }) => comment_text)).toContain('The denominators are those of the screened.')

  await page.getByRole('option', { selected: true }).press('Enter')
  await ready(page)
  await expect(rowOf(page, theirs!.item_code)).toBeVisible()
})

test('an assignment made elsewhere appears by itself, and an empty queue says so', async ({ open, host }) => {
  const page = await open({ route: '/work' })
  await expect(page.getByText('Nothing is waiting')).toBeVisible()
  const people = await host.api<{ id: number; username: string }[]>('GET', '/users/')
  const me = people.find(({ username }) => username === 'admin')!.id
  const rows = await host.api<{ id: number; item_code: string; production_programmer_id: number | null }[]>(
    'GET',
    '/reporting-effort-tracker/?limit=1000',
  )
  const row = rows.find(({ production_programmer_id }) => production_programmer_id === null)!
  await host.api('PUT', `/reporting-effort-tracker/${row.id}`, { production_programmer_id: me, due_date: '2030-01-01' })
  await expect(page.getByRole('option').filter({ hasText: row.item_code })).toBeVisible()
  await expectClean(page, 'the queue')
})
