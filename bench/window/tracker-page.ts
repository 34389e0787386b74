// The tracker of 10,000 rows on a page that can be measured: in the window of the desktop program where an Electron is at
// hand, otherwise in a browser on the shipped host.
import { _electron, chromium, type BrowserContext, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasWindows } from '../desktop/electron.ts'
import type { Bench } from '../goal.ts'
import { startHost } from '../process/programs.ts'

const TRACKER = '/effort/1/TLF'
const SIZE = { width: 1440, height: 900 }
const browsers = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']
const switches = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu']
/** So that a frame's time is its cost. What a person waits for is measured at the usual rate. */
const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync']
const fileOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const scripts = ['./page-tools.mjs', './in-page.mjs', './live.mjs', './keys.mjs'].map(fileOf)

export interface TrackerPage {
  page: Page
  /** Evaluates a call of one of the functions that stand in the page as `bench`. */
  ask<T = number>(call: string): Promise<T>
}

interface Opened {
  context: BrowserContext
  page: Page
  close: () => Promise<void>
}

/** Opens the tracker of the first effort on a new copy of the workspace, and closes all of it afterwards. */
export async function withTracker<T>(
  bench: Bench,
  use: (tracker: TrackerPage) => Promise<T>,
  frames: 'at the usual rate' | 'as fast as they can' = 'at the usual rate',
): Promise<T> {
  const args = frames === 'at the usual rate' ? switches : [...switches, ...unlimited]
  const { context, page, close } = await (hasWindows() ? openProgram(bench, args) : openBrowser(bench, args))
  try {
    for (const script of scripts) await context.addInitScript({ path: script })
    await page.evaluate((address) => (location.hash = address), TRACKER)
    await page.reload()
    await page.locator('.data-grid [role=gridcell]').first().waitFor()
    return await use({ page, ask: (call) => page.evaluate(`bench.${call}`) })
  } finally {
    await close()
  }
}

async function openProgram(bench: Bench, chromiumArgs: string[]): Promise<Opened> {
  const profile = `--user-data-dir=${path.join(await bench.folder(), 'profile')}`
  const app = await _electron.launch({
    executablePath: process.env.PEARL_ELECTRON!,
    args: [...chromiumArgs, profile, fileOf('../..'), '--data', await bench.workspace()],
  })
  const page = await app.firstWindow()
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]!.setContentSize(width, height),
    SIZE,
  )
  await page.locator('main').waitFor()
  return { context: app.context(), page, close: () => app.close() }
}

async function openBrowser(bench: Bench, args: string[]): Promise<Opened> {
  const { port, stop } = await startHost(await bench.workspace())
  const installed = browsers.find((file) => existsSync(file))
  const browser = await chromium.launch({
    ...(installed !== undefined && { executablePath: installed }),
    args,
  })
  const context = await browser.newContext({ viewport: SIZE })
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/#${TRACKER}`)
  const close = async () => {
    await browser.close()
    await stop()
  }
  return { context, page, close }
}
