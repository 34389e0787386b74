// A host that wants to know who is there.
import { connectionState, expect, test } from './window.ts'

const PASSWORD = 'a long enough password'
test.use({ hostOptions: { flags: ['--demo'], password: PASSWORD } })

test('signing in, staying signed in over a reload, signing out', async ({ open }) => {
  const page = await open({ expectedErrors: /status of 401/ })
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill('wrong password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('tree')).toBeVisible()
  await expect(connectionState(page)).toHaveAttribute('data-state', 'live')
  await page.reload()
  await expect(page.getByRole('tree')).toBeVisible()
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})
