// `npm run gallery`: every screen, full and empty, wide, small, at twice its size and narrow, in both themes.
import type { Page } from '@playwright/test'
import { picture, sizes } from './picture.ts'
import { expect, ready, test, trackerRoute } from './window.ts'

test.setTimeout(600_000)

const screens: [name: string, route: string][] = [
  ['home', '/'],
  ['studies', '/studies'],
  ['texts', '/texts/title'],
  ['packages', '/packages'],
  ['package', '/packages/1'],
  ['work', '/work'],
  ['inbox', '/inbox'],
  ['all-activity', '/activity'],
  ['dashboard', '/dashboard'],
  ['calendar', '/calendar'],
  ['people', '/people'],
  ['tags', '/tags'],
  ['audit', '/audit'],
  ['backups', '/backups'],
  ['hosting', '/hosting'],
  ['settings', '/settings'],
  ['events', '/events'],
]

async function show(page: Page, route: string) {
  await page.evaluate((to) => (location.hash = `#${to}`), route)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await expect(page.getByText(/^(Reading|Loading) /)).toHaveCount(0)
}

test('every screen on the demo study', async ({ host, open }) => {
  const page = await open()
  for (const [name, route] of screens) {
    await show(page, route)
    await picture(page, name)
  }
  const effort = (await trackerRoute(host)).replace('/TLF', '')
  for (const view of ['board', 'checks', 'activity']) {
    await show(page, `${effort}/${view}`)
    await picture(page, view)
  }
  for (const tab of ['TLF', 'SDTM', 'ADaM']) {
    await show(page, `${effort}/${tab}`)
    await ready(page)
    await picture(page, `tracker-${tab}`)
  }
})

test.describe('without anything', () => {
  test.use({ hostOptions: { flags: ['--open'] } })
  test('every screen of an empty workspace', async ({ open }) => {
    const page = await open()
    for (const [name, route] of screens.filter(([name]) => name !== 'package')) {
      await show(page, route)
      await picture(page, `${name}-empty`, sizes.slice(0, 2))
    }
  })
})
