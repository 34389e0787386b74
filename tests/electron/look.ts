// How the window looks: its size, its theme as the system gives it, and axe over what it shows.
import AxeBuilder from '@axe-core/playwright'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { settled } from '../e2e/axe.ts'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Switches the system's theme and waits until the page follows. */
export async function setTheme(app: ElectronApplication, page: Page, theme: Theme): Promise<void> {
  // Playwright pretends a theme of its own unless told not to.
  await page.emulateMedia({ colorScheme: null })
  await app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), theme)
  await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
}

export async function resize(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]!.setContentSize(width, height),
    [width, height] as const,
  )
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height])
}

/** The page at 1024 by 700 in both themes: nothing wider than the window, and nothing that axe finds (WCAG 2.2 A and AA). */
export async function expectCleanInBothThemes(app: ElectronApplication, page: Page, state: string): Promise<void> {
  await resize(app, page, 1024, 700)
  for (const theme of themes) {
    await setTheme(app, page, theme)
    await settled(page)
    await expectNoOverflow(page, `${state}, ${theme}`)
    // A window of Electron opens no second page for the results.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
    expect(found, `${state}, ${theme}`).toEqual([])
  }
}

export async function expectNoOverflow(page: Page, state: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${state} is wider than the window`).toBeLessThanOrEqual(0)
}
