// `npm run gallery`: every screen, full and empty, wide, small and at twice its size, as a picture in both themes
// (out/gallery/screens), for people to look at. Each is asked for what axe finds and for being no wider than its window.
import type { Page } from '@playwright/test'
import path from 'node:path'
import { expectClean, settled } from './axe.ts'
import { expect, ready, test, trackerRoute } from './window.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'out', 'gallery', 'screens')
const themes = ['light', 'dark'] as const
/** Pixels of the page: a window of 1440 by 900 at 200 % has half of them (WCAG 1.4.4). */
const sizes = [
  { name: '', width: 1440, height: 900 },
  { name: '-small', width: 1024, height: 700 },
  { name: '-doubled', width: 720, height: 450 },
  { name: '-narrow', width: 390, height: 760 },
]

test.setTimeout(600_000)

/** One state in every size and both themes. */
async function picture(
  page: Page,
  name: string,
  only: readonly { name: string; width: number; height: number }[] = sizes,
) {
  for (const { name: size, ...viewport } of only) {
    await page.setViewportSize(viewport)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
      await settled(page)
      const state = `${name}${size}-${theme}`
      await page.screenshot({ path: path.join(folder, `${state}.png`), animations: 'disabled' })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect.soft(overflow, `${state} is wider than the window`).toBeLessThanOrEqual(0)
      await expectClean(page, state).catch((error: unknown) => expect.soft(String(error), state).toBe(''))
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

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
