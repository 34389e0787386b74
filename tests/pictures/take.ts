// Takes the pictures of docs/pictures from the built program on the demo study, so that they show the program as it is.
import { chromium, type Browser, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startBuiltHost, type BuiltHost } from '../helpers/built-host.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((file) =>
  existsSync(file),
)

interface Shot {
  name: string
  route: string
  theme?: 'light' | 'dark'
  width?: number
  height?: number
  /** Goes on from the screen to what is to be seen. */
  act?: (page: Page) => Promise<unknown>
}

async function take(browser: Browser, { url }: BuiltHost, shot: Shot): Promise<void> {
  const { name, route, theme = 'light', width = 1280, height = 800, act } = shot
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${url}/#${route}`)
  await page.getByRole('status').getByText('Live').waitFor()
  await act?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
  await context.close()
  console.log(`docs/pictures/${name}.png`)
}

const grid = (page: Page) => page.getByRole('gridcell').first().waitFor()

function ofTheDemo(csr: number, person: number): Shot[] {
  const tracker = `/effort/${csr}`
  return [
    { name: 'tracker-light', route: tracker, act: grid },
    { name: 'tracker-dark', route: tracker, theme: 'dark', act: grid },
    { name: 'tracker-narrow', route: tracker, width: 390, height: 760, act: grid },
    {
      name: 'details',
      route: tracker,
      async act(page) {
        await page.getByRole('gridcell', { name: /t14\.1\.5/ }).click()
        await page.keyboard.press('Control+i')
        await page.getByRole('complementary').last().waitFor()
      },
    },
    { name: 'board', route: `${tracker}/board`, act: (page) => page.locator('.card').first().waitFor() },
    { name: 'dashboard', route: '/dashboard', act: (page) => page.locator('svg path').first().waitFor() },
    { name: 'work', route: `/work?person=${person}`, act: (page) => page.getByRole('listitem').nth(5).waitFor() },
    {
      name: 'search',
      route: tracker,
      async act(page) {
        await grid(page)
        await page.keyboard.press('Control+k')
        await page.getByRole('dialog').getByRole('combobox').waitFor()
        await page.keyboard.type('adverse')
        await page.getByRole('option').nth(3).waitFor()
      },
    },
  ]
}

const beginning: Shot[] = [
  { name: 'begin', route: '/', act: (page) => page.getByRole('button', { name: /Begin a study/ }).waitFor() },
  {
    name: 'import',
    route: '/',
    async act(page) {
      await page.getByRole('button', { name: /Begin a study/ }).click()
      await page.getByLabel('Study', { exact: true }).fill('ABC-123-301')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /Import a spreadsheet/ }).click()
      await page.getByRole('button', { name: /Take a list/ }).click()
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.getByRole('button', { name: /Import 20 rows/ }).waitFor()
    },
  },
]

interface Item {
  id: number
  item_type: string
  tracker: { id: number; production_programmer_id: number | null; qc_status: string } | null
}

/** Makes some of what the checks look for: the demo study as it comes passes all of them. */
async function spoil(host: BuiltHost, effort: number): Promise<void> {
  const items = await host.api<Item[]>('GET', `/reporting-effort-items/by-effort/${effort}`)
  const untested = items.flatMap(({ tracker }) =>
    tracker?.production_programmer_id && tracker.qc_status === 'not_started' ? [tracker] : [],
  )
  for (const { id, production_programmer_id } of untested.slice(0, 3))
    await host.api('PUT', `/reporting-effort-tracker/${id}`, { qc_programmer_id: production_programmer_id })
  for (const { id } of items.filter(({ item_type }) => item_type === 'TLF').slice(4, 6))
    await host.api('PUT', `/reporting-effort-items/${id}`, { tlf_details: { population_flag_id: null } })
}

async function takePictures(): Promise<void> {
  const browser = await chromium.launch({
    ...(installed && { executablePath: installed }),
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [],
  })
  const [demo, empty] = await Promise.all([startBuiltHost(), startBuiltHost({ flags: ['--open'] })])
  try {
    type Effort = { id: number; database_release_label: string }
    const efforts = await demo.api<Effort[]>('GET', '/reporting-efforts/')
    const csr = efforts.find(({ database_release_label }) => database_release_label === 'Primary CSR')!.id
    const people = await demo.api<{ id: number; display_name: string }[]>('GET', '/users/')
    const person = people.find(({ display_name }) => display_name === 'Sanjay Iyer')!.id
    for (const shot of ofTheDemo(csr, person)) await take(browser, demo, shot)
    await spoil(demo, csr)
    await take(browser, demo, {
      name: 'checks',
      route: `/effort/${csr}/checks`,
      act: (page) => page.getByRole('button', { name: /^Mend all/ }).waitFor(),
    })
    for (const shot of beginning) await take(browser, empty, shot)
  } finally {
    await browser.close()
    await Promise.all([demo.close(), empty.close()])
  }
}

await takePictures()
