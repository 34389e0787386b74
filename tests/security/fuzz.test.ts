// T-FUZZ-1, T-FUZZ-2: whatever is sent to any route or over the feed, the host answers, with a refusal or an answer and never with
// an error of its own; nothing that only the server may set is set; and the change log still is the whole truth.
import http from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { FEED_PATH, FEED_PROTOCOL } from '../../shared/events.ts'
import { entities } from '../../shared/entities/index.ts'
import { FORGED_ID, FORGED_TIME, fuzzer, fuzzFrame, randomFrom, type FuzzCase } from '../helpers/fuzz.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { recordRoutes, type RegisteredRoute } from '../helpers/route-table.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { rounds } from '../helpers/soak.ts'

const CASES = rounds(8_000, 110_000)
const FRAMES = rounds(2_000, 20_000)
const LANES = 8
const SEED = Number(process.env.PEARL_SEED ?? 20_261_123)
/** What makes a file each time, or replaces the workspace under the test: tried by tests of their own. */
const APART = /database-backup\/(create|restore|rehearse|verify)|\/demo|\/ws\/studies$|hosting\/(start|stop|identity)/

const registered = recordRoutes()
let host: Host
let routes: RegisteredRoute[]
const agent = new http.Agent({ keepAlive: true, maxSockets: LANES })

beforeAll(async () => {
  host = await startHost()
  seedTrackers(host, ['T-1', 'T-2', 'T-3'])
  for (let turn = 0; turn < 4; turn += 1) {
    await host.api('POST', '/packages/', { package_name: `P${turn}` })
    await host.api('POST', '/text-elements/', { type: 'title', label: `Title ${turn}` })
    await host.api('POST', '/tracker-tags/', { name: `tag ${turn}`, color: '#123456' })
    await host.api('POST', '/users/', { username: `user${turn}`, role: 'EDITOR' })
  }
  routes = registered.filter(({ url, method }) => url.startsWith('/api/') && method !== 'HEAD' && !APART.test(url))
})
afterAll(async () => {
  agent.destroy()
  await host.close()
})

function send({ method, path, body }: FuzzCase): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      new URL(path, host.url),
      { method, agent, ...(body !== undefined && { headers: { 'content-type': 'application/json' } }) },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

test(
  `${CASES} requests made from the schemas of every route: no error of the host's own`,
  { timeout: 900_000 },
  async () => {
    expect(routes.length).toBeGreaterThan(120)
    const make = fuzzer(randomFrom(SEED))
    const broken: string[] = []
    const seen = new Map<number, number>()
    let next = 0
    const lane = async () => {
      while (next < CASES && broken.length < 20) {
        const each = make(routes[next++ % routes.length]!)
        const status = await send(each).catch((error: unknown) => String(error))
        if (typeof status === 'number') seen.set(status, (seen.get(status) ?? 0) + 1)
        if (typeof status !== 'number' || status >= 500 || status === 0) {
          broken.push(`${status} ${each.method} ${each.path} ${each.body?.slice(0, 400) ?? ''}`)
        }
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    expect(broken, `seed ${SEED}`).toEqual([])
    // The cases get past the doors: a good part succeeds, or is refused for what it says.
    expect(seen.get(200) ?? 0).toBeGreaterThan(CASES / 10)
    expect(seen.get(422) ?? 0).toBeGreaterThan(CASES / 20)
    expect((await host.api('GET', '=/health')).status).toBe(200)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  },
)

test('nothing that only the server sets was set by a client, and the log is still the whole truth', () => {
  const { db } = host.server.store
  for (const { name, columns } of entities) {
    for (const column of columns.filter((each) => /^(id|created_at|updated_at|.*_user_id|resolved_at)$/.test(each))) {
      const found = db
        .prepare(`SELECT count(*) FROM ${name} WHERE ${column} IN (?, ?)`)
        .pluck()
        .get(FORGED_ID, FORGED_TIME)
      expect(found, `${name}.${column}`).toBe(0)
    }
  }
  // Nobody acted under a name that no account ever had.
  const strangers = `SELECT DISTINCT actor_id FROM changes
    WHERE actor_id NOT IN (SELECT row_id FROM changes WHERE entity = 'users')`
  expect(db.prepare(strangers).pluck().all()).toEqual([])
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  assertReplayEqualsTables(db)
})

test(
  `${FRAMES} messages over the feed: it stays, or is closed with a reason, and others hear on`,
  { timeout: 300_000 },
  async () => {
    const random = randomFrom(SEED)
    const feed = await host.feed()
    const address = new URL(FEED_PATH, host.url)
    address.protocol = 'ws:'
    let sent = 0
    let closed = 0
    while (sent < FRAMES) {
      const socket = new WebSocket(address, [FEED_PROTOCOL])
      await once(socket, 'open')
      const gone = once(socket, 'close')
      for (let each = 0; each < 25 && sent < FRAMES; each += 1, sent += 1) {
        const frame = fuzzFrame(random)
        socket.send(frame, { binary: typeof frame !== 'string' && random() < 0.5 })
      }
      socket.close()
      const [code] = (await gone) as [number]
      if (code !== 1005) closed += 1
      expect([1000, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 4429]).toContain(code)
    }
    expect(closed).toBeLessThan(FRAMES)
    const { status } = await host.api('POST', '/studies/', { study_label: 'still heard' })
    expect(status).toBeLessThan(300)
    await feed.next('study_created')
    await feed.close()
  },
)
