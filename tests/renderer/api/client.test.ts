// What the one client of the host makes of answers that do not come, break off or cannot be read: an ApiError each, so that
// whoever asked can say it; and what it knows of writes that are on their way.
import { afterEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createClient } from '../../../renderer/src/api/client.ts'

const pending: number[] = []
const client = createClient({
  baseUrl: () => 'http://host',
  token: () => null,
  renew: () => Promise.resolve(false),
  onPending: (count) => pending.push(count),
})
const answerWith = (reply: () => Promise<Response>) => vi.stubGlobal('fetch', vi.fn(reply))
/** A body whose line breaks after its beginning. */
const broken = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"a":'))
      controller.error(new TypeError('network error'))
    },
  })
const unreachable = { name: 'ApiError', status: 0, code: 'unreachable' }

afterEach(() => {
  vi.unstubAllGlobals()
  pending.length = 0
})

it('tells of a line that breaks before the answer, within it, within a refusal and within a file', async () => {
  answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(client.get('/a', z.unknown())).rejects.toMatchObject(unreachable)
  answerWith(() => Promise.resolve(new Response(broken())))
  await expect(client.get('/a', z.unknown())).rejects.toMatchObject(unreachable)
  await expect(client.download('GET', '/a')).rejects.toMatchObject(unreachable)
  answerWith(() => Promise.resolve(new Response(broken(), { status: 409 })))
  await expect(client.get('/a', z.unknown())).rejects.toMatchObject(unreachable)
})

it('tells of an answer that is no JSON, or not what was asked for', async () => {
  const unexpected = { name: 'ApiError', status: 200, code: 'unexpected' }
  answerWith(() => Promise.resolve(new Response('<p>a page of somebody else</p>')))
  await expect(client.get('/a', z.object({ a: z.number() }))).rejects.toMatchObject(unexpected)
  answerWith(() => Promise.resolve(Response.json({ a: 'b' })))
  await expect(client.get('/a', z.object({ a: z.number() }))).rejects.toMatchObject(unexpected)
})

it('leaves giving up to who gave up', async () => {
  const asking = new AbortController()
  answerWith(() => Promise.reject(new DOMException('given up', 'AbortError')))
  asking.abort()
  await expect(client.get('/a', z.unknown(), { signal: asking.signal })).rejects.toMatchObject({ name: 'AbortError' })
})

it('knows which writes are on their way, and when none is, also after one that failed', async () => {
  answerWith(() => Promise.resolve(Response.json(null)))
  await client.get('/b', z.unknown())
  expect(pending).toEqual([])
  let answer: (reply: Response) => void = () => undefined
  answerWith(() => new Promise((resolve) => (answer = resolve)))
  const write = client.put('/a', z.unknown(), { body: {} })
  let isSettled = false
  const settled = client.settled().then(() => (isSettled = true))
  expect(pending).toEqual([1])
  answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
  const second = write.then(() => client.delete('/c', z.unknown()))
  second.catch(() => undefined)
  expect(isSettled).toBe(false)
  answer(Response.json(null))
  await expect(second).rejects.toMatchObject(unreachable)
  await settled
  expect(pending).toEqual([1, 0, 1, 0])
})
