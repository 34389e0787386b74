// The list of an effort as it is kept ready: its shape, its encodings, its tag, and that the changes since complete it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { effortEntities, type EffortSnapshot } from '../../shared/snapshot.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { readRows } from '../../server/store/rows.ts'

const path = '/reporting-efforts/1/snapshot'
const encoded = (encoding: string) => ({ 'accept-encoding': encoding })

let host: Host
beforeAll(async () => {
  host = await startHost()
  // More items than are read in one turn of the loop.
  seedTrackers(
    host,
    Array.from({ length: 600 }, (_, index) => `T-${index + 1}`),
  )
})
afterAll(() => host.close())

function rowsOf(snapshot: EffortSnapshot, name: string): Record<string, unknown>[] {
  const { columns, values } = snapshot.tables[name]!
  return values[0]!.map((_, place) =>
    Object.fromEntries(columns.map((column, index) => [column, values[index]![place]])),
  )
}

describe('the list of an effort', () => {
  test('holds every row of every table as it is stored', async () => {
    const { status, body } = await host.api('GET', path)
    expect(status).toBe(200)
    const snapshot = body as EffortSnapshot
    expect(snapshot.reporting_effort_id).toBe(1)
    for (const entity of effortEntities) {
      expect(rowsOf(snapshot, entity.name), entity.name).toEqual(
        readRows(host.server.store.db, entity, '1 ORDER BY id'),
      )
    }
    expect(rowsOf(snapshot, tracker.name)).toHaveLength(600)
  })

  test.each(['br', 'gzip', 'gzip, deflate, br, zstd', 'identity'])(
    'is the same for who accepts %s',
    async (encoding) => {
      const plain = await host.api('GET', path)
      const reply = await host.api('GET', path, undefined, encoded(encoding))
      const sent = encoding === 'identity' ? null : encoding === 'gzip' ? 'gzip' : 'br'
      expect(reply.headers.get('content-encoding')).toBe(sent)
      expect(reply.headers.get('vary')).toContain('accept-encoding')
      expect(reply.body).toEqual(plain.body)
    },
  )

  test('is not sent again to who holds it', async () => {
    const first = await host.api('GET', path)
    const again = await host.api('GET', path, undefined, { 'if-none-match': first.headers.get('etag')! })
    expect(again.status).toBe(304)
    expect(again.body).toBe('')
  })

  test('may be older than the feed, and says by how much', async () => {
    const before = (await host.api('GET', path)).body as EffortSnapshot
    host.server.store.transact(SYSTEM_ACTOR, (tx) => tx.update(tracker, 1, { priority: 'high' }))
    const after = await host.api('GET', path)
    expect(after.body.seq).toBe(before.seq)
    expect(Number(after.headers.get('x-feed-seq'))).toBe(before.seq + 1)
    const { body } = await host.api('GET', `/changes?since=${before.seq}`)
    expect(body.frames).toMatchObject([{ change: { entity: tracker.name, id: 1, row: { priority: 'high' } } }])
  })

  test('is built anew once it was forgotten', async () => {
    host.server.snapshots.clear()
    const { body } = await host.api('GET', path)
    expect(body.seq).toBe(host.server.store.log.head.seq)
    expect(rowsOf(body as EffortSnapshot, tracker.name)[0]).toMatchObject({ id: 1, priority: 'high' })
  })

  test('is that of an effort that exists', async () => {
    expect((await host.api('GET', '/reporting-efforts/99/snapshot')).status).toBe(404)
  })
})
