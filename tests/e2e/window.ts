// Windows of a browser on a real host, and the parts of the screen that tests work with. A window that logs an error or
// asks anybody but its host for anything fails its test.
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { installShell, type ShellState } from './shell.ts'
import { startBuiltHost, type BuiltHost, type BuiltHostOptions } from '../helpers/built-host.ts'

export interface OpenOptions {
  theme?: 'light' | 'dark'
  width?: number
  height?: number
  /** Fragment of the address, e.g. `/effort/1/TLF`. */
  route?: string
  /** Makes the window believe that it is one of the desktop program. */
  shell?: ShellState
  /** Done to the page before it is opened. */
  prepare?: (page: Page) => Promise<unknown>
  /** Console errors that this test causes on purpose. */
  expectedErrors?: RegExp
}

/** Opens a window with a profile of its own. */
export type Open = (options?: OpenOptions) => Promise<Page>

interface Fixtures {
  hostOptions: BuiltHostOptions
  host: BuiltHost
  open: Open
}

export const test = base.extend<Fixtures>({
  hostOptions: [{}, { option: true }],

  host: async ({ hostOptions }, use) => {
    const host = await startBuiltHost(hostOptions)
    await use(host)
    await host.close()
  },

  open: async ({ browser, host }, use) => {
    const faults: string[] = []
    const contexts: { close: () => Promise<void> }[] = []
    await use(
      async ({ theme = 'light', width = 1440, height = 900, route = '/', shell, prepare, expectedErrors } = {}) => {
        const context = await browser.newContext({
          viewport: { width, height },
          colorScheme: theme,
          reducedMotion: 'no-preference',
        })
        contexts.push(context)
        const page = await context.newPage()
        page.on('console', (message) => {
          const text = message.text()
          if (message.type() === 'error' && !expectedErrors?.test(text)) faults.push(`console: ${text}`)
        })
        page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack || error.message}`))
        page.on('request', (request) => {
          const address = request.url()
          if (!address.startsWith(host.url) && !/^(data|blob):/.test(address))
            faults.push(`foreign request: ${address}`)
        })
        if (shell) await installShell(page, shell)
        await prepare?.(page)
        await page.goto(`${host.url}/#${route}`)
        return page
      },
    )
    for (const context of contexts) await context.close()
    expect(faults).toEqual([])
  },
})
export { expect }

/** The effort with the most rows of the demo study, and its path. */
export const PRIMARY_CSR = { label: 'Primary CSR', study: 'TRL-0427-301', release: 'Primary database lock' }

/** The address of the tracker of that effort. */
export async function trackerRoute(host: BuiltHost, tab = 'TLF'): Promise<string> {
  const efforts = await host.api<{ id: number; database_release_label: string }[]>('GET', '/reporting-efforts/')
  const effort = efforts.find(({ database_release_label }) => database_release_label === PRIMARY_CSR.label)
  return `/effort/${effort!.id}/${tab}`
}

export const grid = (page: Page) => page.getByRole('grid')
export const connectionState = (page: Page) => page.getByTestId('connection')
/** The row of an item, by its code. */
export const rowOf = (page: Page, code: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.locator('[data-column=code]').getByText(code, { exact: true }) })
export const cellOf = (row: Locator, column: string) => row.locator(`[data-column=${column}]`)

/** Waits until the tracker is there and the feed live. */
export async function ready(page: Page): Promise<void> {
  await expect(grid(page)).toBeVisible()
  await expect(connectionState(page)).toHaveAttribute('data-state', 'live')
}

/** The id of the tracker row of the item with that code in that effort's tab. */
export async function trackerIdOf(host: BuiltHost, page: Page, code: string): Promise<number> {
  const itemId = Number(await rowOf(page, code).getAttribute('data-row'))
  const tracker = await host.api<{ id: number }>('GET', `/reporting-effort-tracker/by-item/${itemId}`)
  return tracker.id
}
