// The window's process stays free while its server is busy: menus, keys and dialogs are answered from its main loop.
import { expect } from '@playwright/test'
import { test } from './desktop.ts'

/** Longest that 99 of 100 turns of the main loop may be late, in milliseconds. */
const LIMIT = 30
const DURATION = 4_000
const CLIENTS = 8

interface Delay {
  p50: number
  p99: number
  max: number
}

test('the main loop is not held up while lists are served', async ({ open }) => {
  const { app, page, connection } = await open(['--demo', '--open'])
  await page.getByRole('treeitem').first().waitFor()
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    Object.assign(globalThis, { delay })
  })

  const until = performance.now() + DURATION
  const paths = ['reporting-efforts/4/snapshot', 'reporting-effort-items/?limit=500', 'text-elements/', 'studies/']
  let replies = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let turn = client; performance.now() < until; turn += 1) {
        const reply = await fetch(`${connection.base_url}/api/v1/${paths[turn % paths.length]}`)
        await reply.arrayBuffer()
        expect(reply.status).toBe(200)
        replies += 1
      }
    }),
  )

  const late = await app.evaluate((): Delay => {
    const { delay } = globalThis as unknown as {
      delay: { disable(): void; percentile(of: number): number; max: number }
    }
    delay.disable()
    return { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }
  })
  console.log(
    `    ${replies} lists in ${DURATION / 1000} s; main loop late by p50 ${late.p50.toFixed(1)}, p99 ${late.p99.toFixed(1)}, at most ${late.max.toFixed(1)} ms`,
  )
  expect(late.p99).toBeLessThan(LIMIT)
})
