// A state of a window as pictures for people to look at (`npm run gallery`), asked for what axe finds and for being no wider
// than its window. What is wrong is told of every picture, not of the first alone.
import type { Page } from '@playwright/test'
import path from 'node:path'
import { expectClean, settled } from './axe.ts'
import { expect } from './window.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'out', 'gallery', 'screens')
const themes = ['light', 'dark'] as const

export interface Size {
  /** End of the name of the picture. */
  name: string
  width: number
  height: number
}
/** In pixels of the page: a window of 1440 by 900 at 200 % has half of them (WCAG 1.4.4). */
export const sizes: Size[] = [
  { name: '', width: 1440, height: 900 },
  { name: '-small', width: 1024, height: 700 },
  { name: '-doubled', width: 720, height: 450 },
  { name: '-narrow', width: 390, height: 760 },
]

/** @param within the part that axe looks at */
export async function picture(page: Page, name: string, wanted: readonly Size[] = sizes, within?: string) {
  for (const { name: size, ...viewport } of wanted) {
    await page.setViewportSize(viewport)
    for (const theme of themes) {
      const state = `${name}${size}-${theme}`
      await page.emulateMedia({ colorScheme: theme })
      await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
      await settled(page)
      await page.screenshot({ path: path.join(folder, `${state}.png`), animations: 'disabled' })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect.soft(overflow, `${state} is wider than the window`).toBeLessThanOrEqual(0)
      await expectClean(page, state, within).catch((error: unknown) => expect.soft(String(error), state).toBe(''))
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
