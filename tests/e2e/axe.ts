// A page as it stands, looked over by axe: WCAG 2.2 A and AA.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** @param within only this part: a menu lies outside of every landmark for as long as it is open, as menus do */
export async function expectClean(page: Page, state: string, within?: string): Promise<void> {
  await settled(page)
  // Only what is wrong is worked out in full. Nothing of ours has frames, so axe need not open a page to put them together.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], iframes: false })
    .withTags(tags)
    .setLegacyMode()
  if (within) axe.include(within)
  const look = async () => {
    const { violations } = await axe.analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }
  // On a busy machine something may still have been fading; what is wrong is wrong the second time too.
  if ((await look()).length === 0) return
  await settled(page)
  expect(await look(), state).toEqual([])
}

/** Colours that are still fading in are not yet what they will be; an animation may begin a frame after what it shows. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isMoving = () =>
      document.getAnimations().some((each) => {
        const isEndless = each.effect?.getComputedTiming().iterations === Infinity
        return !isEndless && (each.pending || each.playState === 'running')
      })
    for (let still = 0; still < 3;) {
      await new Promise((resume) => requestAnimationFrame(resume))
      still = isMoving() ? 0 : still + 1
    }
  })
}
