// A copy opened for reading: everything can be read, nothing can be changed, whoever asks.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { bearer, recordedWrites } from '../helpers/read-only.ts'

const SECRET = 'launch-secret-of-a-copy-0123456789abcdefghij'
const writes = recordedWrites()
let host: Host

beforeAll(async () => {
  host = await startHost({ open: false, launchSecret: SECRET, readOnly: true, demo: true })
})
afterAll(() => host.close())

test('it says so to whoever asks', async () => {
  expect((await host.api('GET', '/hello')).body).toMatchObject({ read_only: true })
})

test('it is read', async () => {
  const studies = await host.api('GET', '/studies/', undefined, bearer(SECRET))
  expect(studies.status).toBe(200)
  expect(studies.body).toHaveLength(3)
})

test('no route that writes is let through, and nothing was written', async () => {
  const before = host.server.store.log.head.seq
  const list = writes()
  expect(list.length).toBeGreaterThan(60)
  const let_through: string[] = []
  for (const { method, url } of list) {
    const { status, body } = await host.api(method, `=${url}`, {}, bearer(SECRET))
    if (status !== 403 || !String(body.detail).includes('opened for reading'))
      let_through.push(`${method} ${url} ${status}`)
  }
  expect(let_through).toEqual([])
  expect(host.server.store.log.head.seq).toBe(before)
})
