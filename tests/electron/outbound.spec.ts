// Nothing leaves the machine: Chromium's own record of its network activity during a run names no other address, and a
// request to anywhere else is cancelled before a name is looked up.
import { expect } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { test } from './desktop.ts'

/** The part of a NetLog that is read here. */
const netLog = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
  events: z.array(z.object({ type: z.number(), params: z.record(z.string(), z.unknown()).optional() })),
})

test('a run of the program calls nobody but its own host', async ({ open, folder }) => {
  const file = path.join(folder, 'net-log.json')
  const { page, connection, quit } = await open(['--demo'], { switches: [`--log-net-log=${file}`] })
  await page.getByRole('treeitem').first().waitFor()
  await page.getByRole('link').first().click()
  await page.getByRole('grid').waitFor()
  await quit()

  const { constants, events } = netLog.parse(JSON.parse(await readFile(file, 'utf8')))
  const of = (type: string) => {
    const code = constants.logEventTypes[type]
    expect(code, `${type} is an event of this Chromium`).toBeDefined()
    return events.filter((event) => event.type === code)
  }
  const values = (type: string, name: string) =>
    new Set(of(type).flatMap(({ params }) => (typeof params?.[name] === 'string' ? [params[name]] : [])))
  const { host } = new URL(connection.base_url)
  expect(new Set([...values('URL_REQUEST_START_JOB', 'url')].map((url) => new URL(url).host))).toEqual(new Set([host]))
  expect(values('TCP_CONNECT_ATTEMPT', 'address')).toEqual(new Set([host]))
  expect(of('HOST_RESOLVER_DNS_TASK')).toEqual([])
  expect(of('HOST_RESOLVER_SYSTEM_TASK')).toEqual([])
  expect(of('UDP_BYTES_SENT')).toEqual([])
})

test('a request to any other address is cancelled in the shell', async ({ open }) => {
  const { app, connection } = await open()
  const host = new URL(connection.base_url)
  const others = [
    'https://example.com/',
    'http://example.com/',
    `http://localhost:${host.port}/health`,
    `http://127.0.0.1:${Number(host.port) - 1}/`,
    `http://127.0.0.2:${host.port}/`,
    `https://127.0.0.1:${host.port}/`,
  ]
  // Asked for by the session itself, past the page's own policy.
  const answers = await app.evaluate(
    ({ session }, addresses) =>
      Promise.all(
        addresses.map((address) =>
          session.defaultSession.fetch(address).then(
            ({ status }) => String(status),
            (error: Error) => error.message,
          ),
        ),
      ),
    [...others, `${connection.base_url}/health`],
  )
  expect(answers.slice(0, -1)).toEqual(others.map(() => 'net::ERR_BLOCKED_BY_CLIENT'))
  expect(answers.at(-1)).toBe('200')
})
