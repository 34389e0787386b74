// The checks of an effort: nothing on the demo study, a defect appears by itself, is seen on its row, muted with a reason,
// taken back, and mended in one step that can be undone.
import { expectClean } from './axe.ts'
import { expect, ready, rowOf, test } from './window.ts'

test.use({ hostOptions: { flags: ['--demo', '--open'] } })

test('a defect is found while it is made, muted, taken back, mended and undone', async ({ open, host }) => {
  const page = await open({ route: '/effort/1' })
  await ready(page)
  await page.getByRole('link', { name: 'Checks' }).click()
  await expect(page.getByText('Nothing to mend')).toBeVisible()
  await expectClean(page, 'checks without findings')

  const rows = await host.api<
    { id: number; item_code: string; tracker: { id: number; production_programmer_id: number } }[]
  >('GET', '/reporting-effort-items/by-effort/1')
  const [one, other] = rows.filter(({ item_code }) => item_code.startsWith('t14'))
  for (const { tracker } of [one!, other!]) {
    await host.api('PUT', `/reporting-effort-tracker/${tracker.id}`, {
      qc_status: 'not_started',
      in_production_flag: false,
      qc_programmer_id: tracker.production_programmer_id,
    })
  }
  const group = page.locator('section').filter({ hasText: 'One person produces and checks' })
  await expect(group.getByRole('listitem')).toHaveCount(2)
  await expectClean(page, 'checks with findings')

  await group.getByRole('button', { name: `Mute ${one!.item_code}: One person produces and checks` }).click()
  await expect(page.getByLabel('Reason')).toBeFocused()
  await page.keyboard.type('Agreed with the lead.')
  await page.keyboard.press('Control+Enter')
  await expect(group.getByRole('listitem')).toHaveCount(1)
  await page.getByText('One muted finding').click()
  await expect(page.getByText('Agreed with the lead.')).toBeVisible()
  await page.getByRole('button', { name: `Take back the muting of ${one!.item_code}` }).click()
  await group.getByRole('button', { name: 'Mend all 2' }).click()
  await expect(page.getByText('Nothing to mend')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(group.getByRole('listitem')).toHaveCount(2)

  await group.getByRole('link', { name: one!.item_code, exact: true }).click()
  await expect(rowOf(page, one!.item_code).getByText('must be somebody else')).toBeAttached()
})
