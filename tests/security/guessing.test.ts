// Guessing passwords: it gets slower and slower, tells nothing about which accounts exist, and locks nobody out for good.
import { request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test } from 'vitest'
import { createThrottle, type Throttle } from '../../server/http/auth/throttle.ts'
import { AppError } from '../../shared/errors.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, OWNER_PASSWORD, PASSWORD, signInOwner } from '../helpers/people.ts'
import { rounds } from '../helpers/soak.ts'

const MINUTE = 60_000
const GUESSES = rounds(1_000, 10_000)
const MEGABYTE = 1024 * 1024

/** What is held in memory and cannot be given back, in bytes. */
function heldMemory(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}

/** Signs in from another address of this machine. @returns the status */
function signInFrom(localAddress: string, url: string, username: string, password: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(new URL('/api/v1/auth/login', url), { method: 'POST', localAddress, headers }, (reply) => {
      reply.resume()
      resolve(reply.statusCode!)
    })
    sent.on('error', reject)
    sent.end(JSON.stringify({ username, password }))
  })
}

describe('the throttle', () => {
  let now = 0
  const wrong = async () => false
  const right = async () => true

  /** Seconds to wait, 0 when the attempt was let through. */
  async function waitOf(throttle: Throttle, account: string, address: string, check = wrong): Promise<number> {
    try {
      await throttle.attempt(account, address, check)
      return 0
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return Number(error.extra.retry_after)
    }
  }

  test('lets five wrong passwords pass, then asks for 2, 4, 8 … seconds, at most 15 minutes', async () => {
    const throttle = createThrottle(() => now)
    for (let n = 0; n < 5; n += 1) expect(await waitOf(throttle, 'ann', 'a')).toBe(0)
    const waits: number[] = []
    for (let n = 0; n < 12; n += 1) {
      const wait = await waitOf(throttle, 'ann', 'a')
      waits.push(wait)
      now += wait * 1000
      expect(await waitOf(throttle, 'ann', 'a')).toBe(0)
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
  })

  test('counts an account under every spelling of its case, from every address', async () => {
    const throttle = createThrottle(() => now)
    for (const name of ['ann', 'Ann', 'ANN', 'aNN', 'ann']) await waitOf(throttle, name, `address of ${name}`)
    expect(await waitOf(throttle, 'ann', 'elsewhere')).toBe(2)
    expect(await waitOf(throttle, 'bob', 'elsewhere')).toBe(0)
  })

  test('takes many guesses sent at once one by one', async () => {
    const throttle = createThrottle(() => now)
    const waits = await Promise.all(Array.from({ length: 50 }, (_, n) => waitOf(throttle, 'ann', `address ${n}`)))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
  })

  test('lets an address fail 20 times a minute, whatever accounts it tries', async () => {
    const throttle = createThrottle(() => now)
    for (let n = 0; n < 20; n += 1) expect(await waitOf(throttle, `user ${n}`, 'a')).toBe(0)
    expect(await waitOf(throttle, 'user 20', 'a')).toBe(3)
    expect(await waitOf(throttle, 'user 20', 'b')).toBe(0)
    now += MINUTE
    expect(await waitOf(throttle, 'user 21', 'a')).toBe(0)
  })

  test('forgets wrong passwords after a right one, and never counts right ones', async () => {
    const throttle = createThrottle(() => now)
    for (let n = 0; n < 4; n += 1) await waitOf(throttle, 'ann', 'a')
    for (let n = 0; n < 100; n += 1) expect(await waitOf(throttle, 'ann', 'a', right)).toBe(0)
    for (let n = 0; n < 5; n += 1) expect(await waitOf(throttle, 'ann', 'a')).toBe(0)
  })

  test('never asks the right person to wait longer than 15 minutes', async () => {
    const throttle = createThrottle(() => now)
    for (let n = 0; n < 200; n += 1) {
      await waitOf(throttle, 'ann', `address ${n}`)
      now += 1000
    }
    now += 15 * MINUTE
    expect(await waitOf(throttle, 'ann', 'home', right)).toBe(0)
  })
})

describe('over HTTP', () => {
  let host: Host
  afterEach(() => host.close())
  const attempt = (username: string, password: string) => host.api('POST', '/auth/login', { username, password })

  test('the sixth wrong password of an account is answered 429 with Retry-After', async () => {
    host = await startHost({ open: false })
    for (let n = 0; n < 5; n += 1) expect((await attempt('owner', 'wrong')).status).toBe(401)
    const { status, body, headers } = await attempt('owner', OWNER_PASSWORD)
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toMatch(/^[12]$/)
    expect(body).toMatchObject({ code: 'too_many_requests', detail: expect.stringContaining('then try again') })
  })

  test('somebody unknown is answered with the same bytes, after the same work', async () => {
    host = await startHost({ open: false })
    await attempt('nobody', 'starts the thread')
    const known: number[] = []
    const unknown: number[] = []
    const replies = new Set<string>()
    for (let n = 0; n < 4; n += 1) {
      for (const [times, name] of [
        [known, 'owner'],
        [unknown, `nobody ${n}`],
      ] as const) {
        const began = performance.now()
        const { status, body, headers } = await attempt(name, 'wrong')
        times.push(performance.now() - began)
        replies.add(JSON.stringify([status, body, [...headers].filter(([header]) => header !== 'date')]))
      }
    }
    expect(replies.size).toBe(1)
    const median = (times: number[]) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!
    const ratio = median(known) / median(unknown)
    // Without the work for somebody unknown this is about 50.
    expect(ratio).toBeGreaterThan(0.25)
    expect(ratio).toBeLessThan(4)
  })

  test(
    `${GUESSES} guesses are slowed down, keep no memory, and keep nobody else out`,
    { timeout: 120_000 },
    async () => {
      host = await startHost({ open: false })
      await newPerson(host, await signInOwner(host), 'somebody', 'EDITOR')
      const memory = heldMemory()
      const statuses = new Map<number, number>()
      let sent = 0
      const guess = async () => {
        while (sent < GUESSES) {
          const n = (sent += 1)
          const { status } = await attempt(n % 2 === 0 ? 'owner' : `nobody ${n}`, `guess ${n}`)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }
      const flood = Promise.all(Array.from({ length: 20 }, guess))
      await expect.poll(() => statuses.get(429) ?? 0, { timeout: 20_000 }).toBeGreaterThan(0)
      expect(await signInFrom('127.0.0.2', host.url, 'somebody', PASSWORD)).toBe(200)
      await flood
      expect([...statuses.keys()].sort()).toEqual([401, 429])
      // Twenty at once, and what an address gets back in the minute that a slow machine may take.
      expect(statuses.get(401)).toBeLessThan(100)
      expect(heldMemory() - memory).toBeLessThan(40 * MEGABYTE)
      expect(await signInFrom('127.0.0.2', host.url, 'somebody', PASSWORD)).toBe(200)
    },
  )

  test('an expired or made-up token is no failure', async () => {
    host = await startHost({ open: false })
    for (let n = 0; n < 40; n += 1) {
      expect((await host.api('GET', '/auth/me', undefined, { authorization: 'Bearer void' })).status).toBe(401)
    }
    expect((await attempt('owner', OWNER_PASSWORD)).status).toBe(200)
  })
})
