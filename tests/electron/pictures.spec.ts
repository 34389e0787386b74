// Pictures of the real window in both themes and two sizes, for people to look at (test-results/); and that it follows the
// system's theme and never cuts off its own controls.
import type { ElectronApplication, Page } from '@playwright/test'
import { test } from './desktop.ts'
import { expectNoOverflow, resize, setTheme, themes } from './look.ts'

const sizes = [
  [1440, 900],
  [1024, 700],
] as const

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
  for (const theme of themes) {
    await setTheme(app, page, theme)
    for (const [width, height] of sizes) {
      await resize(app, page, width, height)
      await expectNoOverflow(page, `${name}-${theme}-${width}`)
      await page.screenshot({
        path: test.info().outputPath(`${name}-${theme}-${width}.png`),
        animations: 'disabled',
      })
    }
  }
}
