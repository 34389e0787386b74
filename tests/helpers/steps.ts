// Runs a table of requests against one host, one test per row, in order: each row names the request, the expected status
// and body, and exactly the events it sends to a listening client.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServerConfig } from '../../server/config.ts'
import { FEED_SEQ_HEADER, type StudiesFrame } from '../../shared/events.ts'
import type { FeedClient } from './feed-client.ts'
import { startHost, type Host } from './host.ts'

export type ExpectedEvent = string | [type: string, data: Record<string, unknown>]

export interface Step {
  name: string
  request: [method: string, path: string, body?: unknown, headers?: Record<string, string>]
  status: number
  /** Part of the body that must be there; lists must have the same length. */
  body?: unknown
  /** Every event the request sends, in order, with part of its data; none when absent. */
  events?: ExpectedEvent[]
}

export interface Scenario {
  config?: Partial<ServerConfig>
  /** Puts into the store what the steps need, before anybody listens. */
  prepare?: (host: Host) => void | Promise<void>
  steps: readonly Step[]
}

/** Declares the tests of one scenario; ids in its steps count from 1, because every scenario has a host of its own. */
export function scenario(name: string, { config, prepare, steps }: Scenario): void {
  describe(name, () => {
    let host: Host
    let feed: FeedClient
    beforeAll(async () => {
      host = await startHost(config)
      await prepare?.(host)
      feed = await host.feed()
    })
    afterAll(async () => {
      await feed.close()
      await host.close()
    })
    for (const step of steps) test(step.name, () => runStep(host, feed, step))
  })
}

async function runStep(host: Host, feed: FeedClient, step: Step): Promise<void> {
  const seen = feed.changes().length
  const reply = await host.api(...step.request)
  expect({ status: reply.status, body: reply.body }).toMatchObject({
    status: step.status,
    ...(step.body !== undefined && { body: step.body }),
  })
  await caughtUp(host, feed)
  const events = feed.changes().slice(seen)
  const expected = (step.events ?? []).map((event) => (typeof event === 'string' ? [event, {}] : event))
  expect(events.map(({ type }) => type)).toEqual(expected.map(([type]) => type))
  expect(events.map(({ data }) => data)).toMatchObject(expected.map(([, data]) => data))
}

/** Waits until `feed` has received everything the host has committed. */
export async function caughtUp(host: Host, feed: FeedClient): Promise<void> {
  const { headers } = await host.api('GET', '/studies?limit=0')
  const head = Number(headers.get(FEED_SEQ_HEADER))
  await feed.until((frames) => {
    const greeted = frames.find((frame): frame is StudiesFrame => frame.type === 'studies_update')?.seq ?? 0
    return Math.max(greeted, feed.changes().at(-1)?.seq ?? 0) >= head
  })
}
