// The main job in the real window: find an effort, edit a cell by keyboard, and see at once what others do. The other client
// here is a plain program on the wire that shares no code with the window.
import { expect, type Page } from '@playwright/test'
import { openFeed } from '../helpers/feed-client.ts'
import { test } from './desktop.ts'

/** Milliseconds in which a change is to be seen elsewhere. */
const LIMIT = 100
const ROUNDS = 11

test('an edit in the window is stored and told to others; an edit of others appears in place', async ({ open }) => {
  const { page, connection } = await open(['--demo', '--open'])
  expect(page.url()).toMatch(/^pearl:\/\/app\//)
  expect(await page.title()).toContain('PEARL')
  const feed = await openFeed(connection.base_url)
  await feed.next('studies_update')

  await openEffort(page, 'Topline results')
  const row = page.getByRole('row', { name: /^t14\.1\.5 / })
  const status = row.locator('[data-column=production_status]')
  await expect(status).toHaveText('Completed')

  const heard: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const [value, text] = round % 2 === 0 ? ['in_progress', 'In progress'] : ['on_hold', 'On hold']
    await status.click()
    await page.keyboard.press('Enter')
    await page.keyboard.type(text)
    const pressed = await noteKey(page, 'Enter')
    await page.keyboard.press('Enter')
    const told = await feed.next('reporting_effort_tracker_updated')
    const received = Date.now()
    expect(told).toMatchObject({
      change: { row: { production_status: value } },
    })
    heard.push(received - (await pressed()))
    await expect(status).toHaveText(text)
  }
  expect(report('from the key press to the other client', heard)).toBeLessThan(LIMIT)
  const { id } = feed.changes().at(-1)!.change
  const address = `${connection.base_url}/api/v1/reporting-effort-tracker/${id}`
  expect(await (await fetch(address)).json()).toMatchObject({ production_status: 'in_progress' })

  // Marks the element, so that a row drawn anew or a table loaded again would show.
  await row.evaluate((element) => Object.assign(element, { mark: true }))
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const [value, text] = round % 2 === 0 ? ['on_hold', 'On hold'] : ['in_progress', 'In progress']
    const appeared = await noteWhenShown(page, 't14.1.5', text)
    const sent = Date.now()
    const reply = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ production_status: value }),
    })
    expect(reply.status).toBe(200)
    times.push((await appeared()) - sent)
  }
  expect(report("from the other client's PUT to the cell", times)).toBeLessThan(LIMIT)
  expect(await row.evaluate((element) => 'mark' in element)).toBe(true)
  await feed.close()
})

test('an effort opens by keyboard alone', async ({ open }) => {
  const { page } = await open(['--demo'])
  await page.getByRole('treeitem').first().waitFor()
  await page.getByRole('tree').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid')).toBeVisible()
  await expect(page.getByRole('row')).not.toHaveCount(0)
})

async function openEffort(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Expand all' }).click()
  await page.getByRole('treeitem', { name }).click()
  await page.getByRole('grid', { name: `Tracker of ${name}` }).waitFor()
}

/** Begins to wait for a key; the function returned tells when it went down (epoch ms), before the page saw it. */
async function noteKey(page: Page, key: string): Promise<() => Promise<number>> {
  await page.evaluate((key) => {
    const pressed = new Promise<number>((resolve) =>
      addEventListener(
        'keydown',
        (event) => {
          if (event.key === key) resolve(performance.timeOrigin + event.timeStamp)
        },
        { capture: true },
      ),
    )
    Object.assign(globalThis, { pressed })
  }, key)
  return () => page.evaluate(() => (globalThis as unknown as { pressed: Promise<number> }).pressed)
}

/** Prints what was measured and gives its median, in milliseconds. */
function report(what: string, times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]!
  console.log(`    ${what}: median ${median.toFixed(0)} ms, slowest ${sorted.at(-1)!.toFixed(0)} ms`)
  return median
}

/** Begins to watch the row of this code; the function returned tells when its production first showed `text` (epoch ms). */
async function noteWhenShown(page: Page, code: string, text: string): Promise<() => Promise<number>> {
  await page.evaluate(
    ([code, text]) => {
      const grid = document.querySelector('[role=grid]')!
      const isShown = () =>
        [...grid.querySelectorAll('[role=row]')].some(
          (row) =>
            row.querySelector('.code')?.textContent === code &&
            row.querySelector('[data-column=production_status]')?.textContent?.trim() === text,
        )
      const shown = new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!isShown()) return
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        })
        observer.observe(grid, { subtree: true, childList: true, characterData: true })
      })
      Object.assign(globalThis, { shown })
    },
    [code, text],
  )
  return () => page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown)
}
