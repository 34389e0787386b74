// What holds for every resource in the server's list: the five routes, their events, versions, retries and refusals.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resources } from '../../server/http/resources/index.ts'
import { FEED_EPOCH_HEADER, FEED_SEQ_HEADER } from '../../shared/events.ts'
import { factories, type Factory } from '../helpers/resource-factories.ts'
import type { FeedClient } from '../helpers/feed-client.ts'
import { startHost, type ApiReply, type Host } from '../helpers/host.ts'
import { caughtUp } from '../helpers/steps.ts'

const UNKNOWN = 4_000_000

test('every resource has a factory', () => {
  expect(Object.keys(factories).sort()).toEqual(resources.map(({ path }) => path).sort())
})

describe.each(resources.map((resource) => ({ ...resource, name: resource.entity.name })))('$name', (resource) => {
  const { path, entity, removed } = resource
  const created = resource.createdStatus ?? 201
  const factory = factories[path] as Factory
  const typesOf = {
    created: factory.events?.created ?? [`${entity.event}_created`],
    updated: [`${entity.event}_updated`],
    deleted: factory.events?.deleted ?? [`${entity.event}_deleted`],
  }
  let host: Host
  let feed: FeedClient
  let rows = 0

  beforeAll(async () => {
    host = await startHost()
    await factory.prepare?.(host)
    feed = await host.feed()
  })
  afterAll(async () => {
    await feed.close()
    await host.close()
  })

  /** A new row: its number among the rows of this test file, and its id. */
  async function make(): Promise<{ n: number; id: number; row: Record<string, unknown> }> {
    const n = (rows += 1)
    const { status, body } = await host.api('POST', path, await factory.create(n))
    expect({ status, body }).toMatchObject({ status: created })
    return { n, id: (body as { id: number }).id, row: body as Record<string, unknown> }
  }

  async function listed(): Promise<{ id: number }[]> {
    const { body } = await host.api('GET', `${path}?limit=1000`)
    return (Array.isArray(body) ? body : (body as { items: unknown[] }).items) as { id: number }[]
  }

  /** Does something and returns its reply with the types of the events it sent. */
  async function watching(request: () => Promise<ApiReply>): Promise<{ reply: ApiReply; types: string[] }> {
    await caughtUp(host, feed)
    const seen = feed.changes().length
    const reply = await request()
    await caughtUp(host, feed)
    const types = feed
      .changes()
      .slice(seen)
      .map(({ type }) => type)
    return { reply, types }
  }

  test('a row is created, read, listed and announced', async () => {
    const n = (rows += 1)
    const sent = await factory.create(n)
    const { reply, types } = await watching(() => host.api('POST', path, sent))
    expect(reply).toMatchObject({ status: created })
    expect(types).toEqual(typesOf.created)
    const { id } = reply.body as { id: number }
    const event = feed.changes().find(({ type }) => type === typesOf.created[0])
    expect(event).toMatchObject({ change: { entity: entity.name, id, action: 'create', version: 1, row: { id } } })

    const read = await host.api('GET', `${path}/${id}`)
    expect(read).toMatchObject({ status: 200, body: { id } })
    for (const [field, value] of Object.entries(sent)) {
      if (field in (read.body as object)) expect(read.body).toHaveProperty(field, value)
    }
    expect((await listed()).map((row) => row.id)).toContain(id)
  })

  test('both forms of the path are served without a redirect', async () => {
    const { id } = await make()
    for (const address of [path, `${path}/`, `${path}/${id}`, `${path}/${id}/`]) {
      const response = await fetch(new URL(`/api/v1${address}`, host.url), { redirect: 'manual' })
      expect(response.status).toBe(200)
    }
  })

  test('a list says where the feed stands', async () => {
    await make()
    const { headers } = await host.api('GET', path)
    expect(headers.get(FEED_EPOCH_HEADER)).toBe(host.server.store.log.epoch)
    expect(Number(headers.get(FEED_SEQ_HEADER))).toBe(host.server.store.log.head.seq)
  })

  test('a row is updated, and the update is announced', async () => {
    const { n, id } = await make()
    const patch = factory.update(n)
    const { reply, types } = await watching(() => host.api('PUT', `${path}/${id}`, patch))
    expect(reply).toMatchObject({ status: 200, body: { id, ...patch } })
    expect(types).toEqual(typesOf.updated)
    expect(feed.changes().at(-1)).toMatchObject({ change: { id, action: 'update', version: 2, row: patch } })
  })

  test('an update or a deletion of an outdated version is refused with the current row', async () => {
    const { n, id } = await make()
    await host.api('PUT', `${path}/${id}`, factory.update(n))
    const current = { id, version: 2, ...factory.update(n) }
    const stale = { 'if-match': '"1"' }
    const again = await factory.create(n)
    const requests = [
      () => host.api('PUT', `${path}/${id}`, again, stale),
      () => host.api('PUT', `${path}/${id}`, { ...again, version: 1 }),
      () => host.api('DELETE', `${path}/${id}`, undefined, stale),
    ]
    for (const request of requests) {
      const { reply, types } = await watching(request)
      expect(reply).toMatchObject({ status: 409, body: { code: 'conflict', current } })
      expect(types).toEqual([])
    }
    expect(await host.api('DELETE', `${path}/${id}`, undefined, { 'if-match': '"2"' })).toMatchObject({
      status: removed === 'row' ? 200 : 204,
    })
  })

  test('a creation retried with its key is done once and answered the same', async () => {
    const body = await factory.create((rows += 1))
    const headers = { 'idempotency-key': `create-${entity.name}` }
    const { reply: first, types } = await watching(() => host.api('POST', path, body, headers))
    const { reply: second, types: none } = await watching(() => host.api('POST', path, body, headers))
    expect(types).toEqual(typesOf.created)
    expect(none).toEqual([])
    expect(second).toMatchObject({ status: first.status, body: first.body })
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect((await listed()).filter(({ id }) => id === (first.body as { id: number }).id)).toHaveLength(1)
    const other = await factory.create((rows += 1))
    expect((await host.api('POST', path, other, headers)).status).toBe(422)
  })

  test('a deletion retried with its key is answered the same', async () => {
    const { id } = await make()
    const headers = { 'idempotency-key': `delete-${entity.name}` }
    const first = await host.api('DELETE', `${path}/${id}`, undefined, headers)
    const second = await host.api('DELETE', `${path}/${id}`, undefined, headers)
    expect(second).toMatchObject({ status: first.status, body: first.body })
  })

  test('a row is deleted once, and the deletion is announced', async () => {
    const { id } = await make()
    const { reply, types } = await watching(() => host.api('DELETE', `${path}/${id}`))
    expect(reply).toMatchObject(removed === 'row' ? { status: 200, body: { id } } : { status: 204, body: '' })
    expect(types).toEqual(typesOf.deleted)
    expect(feed.changes().at(-1)).toMatchObject({ change: { entity: entity.name, id, action: 'delete', row: null } })
    const notFound = { status: 404, body: { detail: `${entity.label} not found` } }
    expect(await host.api('GET', `${path}/${id}`)).toMatchObject(notFound)
    expect(await host.api('DELETE', `${path}/${id}`)).toMatchObject(notFound)
  })

  test('what does not fit is refused field by field, and nothing happens', async () => {
    const { n, id } = await make()
    const sent = { ...(await factory.create(n + 1)), ...factory.invalid }
    const requests = [
      () => host.api('POST', path, {}),
      () => host.api('POST', path, sent),
      () => host.api('POST', path),
      () => host.api('POST', path, '{"broken'),
      () => host.api('PUT', `${path}/${id}`, { ...factory.update(n), ...factory.invalid }),
      () => host.api('GET', `${path}?skip=-1`),
      () => host.api('GET', `${path}/abc`),
    ]
    for (const request of requests) {
      const { reply, types } = await watching(request)
      expect(reply).toMatchObject({ status: 422, body: { code: 'unprocessable' } })
      const { detail } = reply.body as { detail: { type: string; loc: unknown[]; msg: string }[] }
      expect(detail[0]).toMatchObject({ type: expect.any(String), loc: expect.any(Array), msg: expect.any(String) })
      expect(types).toEqual([])
    }
  })

  test('an unknown id is not found', async () => {
    const notFound = { status: 404, body: { detail: `${entity.label} not found`, code: 'not_found' } }
    expect(await host.api('GET', `${path}/${UNKNOWN}`)).toMatchObject(notFound)
    expect(await host.api('PUT', `${path}/${UNKNOWN}`, factory.update(1))).toMatchObject(notFound)
    expect(await host.api('DELETE', `${path}/${UNKNOWN}`)).toMatchObject(notFound)
  })
})
