// What is there when the window opens: the last effort and tab, the order people expect, the colours of the system.
import { expect, grid, PRIMARY_CSR, ready, test, trackerRoute } from './window.ts'

test('the last effort and tab are opened again, with the full path shown', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await page.getByRole('tab', { name: /SDTM/ }).click()
  await expect(page.getByRole('tab', { name: /SDTM/ })).toHaveAttribute('aria-selected', 'true')
  await page.goto('about:blank')
  await page.goto(`${host.url}/`)
  await ready(page)
  await expect(page.getByRole('tab', { name: /SDTM/ })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('navigation')).toHaveText(
    `${PRIMARY_CSR.study}${PRIMARY_CSR.release}${PRIMARY_CSR.label}`,
  )
  await expect(page.getByRole('treeitem', { selected: true })).toHaveText(PRIMARY_CSR.label)
})

test('output numbers are in natural order', async ({ host, open }) => {
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('t14.1.')
  await grid(page).getByRole('button', { name: 'Output' }).click()
  const codes = await grid(page).locator('[data-column=code]').allTextContents()
  expect(codes.slice(0, 11)).toEqual(Array.from({ length: 11 }, (_, index) => `t14.1.${index + 1}`))
})

test('the colours follow the system until they are chosen', async ({ host, open }) => {
  const page = await open({ theme: 'dark', route: await trackerRoute(host) })
  await ready(page)
  const root = page.locator('html')
  await expect(root).toHaveClass(/dark/)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(root).not.toHaveClass(/dark/)
  await page.getByRole('button', { name: /Colours/ }).click()
  await page.getByRole('button', { name: /Colours: light/ }).click()
  await expect(root).toHaveClass(/dark/)
  await page.reload()
  await expect(root).toHaveClass(/dark/)
})
