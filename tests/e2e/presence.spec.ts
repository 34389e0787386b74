// Two people on one effort see each other: who is there, at which row, in which cell; and nobody's typing is touched.
import { expect, test } from './two-people.ts'
import { cellOf, rowOf } from './window.ts'

test('who is there, where, and what they are editing, until they go', async ({ join }) => {
  const ann = await join('ann', 'Ann Bell')
  const bob = await join('bob', 'Bob Cole')
  const others = ann.page.getByRole('list', { name: 'Also on this effort' })
  await expect(others).toContainText('BC')
  await expect(others.getByText('Bob Cole is looking at this effort')).toBeAttached()
  await expect(bob.page.getByRole('list', { name: 'Also on this effort' })).toContainText('AB')

  await cellOf(rowOf(bob.page, 't14.1.4'), 'due_date').click()
  await expect(cellOf(rowOf(ann.page, 't14.1.4'), 'code')).toContainText('BC')
  await bob.page.keyboard.press('Enter')
  const cell = cellOf(rowOf(ann.page, 't14.1.4'), 'due_date')
  await expect(cell).toContainText('Bob Cole is editing due date of t14.1.4')
  await expect(cell).toHaveClass(/peer-editing/)

  // Ann writes the very cell; what Bob has typed so far stays.
  await bob.page.keyboard.type('12 ja')
  await cell.click()
  await ann.page.keyboard.press('Enter')
  await ann.page.keyboard.type('2027-02-03')
  await ann.page.keyboard.press('Enter')
  await expect(cell).toContainText('03 Feb')
  await expect(bob.page.getByRole('textbox', { name: 'Due' })).toHaveValue('12 ja')
  await expect(bob.page.getByRole('textbox', { name: 'Due' })).toBeFocused()

  await bob.page.keyboard.press('Escape')
  await expect(cell).not.toHaveClass(/peer-editing/)
  await bob.page.close()
  await expect(others).toBeHidden()
  await expect(cellOf(rowOf(ann.page, 't14.1.4'), 'code')).not.toContainText('BC')
})

test('after a broken line each is told anew', async ({ join, host }) => {
  const refusedWhileAway = /ERR_CONNECTION|WebSocket|Failed to load resource/
  const ann = await join('ann', 'Ann Bell', { expectedErrors: refusedWhileAway })
  await join('bob', 'Bob Cole', { expectedErrors: refusedWhileAway })
  const others = ann.page.getByRole('list', { name: 'Also on this effort' })
  await expect(others).toContainText('BC')
  await host.stop()
  await expect(others).toBeHidden()
  await host.start()
  await expect(others).toContainText('BC', { timeout: 30_000 })
})
