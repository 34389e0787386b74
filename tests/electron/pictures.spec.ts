// Pictures of the real window in both themes and two sizes, for people to look at (test-results/); and that it follows the
// system's theme and never cuts off its own controls.
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { test } from './desktop.ts'

const sizes = [
  [1440, 900],
  [1024, 700],
] as const
const themes = ['light', 'dark'] as const

test('the window on an empty workspace', async ({ open }) => {
  const { app, page } = await open()
  await page.getByRole('status').getByText('Live').waitFor()
  await picturesOf('empty', app, page)
})

test('the window on the demo study', async ({ open }) => {
  const { app, page } = await open(['--demo'])
  await page.getByRole('status').getByText('Live').waitFor()
  await picturesOf('start', app, page)
  await page.getByRole('link', { name: /Primary CSR/ }).click()
  await page.getByRole('gridcell').first().waitFor()
  await picturesOf('tracker', app, page)
})

async function picturesOf(name: string, app: ElectronApplication, page: Page): Promise<void> {
  // Playwright pretends a theme of its own unless told not to.
  await page.emulateMedia({ colorScheme: null })
  for (const theme of themes) {
    await app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), theme)
    await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
    for (const [width, height] of sizes) {
      await resize(app, page, width, height)
      await picture(page, `${name}-${theme}-${width}`)
    }
  }
}

async function resize(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]!.setContentSize(width, height),
    [width, height] as const,
  )
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height])
}

async function picture(page: Page, name: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0)
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' })
}
