// G17 and G18: the tracker of 10,000 rows in a browser beside a hand-written pool of the same texts in the same page: the
// time until the list, already in memory, is painted, and the time of a frame while it is scrolled. The frame limiter is
// off, so that a frame's time is its cost.
import { chromium, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { alternate, type Bench, type Goal, type Measurement } from '../goal.ts'
import { startHost } from '../process/programs.ts'

const FRAMES = 60
const SWITCHES = ['--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync']
const browsers = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']
const inPage = fileURLToPath(new URL('../window/in-page.mjs', import.meta.url))

/** Opens the tracker of the first effort in a browser of its own. */
async function withTracker<T>(bench: Bench, use: (page: Page) => Promise<T>): Promise<T> {
  const { port } = await startHost(await bench.workspace())
  const installed = browsers.find((file) => existsSync(file))
  const browser = await chromium.launch({
    ...(installed !== undefined && { executablePath: installed }),
    args: process.getuid?.() === 0 ? ['--no-sandbox', ...SWITCHES] : SWITCHES,
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript({ path: inPage })
    await page.goto(`http://127.0.0.1:${port}/#/effort/1/TLF`)
    await page.locator('.data-grid [role=gridcell]').first().waitFor()
    return await use(page)
  } finally {
    await browser.close()
  }
}

const ask = (page: Page, what: string) => page.evaluate<number>(`bench.${what}`)

export const gridPaint: Goal = {
  id: 'G17',
  measure: (bench) =>
    withTracker(bench, async (page) => [
      {
        name: 'G17',
        product: '10,000 rows in memory until they are painted',
        limit: 'a hand-written pool of the same texts',
        unit: 'ms',
        bound: 3,
        rounds: await alternate(
          bench.rounds,
          () => ask(page, 'paintGrid()'),
          () => ask(page, 'paintPool()'),
        ),
      },
    ]),
}

export const gridScroll: Goal = {
  id: 'G18',
  measure: (bench) =>
    withTracker(bench, async (page) => {
      const measured: Measurement[] = []
      for (const step of [90, 900]) {
        measured.push({
          name: `G18 ${step} px`,
          product: `a frame while 10,000 rows move by ${step} px in each`,
          limit: 'a hand-written pool of the same texts',
          unit: 'ms',
          bound: 2,
          rounds: await alternate(
            bench.rounds,
            () => ask(page, `scrollGrid(${step}, ${FRAMES})`),
            () => ask(page, `scrollPool(${step}, ${FRAMES})`),
          ),
        })
      }
      return measured
    }),
}
