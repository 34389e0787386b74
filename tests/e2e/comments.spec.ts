// What people say to each other: somebody is named while typing, is told, is led to the very comment, and has then read it,
// in every window. All by keyboard; the theme is dark for one and light for the other.
import type { Locator, Page } from '@playwright/test'
import { expectClean } from './axe.ts'
import { expect, test } from './two-people.ts'
import { cellOf, rowOf } from './window.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: /^Details of/ })
const field = (page: Page) => panel(page).getByRole('textbox', { name: 'New comment' })
const inboxLink = (page: Page) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Inbox/ })
const entries = (page: Page) => page.getByRole('listbox', { name: 'Inbox' }).getByRole('option')

async function commentOn(page: Page, row: Locator) {
  await cellOf(row, 'code').click()
  await page.keyboard.press('Control+i')
  await page.getByRole('tab', { name: /^Comments/ }).click()
}

test('somebody is named, told, led there, and has read it', async ({ join }) => {
  const ann = await join('ann', 'Ann Lee')
  const bo = await join('bo', 'Bo Lin', { theme: 'dark' })
  const row = rowOf(bo.page, 't14.1.4')
  await commentOn(ann.page, rowOf(ann.page, 't14.1.4'))
  await field(ann.page).focus()
  await ann.page.keyboard.type('**Please** look, @bo')
  const offered = panel(ann.page).getByRole('listbox', { name: 'People to mention' })
  await expect(offered.getByRole('option', { selected: true })).toContainText('Bo Lin')
  await expectClean(ann.page, 'people to mention')
  await ann.page.keyboard.press('Enter')
  await expect(field(ann.page)).toHaveValue('**Please** look, @bo ')
  await ann.page.keyboard.press('Control+Enter')
  await expect(panel(ann.page).locator('.mention')).toHaveText('@bo')
  await expect(panel(ann.page).locator('strong', { hasText: 'Please' })).toBeVisible()

  await expect(cellOf(row, 'comments').getByRole('img', { name: 'one new comment' })).toBeVisible()
  await expect(inboxLink(bo.page)).toHaveAccessibleName('Inbox one unread')
  await expect(inboxLink(ann.page)).toHaveAccessibleName('Inbox')
  await bo.page.getByRole('button', { name: /^New comments/ }).click()
  await inboxLink(bo.page).click()
  await expect(entries(bo.page)).toContainText(['Ann Lee mentioned you on t14.1.4'])
  await bo.page.getByRole('listbox', { name: 'Inbox' }).focus()
  await expectClean(bo.page, 'inbox')
  await bo.page.keyboard.press('r')
  await expect(inboxLink(bo.page)).toHaveAccessibleName('Inbox')
  await bo.page.keyboard.press('r')
  await expect(inboxLink(bo.page)).toHaveAccessibleName('Inbox one unread')
  await bo.page.keyboard.press('Enter')
  await expect(panel(bo.page).getByRole('article')).toContainText('Please look, @bo')
  await expect(panel(bo.page).getByText('New', { exact: true })).toBeVisible()
  await expect(inboxLink(bo.page)).toHaveAccessibleName('Inbox')
  await expect(cellOf(row, 'comments').getByRole('img', { name: /new comment/ })).toHaveCount(0)
  await expectClean(bo.page, 'comments')

  // Work handed over in one go is one line, and it comes by itself.
  const [first, second] = await ann.api<{ id: number }[]>('GET', '/reporting-effort-tracker/?limit=2')
  const user = (await ann.api<{ id: number; username: string }[]>('GET', '/users/')).find(
    ({ username }) => username === 'bo',
  )!
  const patch = { qc_programmer_id: user.id }
  const rows = [first!, second!].map(({ id }) => ({ id, patch }))
  await ann.api('POST', '/reporting-effort-tracker/bulk-set', { rows })
  await expect(inboxLink(bo.page)).toHaveAccessibleName('Inbox 2 unread')
  await inboxLink(bo.page).click()
  await expect(entries(bo.page).first()).toContainText('Ann Lee gave you 2 items to check')
  await bo.page.getByRole('button', { name: 'Mark all as read' }).click()
  await bo.page.getByRole('button', { name: 'Unread', exact: true }).click()
  await expect(bo.page.getByText('Nothing unread').first()).toBeVisible()
})

test('what others did since one looked is told in few lines, and marks the rows', async ({ join }) => {
  const ann = await join('ann', 'Ann Lee')
  const bo = await join('bo', 'Bo Lin', { theme: 'dark', width: 1024, height: 700 })
  const ways = (page: Page) => page.getByRole('navigation', { name: 'How to look at the work' })
  const lines = bo.page.getByRole('listbox', { name: 'Activity' }).getByRole('option')
  const changed = bo.page.getByRole('button', { name: /^Changed by others/ })
  await ways(bo.page).getByRole('link', { name: 'Activity' }).click()
  await expect(lines.first()).toBeVisible()
  await ways(bo.page).getByRole('link', { name: 'As a table' }).click()
  await expect(rowOf(bo.page, 't14.1.4')).toBeVisible()
  await expect(changed).toHaveCount(0)

  const effort = Number(/effort\/(\d+)/.exec(bo.page.url())![1])
  const items = await ann.api<{ id: number; item_code: string }[]>('GET', `/reporting-effort-items/by-effort/${effort}`)
  const item = items.find(({ item_code }) => item_code === 't14.1.4')!
  const tracker = await ann.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${item.id}`)
  await ann.api('PUT', `/reporting-effort-tracker/${tracker.id}`, { priority: 'critical' })
  await expect(changed).toContainText('1')
  await changed.click()
  await expect(bo.page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3')

  await ways(bo.page).getByRole('link', { name: 'Activity' }).click()
  await expect(lines.first()).toContainText('Ann Lee changed t14.1.4')
  await expect(lines.first()).toContainText(/Priority: \w+ → Critical/)
  await expect(lines.first().getByRole('img', { name: 'new to you' })).toBeVisible()
  await ann.api('POST', '/tracker-comments/', { tracker_id: tracker.id, comment_text: 'See **footnote** 2' })
  await expect(lines.first()).toContainText('Ann Lee commented on t14.1.4')
  await expect(lines.first()).toContainText('See footnote 2')
  await bo.page.getByRole('listbox', { name: 'Activity' }).focus()
  await expectClean(bo.page, 'activity')
  await bo.page.getByRole('button', { name: 'Mark as seen' }).click()
  await expect(lines.getByRole('img', { name: 'new to you' })).toHaveCount(0)
  await bo.page.getByRole('listbox', { name: 'Activity' }).press('Enter')
  await expect(panel(bo.page).getByRole('article')).toContainText('See footnote 2')
})
