// People and their ways in, as an administrator and as the person: one host that asks for a sign-in, several windows on it.
// Tags are looked after on the way.
import { readFile } from 'node:fs/promises'
import { expectClean } from './axe.ts'
import { expect, rowOf, test, type Open } from './window.ts'
import type { Page } from '@playwright/test'

const PASSWORD = 'a long enough password'
const OWN = 'only I know this one'
test.use({ hostOptions: { flags: ['--demo'], password: PASSWORD } })

async function signIn(page: Page, username: string, password: string) {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
async function openAs(open: Open, username: string, password: string, options: Parameters<Open>[0] = {}) {
  const page = await open(options)
  await signIn(page, username, password)
  return page
}
const person = (page: Page, name: string) => page.getByRole('option').filter({ hasText: name })
const details = (page: Page) => page.getByRole('complementary', { name: 'About the chosen person' })
const goTo = (page: Page, route: string) => page.goto(page.url().replace(/#.*/, `#${route}`))

test('a person is added, let in, changed, seen, locked out and let in again', async ({ open }) => {
  const admin = await openAs(open, 'admin', PASSWORD, { route: '/people' })
  await admin.getByRole('button', { name: 'Add a person' }).click()
  await admin.getByLabel('User name').fill('admin')
  await expect(admin.getByText('admin is taken')).toBeVisible()
  await admin.getByLabel('User name').fill('dora.lang')
  await admin.getByLabel('Name', { exact: true }).fill('Dora Lang')
  await admin.getByRole('dialog').getByLabel('Department').fill('programming')
  await admin.keyboard.press('Enter')
  const given = admin.getByRole('dialog', { name: 'The password of Dora Lang' })
  const oneTime = await given.locator('code').innerText()
  await given.getByRole('button', { name: 'I have noted it' }).click()
  await expect(details(admin)).toContainText('With a one-time password, not replaced yet')

  // The person replaces it before anything is shown, and is seen live by the administrator.
  const dora = await openAs(open, 'dora.lang', oneTime, { expectedErrors: /status of 40[013]/, route: '/work' })
  await expect(dora.getByRole('heading', { name: 'Choose your password' })).toBeVisible()
  await expectClean(dora, 'choosing a password')
  await dora.getByLabel('The password you were given').fill(oneTime)
  await dora.getByLabel('New password', { exact: true }).fill(OWN)
  await dora.getByLabel('New password, once more').fill('something else')
  await dora.keyboard.press('Enter')
  await expect(dora.getByRole('alert')).toContainText('differ')
  await dora.getByLabel('New password, once more').fill(OWN)
  await dora.keyboard.press('Enter')
  await expect(dora.getByRole('button', { name: 'Account of Dora Lang' })).toBeVisible()
  await expect(details(admin)).toContainText('With a password')
  await expect(details(admin)).toContainText('Chrome on Linux')

  // Who may not import is told so, also where a list is open.
  await goTo(dora, '/packages')
  await expect(dora.getByRole('button', { name: 'Spreadsheets' })).toBeVisible()
  await dora.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['Name\n'], 'packages.csv'))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })
  await expect(
    dora.getByText('Only administrators bring lists in. Ask one of them to import this file.', { exact: true }),
  ).toBeVisible()

  // A role taken away takes its screens away in the open window.
  await expect(dora.getByRole('link', { name: 'People' })).toHaveCount(0)
  await person(admin, 'Dora Lang').click()
  await admin.keyboard.press('F2')
  await admin.getByRole('combobox', { name: 'Role' }).click()
  await admin.getByRole('option', { name: 'Administrator' }).click()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(dora.getByRole('link', { name: 'People' })).toBeVisible()
  await expect(person(admin, 'Dora Lang')).toContainText('Administrator')

  // Ending a session and an account shows at once in the window that had it.
  await details(admin).getByRole('button', { name: 'Sign out on Chrome on Linux' }).click()
  await expect(dora.getByText('Your session has ended')).toBeVisible()
  await signIn(dora, 'dora.lang', OWN)
  await expect(dora.getByRole('button', { name: 'Account of Dora Lang' })).toBeVisible()
  await details(admin).getByRole('button', { name: 'Deactivate' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await expect(dora.getByText('Your session has ended')).toBeVisible()
  await signIn(dora, 'dora.lang', OWN)
  await expect(dora.getByRole('alert')).toContainText('Inactive user account')
  await expect(person(admin, 'Dora Lang')).toContainText('deactivated')
  await details(admin).getByRole('button', { name: 'Reactivate' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click()
  await expect(person(admin, 'Dora Lang')).not.toContainText('deactivated')
})

test('the work of somebody who leaves is handed over as one step and taken back as one; the report is saved', async ({
  open,
}) => {
  const page = await openAs(open, 'admin', PASSWORD, { route: '/people' })
  await page.getByRole('searchbox', { name: 'Find a person' }).fill('fischer')
  await page.keyboard.press('Enter')
  const open_work = details(page).locator('dd').last()
  await expect(open_work).not.toHaveText('0')
  const before = await open_work.innerText()
  await details(page).getByRole('button', { name: 'Hand work over' }).click()
  await page.getByRole('dialog').getByRole('combobox').last().click()
  await page.getByRole('option', { name: /^Nobody yet/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click()
  // Rows whose check has begun keep somebody who checks; each says so.
  const report = page.getByRole('dialog').getByRole('status')
  await expect(report).toHaveText(/^\d+ rows were handed over$/)
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toContainText('Without a QC programmer')
  await page.keyboard.press('Escape')
  await expect(open_work).not.toHaveText(before)
  await page.getByRole('listbox', { name: 'People' }).focus()
  await page.keyboard.press('Control+z')
  await expect(open_work).toHaveText(before)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Access report' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^access-report-.*\.csv$/)
  expect(await readFile(await download.path(), 'utf8')).toContain('d.fischer,Daniel Fischer')
})

test('a locked window hides what it shows and keeps what was being typed', async ({ open }) => {
  const page = await openAs(open, 'admin', PASSWORD, { route: '/studies', expectedErrors: /400/ })
  await expect(page.getByRole('button', { name: 'Add a study' })).toBeVisible()
  await page.clock.install()
  await page.reload()
  await page.getByRole('button', { name: 'Add a study' }).click()
  await page.getByLabel('Label').fill('HALF-TYPED')
  await page.clock.fastForward('14:00')
  await expect(page.getByRole('heading', { name: 'Locked' })).toHaveCount(0)
  await page.clock.fastForward('01:30')
  const lock = page.getByRole('dialog', { name: 'Locked' })
  await expect(lock).toBeVisible()
  await expect(lock).toContainText('Signed in as admin')
  await expect(page.getByRole('heading', { name: 'Studies, releases and efforts' })).toBeHidden()
  await expect(page.getByLabel('Label')).toBeHidden()
  await expectClean(page, 'locked')
  await page.keyboard.press('Escape')
  await lock.click({ position: { x: 5, y: 5 } })
  await lock.getByLabel('Password', { exact: true }).fill('wrong')
  await page.keyboard.press('Enter')
  await expect(lock.getByRole('alert')).toContainText('not your password')
  await lock.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(lock).toBeHidden()
  await expect(page.getByLabel('Label')).toHaveValue('HALF-TYPED')
  await expect(page.getByLabel('Label')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('treeitem').filter({ hasText: 'HALF-TYPED' })).toBeVisible()

  // Locked by hand, and still locked after a reload.
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Lock this window' }).click()
  await expect(lock).toBeVisible()
  await page.reload()
  await expect(lock).toBeVisible()
})

test('a window whose host is gone locks itself too', async ({ host, open }) => {
  const page = await openAs(open, 'admin', PASSWORD, {
    route: '/studies',
    expectedErrors: /Failed to load resource|WebSocket connection/,
  })
  const heading = page.getByRole('heading', { name: 'Studies, releases and efforts' })
  await expect(heading).toBeVisible()
  await page.clock.install()
  await page.reload()
  await expect(heading).toBeVisible()
  await host.stop()
  await page.clock.fastForward('15:30')
  await expect(page.getByRole('dialog', { name: 'Locked' })).toBeVisible()
  await expect(heading).toBeHidden()
})

test('a tag is added, found on its rows, merged into another and brought back', async ({ open }) => {
  const page = await openAs(open, 'admin', PASSWORD, { route: '/tags' })
  const tag = (name: string) => page.getByRole('option').filter({ hasText: name })
  const about = page.getByRole('complementary', { name: 'About the chosen tag' })
  await page.getByRole('button', { name: 'Add a tag' }).click()
  await page.getByLabel('Name').fill('batch 1')
  await expect(page.getByText('It is there already: “Batch 1”')).toBeVisible()
  await page.getByLabel('Name').fill('Batch 9')
  await page.getByTitle('Violet').click()
  await page.getByLabel('Another colour').fill('#ffee88')
  await expect(page.getByText('hard to see on a light background')).toBeVisible()
  await page.getByTitle('Violet').click()
  await page.keyboard.press('Enter')
  await expect(tag('Batch 9')).toContainText('Not used by any row')

  await tag('Batch 1').click()
  await expect(about.getByRole('heading', { name: 'Used by 27 rows' })).toBeVisible()
  await about.getByRole('button', { name: 'Merge' }).click()
  await page.getByRole('dialog').getByRole('combobox').click()
  await page.getByRole('option', { name: 'Batch 9' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
  await expect(tag('Batch 9')).toContainText('Used by 27 rows')
  await expect(tag('Batch 1')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await expect(tag('Batch 1')).toContainText('Used by 27 rows')
  await tag('Batch 1').click()
  await page.getByRole('listbox').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('dialog')).toContainText('taken off the 27 rows')
  await page.keyboard.press('Escape')
  const link = about.getByRole('link').first()
  const code = await link.innerText()
  await link.click()
  await expect(rowOf(page, code)).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  test(`nothing for axe to find on these screens (${theme})`, async ({ open }) => {
    const page = await openAs(open, 'admin', PASSWORD, { theme, route: '/people', width: 1024 })
    await person(page, 'Daniel Fischer').click()
    await expect(details(page)).toContainText('Signed in nowhere')
    await expectClean(page, 'people')
    await page.getByRole('button', { name: 'Add a person' }).click()
    await expect(page.getByLabel('User name')).toBeFocused()
    await expectClean(page, 'a person in their dialog')
    await page.keyboard.press('Escape')
    await details(page).getByRole('button', { name: 'Hand work over' }).click()
    await expectClean(page, 'handing over')
    await page.keyboard.press('Escape')
    await details(page).getByRole('button', { name: 'Reset password' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reset the password' }).click()
    await expect(page.getByRole('dialog', { name: 'The password of Daniel Fischer' })).toBeVisible()
    await expectClean(page, 'a new password')
    await page.getByRole('button', { name: 'I have noted it' }).click()
    await goTo(page, '/tags')
    await page.getByRole('option').first().click()
    await expectClean(page, 'tags')
    await page.keyboard.press('F2')
    await expect(page.getByLabel('Name')).toBeFocused()
    await expectClean(page, 'a tag in its dialog')
    await page.keyboard.press('Escape')
    await goTo(page, '/settings')
    await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible()
    await expectClean(page, 'settings')
  })
}
