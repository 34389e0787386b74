// The host program is killed while another program works on it, and started again: nothing acknowledged is lost, and the other
// window comes back by itself, without a gap and without anything twice.
import { expect, type Page } from '@playwright/test'
import { once } from 'node:events'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { call, choose, connectionOf, test } from './desktop.ts'

const ADDRESS = '127.0.0.7'
const PASSWORD = 'a long enough password'

const line = (page: Page, name: string) => page.getByRole('treeitem').filter({ hasText: name })
const state = (page: Page) => page.getByTestId('connection')

test('a killed host that starts again: nothing lost, nothing twice, the others are back by themselves', async ({
  open,
  launch,
}) => {
  const first = await open(['--demo'])
  await call(first.connection, 'POST', '/hosting/own-password', { new_password: PASSWORD })
  const wanted = { port: 0, addresses: [ADDRESS] }
  const { join_code } = await call<HostingState>(first.connection, 'POST', '/hosting/start', wanted)
  const { username } = await call<{ username: string }>(first.connection, 'GET', '/auth/me')

  const { page } = await launch([], { profile: 'guest' })
  await choose(page, { kind: 'join', code: join_code!.text })
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(state(page)).toHaveAttribute('data-state', 'live')

  const acknowledged: string[] = []
  for (let count = 0; count < 20; count += 1) {
    const { study_label } = await call<{ study_label: string }>(first.connection, 'POST', '/studies/', {
      study_label: `ACK-${String(count).padStart(2, '0')}`,
    })
    acknowledged.push(study_label)
  }
  const over = once(first.app.process(), 'exit')
  first.app.process().kill('SIGKILL')
  await over
  await expect(state(page)).toHaveAttribute('data-state', /reconnecting|offline/)
  await expect(page.getByText(/^Read-only since/)).toBeVisible()

  const second = await open()
  const again = await connectionOf(second.page)
  const studies = await call<{ study_label: string }[]>(again, 'GET', '/studies/')
  expect(studies.map(({ study_label }) => study_label)).toEqual(expect.arrayContaining(acknowledged))
  await call(again, 'POST', '/studies/', { study_label: 'AFTER-THE-FALL' })

  await expect(state(page)).toHaveAttribute('data-state', 'live', { timeout: 40_000 })
  for (const label of [...acknowledged, 'AFTER-THE-FALL']) await expect(line(page, label)).toHaveCount(1)
  await expect(page.getByText(/^Read-only since/)).toBeHidden()
})
