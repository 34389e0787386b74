// `npm run pictures`: takes the pictures of docs/pictures anew, from the built program on the demo study, so that they show the
// program as it is. Needs Chromium on the machine.
import { chromium } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startBuiltHost } from '../tests/helpers/built-host.ts'

const folder = path.join(import.meta.dirname, '..', 'docs', 'pictures')
const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((file) =>
  existsSync(file),
)

const host = await startBuiltHost()
const browser = await chromium.launch({
  ...(installed && { executablePath: installed }),
  args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [],
})

/** Opens a screen, lets `act` go on from there, and takes its picture. */
async function picture(name, route, { theme = 'light', width = 1280, height = 800, empty, act = async () => {} } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    acceptDownloads: false,
  })
  const page = await context.newPage()
  await page.goto(`${empty ?? host.url}/#${route}`)
  await page.getByRole('status').getByText('Live').waitFor()
  await act(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
  await context.close()
  console.log(`docs/pictures/${name}.png`)
}
const grid = (page) => page.getByRole('gridcell').first().waitFor()
const effortOf = async (label) =>
  (await host.api('GET', '/reporting-efforts/')).find((row) => row.database_release_label === label).id

try {
  const csr = await effortOf('Primary CSR')
  for (const theme of ['light', 'dark']) await picture(`tracker-${theme}`, `/effort/${csr}`, { theme, act: grid })
  await picture('tracker-narrow', `/effort/${csr}`, { width: 390, height: 760, act: grid })
  await picture('details', `/effort/${csr}`, {
    async act(page) {
      await page.getByRole('gridcell', { name: /t14\.1\.5/ }).click()
      await page.keyboard.press('Control+i')
      await page.getByRole('complementary').last().waitFor()
    },
  })
  await picture('board', `/effort/${csr}/board`, {
    act: (page) => page.locator('[data-card], .card').first().waitFor(),
  })
  await picture('dashboard', '/dashboard', { act: (page) => page.locator('svg path').first().waitFor() })
  const people = await host.api('GET', '/users/')
  const { id } = people.find(({ display_name }) => display_name === 'Sanjay Iyer')
  await picture('work', `/work?person=${id}`, { act: (page) => page.getByRole('listitem').nth(5).waitFor() })
  await picture('search', `/effort/${csr}`, {
    async act(page) {
      await grid(page)
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').waitFor()
      await page.keyboard.type('adverse')
      await page.getByRole('option').nth(3).waitFor()
    },
  })

  const items = await host.api('GET', `/reporting-effort-items/by-effort/${csr}`)
  const waiting = items.filter(
    ({ tracker }) => tracker?.production_programmer_id && tracker.qc_status === 'not_started',
  )
  for (const { tracker } of waiting.slice(0, 3))
    await host.api('PUT', `/reporting-effort-tracker/${tracker.id}`, {
      qc_programmer_id: tracker.production_programmer_id,
    })
  for (const { id } of items.filter(({ item_type }) => item_type === 'TLF').slice(4, 6))
    await host.api('PUT', `/reporting-effort-items/${id}`, { tlf_details: { population_flag_id: null } })
  await picture('checks', `/effort/${csr}/checks`, {
    act: (page) => page.getByRole('button', { name: /^Mend all/ }).waitFor(),
  })

  const empty = await startBuiltHost({ flags: ['--open'] })
  try {
    await picture('begin', '/', {
      empty: empty.url,
      act: (page) => page.getByRole('button', { name: /Begin a study/ }).waitFor(),
    })
    await picture('import', '/', {
      empty: empty.url,
      async act(page) {
        await page.getByRole('button', { name: /Begin a study/ }).click()
        await page.getByLabel('Study', { exact: true }).fill('ABC-123-301')
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: /Import a spreadsheet/ }).click()
        await page.getByRole('button', { name: /Take a list/ }).click()
        await page.getByRole('button', { name: 'Preview' }).click()
        await page.getByRole('button', { name: /Import 20 rows/ }).waitFor()
      },
    })
  } finally {
    await empty.close()
  }
} finally {
  await browser.close()
  await host.close()
}
