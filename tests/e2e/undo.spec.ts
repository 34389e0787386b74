// Everything this window did can be taken back and done again, step by step, and it is said when it cannot.
import type { Page } from '@playwright/test'
import { expect, test } from './two-people.ts'
import { cellOf, grid, rowOf } from './window.ts'

async function set(page: Page, code: string, column: string, text: string) {
  await cellOf(rowOf(page, code), column).click()
  await page.keyboard.press('Enter')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await expect(cellOf(rowOf(page, code), column)).not.toHaveAttribute('aria-busy', 'true')
}
const undoButton = (page: Page) => page.getByRole('button', { name: /^(Undo:|Nothing to undo)/ })

test('steps are described, taken back with the keys and done again, and the cell is shown', async ({ join }) => {
  const { page } = await join('ann', 'Ann Bell', { height: 600 })
  const priority = cellOf(rowOf(page, 't14.1.4'), 'priority')
  const due = cellOf(rowOf(page, 't14.1.5'), 'due_date')
  const before = { priority: (await priority.innerText()).trim(), due: (await due.innerText()).trim() }
  await set(page, 't14.1.4', 'priority', 'crit')
  await expect(priority).toContainText('Critical')
  await set(page, 't14.1.5', 'due_date', '2027-03-04')
  await expect(due).toContainText('04 Mar')
  await expect(undoButton(page)).toHaveAccessibleName('Undo: due date of t14.1.5 to 04 Mar 2027')

  await page.keyboard.press('Control+z')
  await expect(due).toHaveText(before.due)
  // The row of the next step has been scrolled away; it comes back into sight as the active cell.
  await page.keyboard.press('Control+End')
  await expect(rowOf(page, 't14.1.4')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(priority).toBeInViewport()
  await expect(priority).toHaveText(before.priority)
  await expect(priority).toHaveAttribute('aria-selected', 'true')
  await expect(undoButton(page)).toBeDisabled()

  await page.keyboard.press('Control+Shift+z')
  await expect(priority).toContainText('Critical')
  await page.keyboard.press('Control+y')
  await expect(due).toContainText('04 Mar')
})

test('in a text the keys belong to the text', async ({ join }) => {
  const { page } = await join('ann', 'Ann Bell')
  await set(page, 't14.1.4', 'priority', 'crit')
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('t14.1.4')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('searchbox', { name: 'Filter rows' })).toHaveValue('')
  await expect(cellOf(rowOf(page, 't14.1.4'), 'priority')).toContainText('Critical')
  await expect(undoButton(page)).toHaveAccessibleName('Undo: priority of t14.1.4 to Critical')
})

test('refused with who and when, once somebody else wrote there; others’ other fields are no obstacle', async ({
  join,
}) => {
  const ann = await join('ann', 'Ann Bell', { expectedErrors: /status of 409/ })
  const bob = await join('bob', 'Bob Cole')
  await set(ann.page, 't14.1.4', 'due_date', '2027-03-04')
  await set(ann.page, 't14.1.4', 'priority', 'crit')
  await expect(cellOf(rowOf(bob.page, 't14.1.4'), 'priority')).toContainText('Critical')
  await set(bob.page, 't14.1.4', 'priority', 'low')
  await expect(cellOf(rowOf(ann.page, 't14.1.4'), 'priority')).toContainText('Low')
  await ann.page.keyboard.press('Control+z')
  await expect(ann.page.getByText(/the priority of t14\.1\.4 was changed since by bob on/).first()).toBeVisible()
  await expect(cellOf(rowOf(ann.page, 't14.1.4'), 'priority')).toContainText('Low')
  await ann.page.keyboard.press('Control+z')
  await expect(cellOf(rowOf(ann.page, 't14.1.4'), 'due_date')).not.toContainText('04 Mar')
})

test('many steps entered faster than they are saved go back one by one', async ({ join }) => {
  // Forty writes by keys, each seen to its end.
  test.slow()
  const { page, api } = await join('ann', 'Ann Bell')
  const effort = /effort\/(\d+)/.exec(page.url())![1]!
  const dueDates = async () =>
    (await api<{ id: number; due_date: string | null }[]>('GET', `/reporting-effort-tracker/bulk/${effort}`)).map(
      ({ id, due_date }) => [id, due_date],
    )
  const before = await dueDates()
  let saved = 0
  page.on('response', (reply) => {
    if (reply.request().method() === 'PUT' && reply.ok()) saved += 1
  })
  const enter = async (rest: string) => {
    await page.keyboard.press('2')
    await page.keyboard.insertText(rest)
    await page.keyboard.press('Enter')
  }
  await cellOf(rowOf(page, 't14.1.1'), 'due_date').click()
  // Each Enter moves on below, twice over the same ten rows: what is entered need not wait for what is being saved.
  for (let row = 0; row < 10; row += 1) await enter('031-01-02')
  await page.keyboard.press('Control+Home')
  await cellOf(rowOf(page, 't14.1.1'), 'due_date').click()
  for (let row = 0; row < 10; row += 1) await enter('032-01-02')
  await expect.poll(() => saved).toBe(20)
  for (let step = 19; step >= 0; step -= 1) {
    const undone = page.waitForResponse((reply) => reply.url().endsWith('/changes/undo'))
    await page.keyboard.press('Control+z')
    expect((await undone).status()).toBe(200)
    await expect(undoButton(page)).toBeEnabled({ enabled: step > 0 })
  }
  expect(await dueDates()).toEqual(before)
})

test('signing out forgets the steps', async ({ join }) => {
  const { page } = await join('ann', 'Ann Bell')
  await set(page, 't14.1.4', 'priority', 'crit')
  await expect(undoButton(page)).toBeVisible()
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('User name').fill('ann')
  await page.getByLabel('Password', { exact: true }).fill('a long password')
  await page.keyboard.press('Enter')
  await expect(grid(page)).toBeVisible()
  await expect(undoButton(page)).toBeHidden()
})

test.describe('after a deletion', () => {
  test.use({ hostOptions: { flags: ['--open'] } })

  test('a way back is offered at once', async ({ open, host }) => {
    await host.api('POST', '/studies/', { study_label: 'EMPTY-1' })
    const page = await open({ route: '/studies' })
    const study = page.getByRole('main').getByText('EMPTY-1').first()
    await study.click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Delete/ })
      .click()
    await expect(page.getByText('Done: deletion of EMPTY-1').first()).toBeVisible()
    await expect(study).toBeHidden()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(page.getByText('Undone: deletion of EMPTY-1').first()).toBeVisible()
    await expect(study).toBeVisible()
  })
})
