// Two people in two windows write the same row: different fields merge, the same field asks, and nothing typed is lost.
import type { Page } from '@playwright/test'
import { expect, test } from './two-people.ts'
import { cellOf, grid, rowOf } from './window.ts'

const refused = /status of (404|409)/

/** Opens the cell's editor and types, without committing. */
async function begin(page: Page, code: string, column: string, text: string) {
  await cellOf(rowOf(page, code), column).click()
  await page.keyboard.press('Enter')
  await page.keyboard.type(text)
}
async function set(page: Page, code: string, column: string, text: string) {
  await begin(page, code, column, text)
  await page.keyboard.press('Enter')
}

for (const [choice, expected] of [
  ['Take theirs', 'Low'],
  ['Keep mine', 'Critical'],
] as const) {
  test(`the same cell, changed while its editor is open: ${choice.toLowerCase()}`, async ({ join }) => {
    const ann = await join('ann', 'Ann Bell', { expectedErrors: refused })
    const bob = await join('bob', 'Bob Cole', { expectedErrors: refused })
    await begin(bob.page, 't14.1.4', 'priority', 'crit')
    await set(ann.page, 't14.1.4', 'priority', 'low')
    // Bob's window has the new value already, behind his editor.
    await expect(cellOf(rowOf(bob.page, 't14.1.4'), 'priority')).toContainText('Low')
    await bob.page.keyboard.press('Enter')
    const notice = bob.page.getByRole('alert')
    await expect(notice).toContainText(/ann changed this cell while you were editing it, at \d\d:\d\d/)
    await expect(notice).toContainText('Low')
    await expect(notice).toContainText('Critical')
    await notice.getByRole('button', { name: choice }).click()
    await expect(notice).toBeHidden()
    for (const { page } of [ann, bob]) await expect(cellOf(rowOf(page, 't14.1.4'), 'priority')).toContainText(expected)
  })
}

test('different fields of one row merge without a word, also when both writes are on their way', async ({ join }) => {
  const ann = await join('ann', 'Ann Bell')
  const bob = await join('bob', 'Bob Cole', { expectedErrors: refused })
  // Ann's write reaches the host first, while Bob's is held up.
  let heldUp = true
  await bob.page.route('**/reporting-effort-tracker/*', async (route) => {
    if (route.request().method() === 'PUT' && heldUp) {
      heldUp = false
      await set(ann.page, 't14.1.4', 'priority', 'low')
      await expect(cellOf(rowOf(ann.page, 't14.1.4'), 'priority')).toContainText('Low')
    }
    await route.continue()
  })
  await set(bob.page, 't14.1.4', 'due_date', '2027-03-04')
  for (const { page } of [ann, bob]) {
    await expect(cellOf(rowOf(page, 't14.1.4'), 'priority')).toContainText('Low')
    await expect(cellOf(rowOf(page, 't14.1.4'), 'due_date')).toContainText('04 Mar')
  }
  await expect(bob.page.getByRole('alert')).toBeHidden()
})

test('several cells are decided together', async ({ join }) => {
  const ann = await join('ann', 'Ann Bell')
  const bob = await join('bob', 'Bob Cole', { expectedErrors: refused })
  // From below, so that no notice covers the next cell.
  for (const code of ['t14.1.5', 't14.1.4']) {
    await begin(bob.page, code, 'priority', 'crit')
    await set(ann.page, code, 'priority', 'low')
    await expect(cellOf(rowOf(bob.page, code), 'priority')).toContainText('Low')
    await bob.page.keyboard.press('Enter')
  }
  await bob.page.getByRole('button', { name: 'Decide together…' }).click()
  const dialog = bob.page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await expect(dialog.getByRole('heading', { name: 'priority of t14.1.4' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep all mine' }).click()
  await expect(dialog).toBeHidden()
  for (const code of ['t14.1.4', 't14.1.5'])
    await expect(cellOf(rowOf(ann.page, code), 'priority')).toContainText('Critical')
})

test('what was typed into a row that is deleted meanwhile is kept and can be copied', async ({ join, admin }) => {
  const bob = await join('bob', 'Bob Cole', { expectedErrors: refused })
  const item = Number(await rowOf(bob.page, 't14.1.4').getAttribute('data-row'))
  const tracker = await admin.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${item}`)
  for (const role of ['production', 'qc'])
    await admin.api('DELETE', `/reporting-effort-tracker/${tracker.id}/unassign-programmer?role=${role}`)
  await begin(bob.page, 't14.1.4', 'due_date', '12 ja')
  await admin.api('DELETE', `/reporting-effort-items/${item}`)
  const notice = bob.page.getByRole('alert')
  await expect(notice).toContainText('due date of t14.1.4')
  await expect(notice).toContainText('12 ja')
  await expect(rowOf(bob.page, 't14.1.4')).toHaveCount(0)
  await notice.getByRole('button', { name: 'Copy my value' }).click()
  await expect(notice.getByRole('button', { name: 'Copied' })).toBeVisible()
  await notice.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toBeHidden()
  await expect(grid(bob.page)).toBeVisible()
})
