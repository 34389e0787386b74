// What happened to an item, told to everybody who may see it: fields from and to, links that came and went, no addresses.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HistoryEntry } from '../../shared/actions/history.ts'
import { CHANGE_OWNER } from '../../server/db/change-owner.ts'
import { startHost, type Host } from '../helpers/host.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
  await host.api('POST', '/studies', { study_label: 'S' })
  await host.api('POST', '/database-releases', { study_id: 1, database_release_label: 'R' })
  await host.api('POST', '/reporting-efforts', { study_id: 1, database_release_id: 1, database_release_label: 'E' })
  for (const item_code of ['T-1', 'T-2']) {
    await host.api('POST', '/reporting-effort-items', {
      reporting_effort_id: 1,
      item_type: 'TLF',
      item_subtype: 'Table',
      item_code,
    })
  }
  await host.api('POST', '/tracker-tags', { name: 'Safety' })
})
afterAll(() => host.close())

const history = async (id: number) =>
  (await host.api('GET', `/reporting-effort-items/${id}/history`)).body as HistoryEntry[]

test('an update is told with what the field held before, and with its reason', async () => {
  await host.api('PUT', '/reporting-effort-tracker/1', { priority: 'high' }, { 'x-change-reason': 'asked%20for' })
  const [newest] = await history(1)
  expect(newest).toMatchObject({
    entity: 'reporting_effort_item_tracker',
    action: 'update',
    actor_name: 'owner',
    reason: 'asked for',
    fields: [{ field: 'priority', before: 'medium', after: 'high' }],
  })
  expect(JSON.stringify(newest)).not.toMatch(/address|session|hash/)
})

test('it begins with the creation and names only what was filled in', async () => {
  const entries = await history(2)
  const first = entries.findLast(({ entity }) => entity === 'reporting_effort_items')
  expect(first).toMatchObject({ action: 'create' })
  expect(first!.fields).toContainEqual({ field: 'item_code', before: null, after: 'T-2' })
  expect(first!.fields.map(({ field }) => field)).not.toContain('title_id')
})

test('a tag that was put on and taken off again is still told of, and only on its row', async () => {
  await host.api('POST', '/tracker-tags/assign', { tracker_id: 1, tag_id: 1 })
  await host.api('DELETE', '/tracker-tags/assign/1/1')
  const tags = (await history(1)).filter(({ entity }) => entity === 'tracker_item_tags')
  expect(tags.map(({ action, fields }) => ({ action, fields }))).toEqual([
    { action: 'delete', fields: [{ field: 'tag_id', before: 1, after: null }] },
    { action: 'create', fields: [{ field: 'tag_id', before: null, after: 1 }] },
  ])
  expect((await history(2)).filter(({ entity }) => entity === 'tracker_item_tags')).toEqual([])
})

test('links are found by an index, however long the log is', () => {
  const plan = host.server.store.db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT row_id FROM changes WHERE action = 'create' AND entity = +? AND ${CHANGE_OWNER} = +?`,
    )
    .all('tracker_item_tags', 1)
  expect(JSON.stringify(plan)).toContain('changes_by_owner (entity=? AND <expr>=?)')
})

test('an unknown item is not found', async () => {
  expect(await host.api('GET', '/reporting-effort-items/999/history')).toMatchObject({ status: 404 })
})
