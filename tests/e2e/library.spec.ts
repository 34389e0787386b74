// The screens that manage what trackers are made of: studies, texts, packages and items, driven as an administrator does,
// and looked over by axe in both themes.
import { expectClean } from './axe.ts'
import { expect, ready, rowOf, test } from './window.ts'

test.use({ hostOptions: { flags: ['--demo', '--open'] } })

test('a study, its release and its effort are added by keyboard, edited and deleted from the bottom', async ({
  open,
}) => {
  const page = await open({ route: '/studies', expectedErrors: /400/ })
  await page.getByRole('button', { name: 'Add a study' }).click()
  await page.getByLabel('Label').fill('trl-0427 301')
  await expect(page.getByText('There is already “TRL-0427-301”')).toBeHidden()
  await page.getByLabel('Label').fill('TRL-0427-3 01')
  await expect(page.getByText('There is already “TRL-0427-301”')).toBeVisible()
  await page.getByLabel('Label').fill('NEW-001')
  await page.getByLabel('Phase').fill('2')
  await page.keyboard.press('Enter')

  const line = (name: string) => page.getByRole('treeitem').filter({ hasText: name })
  await expect(line('NEW-001')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tree')).toBeFocused()
  await page.keyboard.press('Insert')
  await page.getByLabel('Label').fill('First cut')
  await page.getByLabel('Date of the release').fill('2027-01-15')
  await page.keyboard.press('Enter')
  await expect(line('First cut')).toContainText('15 Jan 2027')
  await page.keyboard.press('Insert')
  await page.getByLabel('Label').fill('Interim')
  await page.keyboard.press('Enter')
  await expect(line('Interim')).toHaveAttribute('aria-selected', 'true')

  await line('NEW-001').click()
  await page.keyboard.press('Delete')
  await expect(page.getByText('still has one release, so the host will refuse')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('alert')).toContainText('First cut')
  await page.keyboard.press('Escape')
  for (const name of ['Interim', 'First cut', 'NEW-001']) {
    await line(name).click()
    await page.keyboard.press('Delete')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await expect(line(name)).toHaveCount(0)
  }
})

test('what was typed is not lost by Escape, and a colleague is not overwritten', async ({ open, host }) => {
  const page = await open({ route: '/studies', expectedErrors: /409/ })
  const studies = await host.api<{ id: number; study_label: string }[]>('GET', '/studies/')
  const study = studies.find(({ study_label }) => study_label === 'TRL-0427-102')!
  await page.getByRole('treeitem').filter({ hasText: 'TRL-0427-102' }).click()
  await page.keyboard.press('F2')
  await page.getByLabel('Title').fill('Mine')
  await page.keyboard.press('Escape')
  await expect(page.getByText('What you typed is not saved yet')).toBeVisible()

  await host.api('PUT', `/studies/${study.id}`, { study_label: 'TRL-0427-102', study_title: 'Theirs', phase: '1b' })
  await page.getByRole('button', { name: 'Save' }).click()
  const word = page.getByRole('alert').filter({ hasText: 'Theirs' })
  await expect(word).toBeVisible()
  await word.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const now = await host.api<{ study_title: string; phase: string }>('GET', `/studies/${study.id}`)
  expect(now).toMatchObject({ study_title: 'Mine', phase: '1b' })
})

test('a text is found, told where it is used, and kept while it is', async ({ open }) => {
  const page = await open({ route: '/texts/footnote', expectedErrors: /400/ })
  await page.getByRole('searchbox', { name: 'Find a text' }).fill('informed consent')
  await page.keyboard.press('Enter')
  const list = page.getByRole('listbox', { name: 'Footnotes' })
  await expect(list.getByRole('option')).toHaveCount(1)
  const about = page.getByRole('complementary', { name: 'About the chosen text' })
  await expect(about.getByRole('heading', { name: /^Used \d+ times$/ })).toBeVisible()
  await page.keyboard.press('Delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('alert')).toContainText('it is used')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Add a footnote' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill('A footnote that nobody has used yet.')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(list.getByRole('option', { selected: true })).toContainText('nobody has used yet')
  await expect(about.getByText('Not used by any item')).toBeVisible()
})

test('an item of a package gets a new title in place, and footnotes in another order', async ({ open, host }) => {
  const page = await open({ route: '/packages/1' })
  await page.getByRole('button', { name: 'Add an item' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Output number').fill('t99.1')
  await dialog.getByRole('combobox', { name: 'Title' }).fill('A title made in place')
  await page.getByRole('option', { name: /A title made in place/ }).click()
  for (const words of ['Grouped by actual', 'Assessed by blinded']) {
    await dialog.getByRole('combobox', { name: 'Footnotes' }).fill(words)
    await page.getByRole('option', { name: new RegExp(words) }).click()
  }
  const footnotes = dialog.getByRole('list', { name: 'Footnotes' }).getByRole('listitem')
  await expect(footnotes).toHaveCount(2)
  await dialog.getByRole('button', { name: /Place 2/ }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(footnotes.first()).toContainText('Assessed by blinded')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()

  const added = page.getByRole('option', { selected: true }).filter({ hasText: 't99.1' })
  await expect(added).toContainText('A title made in place')
  type Item = { item_code: string; footnotes: { footnote_id: number; sequence_number: number }[] }
  const items = await host.api<Item[]>('GET', '/packages/1/items')
  const item = items.find(({ item_code }) => item_code === 't99.1')!
  const texts = await host.api<{ id: number; label: string }[]>('GET', '/text-elements/?limit=1000')
  const labels = item.footnotes.map(({ footnote_id }) => texts.find(({ id }) => id === footnote_id)!.label)
  expect(labels).toEqual([expect.stringContaining('Assessed'), expect.stringContaining('Grouped')])
})

test('items are taken over after a look at what would be done; the whole is saved as a package and rolled forward', async ({
  open,
  host,
}) => {
  const efforts = await host.api<{ id: number; database_release_label: string }[]>('GET', '/reporting-efforts/')
  const topline = efforts.find(({ database_release_label }) => database_release_label === 'Topline results')!
  const page = await open({ route: `/effort/${topline.id}/TLF` })
  await ready(page)
  const choose = async (entry: RegExp) => {
    await page.getByRole('button', { name: 'Items of this effort' }).click()
    await page.getByRole('menuitem', { name: entry }).click()
  }
  const dialog = page.getByRole('dialog')

  await choose(/Copy from a package/)
  await dialog.getByText('A package or another reporting effort').click()
  await page.getByRole('option', { name: /Core Safety Outputs/ }).click()
  const fresh = dialog.locator('section').filter({ hasText: /New: / })
  const code = (await fresh.locator('.code').first().textContent())!.trim()
  await fresh.getByRole('checkbox').first().uncheck()
  await expect(dialog.getByText('0 to add, 0 to bring in line, 0 to remove')).toBeVisible()
  await fresh.getByRole('checkbox', { name: code }).check()
  await expectClean(page, 'a comparison')
  await dialog.getByRole('button', { name: 'Take over one item' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill(code)
  await expect(rowOf(page, code)).toBeVisible()

  await choose(/Save this effort as a package/)
  await expect(dialog.getByLabel('Name of the package')).toBeFocused()
  await page.keyboard.type('From topline')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/The package From topline was made with \d+ items/).first()).toBeVisible()

  await choose(/Roll this effort forward/)
  await expect(dialog.getByLabel('Label of the new effort')).toBeFocused()
  await page.keyboard.type('Update')
  await dialog.getByLabel('Move due dates by').fill('28')
  await expect(dialog.getByText(/becomes .* the earliest due date/)).toBeVisible()
  await expectClean(page, 'rolling forward')
  const rolled = page.waitForResponse(/roll-forward$/)
  await dialog.getByRole('button', { name: /Roll forward \d+ items/ }).click()
  expect((await rolled).status()).toBe(201)
  await expect(
    page.getByRole('heading', { name: 'Update' }).or(page.getByText('Open the new effort')).first(),
  ).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  test(`nothing for axe to find on these screens (${theme})`, async ({ open }) => {
    const page = await open({ theme, route: '/studies' })
    await page.getByRole('button', { name: 'Expand all' }).click()
    await expectClean(page, 'studies')
    await page.getByRole('button', { name: 'Add a study' }).click()
    await expect(page.getByLabel('Label')).toBeFocused()
    await expectClean(page, 'a study in its dialog')
    await page.keyboard.press('Escape')
    await page.goto(page.url().replace(/#.*/, '#/texts/title'))
    await page.getByRole('option').nth(2).click()
    await expectClean(page, 'texts')
    await page.goto(page.url().replace(/#.*/, '#/packages/1'))
    await page
      .getByRole('listbox', { name: /Items of/ })
      .getByRole('option')
      .nth(2)
      .dblclick()
    await expect(page.getByLabel('Output number')).toBeFocused()
    await expectClean(page, 'an item in its dialog')
    await page.keyboard.press('Escape')
    await expectClean(page, 'packages')
    await page.goto(page.url().replace(/#.*/, '#/events'))
    await page.getByRole('button', { name: 'Send ping' }).click()
    await page.getByRole('option').filter({ hasText: 'pong' }).first().click()
    await expectClean(page, 'events')
  })
}
