// Setting many tracker rows at once: one transaction, a report of what was done, skipped and refused, and for the others
// one batch of events.
import { describe, expect, onTestFinished, test } from 'vitest'
import { seedPeople } from '../helpers/seed-items.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { startHost, type Host } from '../helpers/host.ts'

const path = '/reporting-effort-tracker/bulk-set'

async function hostWith(codes: string[], policy: 'strict' | 'permissive' = 'strict'): Promise<Host> {
  const host = await startHost({ policy })
  onTestFinished(() => host.close())
  seedTrackers(host, codes)
  seedPeople(host, ['ann', 'bob'])
  return host
}
const codes = (count: number) => Array.from({ length: count }, (_, index) => `T-${index + 1}`)

describe('setting many rows at once', () => {
  test('each row has its own columns; the events of all are one transaction', async () => {
    const host = await hostWith(codes(3))
    const feed = await host.feed()
    const { status, body } = await host.api('POST', path, {
      rows: [
        { id: 1, version: 1, patch: { production_programmer_id: 2, due_date: '2026-05-01' } },
        { id: 2, version: 1, patch: { priority: 'high' } },
        { id: 3, version: 1, patch: { priority: 'medium' } },
      ],
    })
    expect(status).toBe(200)
    expect(body.done.map((row: { id: number; version: number }) => [row.id, row.version])).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(body.skipped).toEqual([3])
    expect(body.refused).toEqual([])
    await feed.next('reporting_effort_tracker_updated')
    await feed.next('reporting_effort_tracker_updated')
    expect(feed.changes().map(({ last }) => last)).toEqual([false, true])
  })

  test('a refused row names the rule and leaves the others alone', async () => {
    const host = await hostWith(codes(2))
    const { body } = await host.api('POST', path, {
      rows: [
        { id: 1, patch: { production_programmer_id: 2 } },
        { id: 2, patch: { production_programmer_id: 2, due_date: '2026-05-01' } },
        { id: 99, patch: { priority: 'low' } },
      ],
    })
    expect(body.done.map(({ id }: { id: number }) => id)).toEqual([2])
    expect(body.refused).toMatchObject([
      { id: 1, code: 'invalid', breaches: [{ rule: 'TRK-30', field: 'due_date' }] },
      { id: 99, code: 'not_found' },
    ])
    expect((await host.api('GET', '/reporting-effort-tracker/1')).body.production_programmer_id).toBeNull()
  })

  test('somebody else changed another column: both stand; the same column: refused with the row as it is', async () => {
    const host = await hostWith(codes(2))
    for (const id of [1, 2]) await host.api('PUT', `/reporting-effort-tracker/${id}`, { priority: 'critical' })
    const { body } = await host.api('POST', path, {
      rows: [
        { id: 1, version: 1, base: { due_date: null }, patch: { due_date: '2026-06-01' } },
        { id: 2, version: 1, base: { priority: 'medium' }, patch: { priority: 'low' } },
      ],
    })
    expect(body.done).toMatchObject([{ id: 1, priority: 'critical', due_date: '2026-06-01' }])
    expect(body.refused).toMatchObject([{ id: 2, code: 'conflict', current: { priority: 'critical', version: 2 } }])
  })

  test('a finding becomes a comment, and both go when the row is refused', async () => {
    const host = await hostWith(codes(2))
    await host.api('PUT', '/reporting-effort-tracker/1', {
      production_programmer_id: 2,
      qc_programmer_id: 3,
      due_date: '2026-05-01',
      production_status: 'completed',
    })
    const rows = [1, 2].map((id) => ({ id, patch: { qc_status: 'failed', finding: 'The totals differ.' } }))
    const { body } = await host.api('POST', path, { rows })
    expect(body.done).toMatchObject([
      { id: 1, qc_status: 'failed', production_status: 'in_progress', unresolved_comment_count: 1 },
    ])
    expect(body.refused).toMatchObject([{ id: 2 }])
    const commentsOf = async (id: number) => (await host.api('GET', `/tracker-comments/tracker/${id}`)).body
    expect(await commentsOf(1)).toMatchObject([{ comment_text: 'The totals differ.' }])
    expect(await commentsOf(2)).toEqual([])
  })

  test('tags are replaced, added and taken off', async () => {
    const host = await hostWith(codes(1))
    for (const name of ['Topline', 'Batch 1', 'Batch 2']) await host.api('POST', '/tracker-tags/', { name })
    const tagged = async (patch: object) => {
      const { body } = await host.api('POST', path, { rows: [{ id: 1, patch }] })
      const tags = (await host.api('GET', '/tracker-tags/tracker/1')).body as { id: number }[]
      return { body, tags: tags.map(({ id }) => id).sort() }
    }
    expect((await tagged({ tag_ids: [1, 2] })).tags).toEqual([1, 2])
    expect((await tagged({ tag_ids: [2, 1] })).body.skipped).toEqual([1])
    expect((await tagged({ add_tag_ids: [3], remove_tag_ids: [1] })).tags).toEqual([2, 3])
    expect((await tagged({ tag_ids: [9] })).body.refused).toMatchObject([{ id: 1, code: 'not_found' }])
  })

  test('a retry with the same key is answered alike and done once', async () => {
    const host = await hostWith(codes(1))
    const send = () =>
      host.api('POST', path, { rows: [{ id: 1, patch: { finding: 'Once.' } }] }, { 'idempotency-key': 'k1' })
    const first = await send()
    expect((await send()).body).toEqual(first.body)
    expect((await host.api('GET', '/tracker-comments/tracker/1')).body).toHaveLength(1)
  })

  test('1000 rows of 5 columns', async () => {
    const host = await hostWith(codes(1000))
    const patch = {
      production_programmer_id: 2,
      qc_programmer_id: 3,
      production_status: 'completed',
      due_date: '2026-05-01',
      priority: 'high',
    }
    const rows = codes(1000).map((_, index) => ({ id: index + 1, version: 1, patch }))
    const { body } = await host.api('POST', path, { rows })
    expect(body.done).toHaveLength(1000)
  })
})
