// The audit trail, the workspace's settings and the list of changes over HTTP (protocol 2.14, 2.15).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tracker } from '../../shared/entities/tracker.ts'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { MAX_REPLAY } from '../../shared/events.ts'
import type { AuditRow } from '../../shared/actions/audit.ts'
import { study } from '../../shared/entities/study.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner } from '../helpers/people.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { scenario } from '../helpers/steps.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
  seedTrackers(host, ['T1'])
  await host.api('POST', '/studies/', { study_label: 'Audited' }, { 'x-change-reason': 'protocol%20amendment' })
  await host.api('PUT', '/studies/2', { study_label: 'Audited twice' })
  await host.api('DELETE', '/studies/2')
  host.server.store.transact({ ...SYSTEM_ACTOR, id: 1, name: 'owner' }, (tx) => {
    tx.update(tracker, 1, { qc_programmer_id: 1 }, { context: { assignment_type: 'qc', programmer_id: 1 } })
    tx.update(tracker, 1, { qc_programmer_id: null }, { context: { assignment_type: 'qc', programmer_id: null } })
  })
})
afterAll(() => host.close())

const trail = async (query = '') => (await host.api('GET', `/audit-trail/${query}`)).body as AuditRow[]
const changesOf = (row: AuditRow | undefined) =>
  JSON.parse(row!.changes_json) as Record<string, Record<string, unknown>>

describe('the audit trail', () => {
  test('tells who did what, when, from where and why', async () => {
    const [deleted, updated, created] = await trail('record/studies/2')
    expect([created, updated, deleted].map((row) => row?.action)).toEqual(['CREATE', 'UPDATE', 'DELETE'])
    expect(created).toMatchObject({
      table_name: 'studies',
      record_id: 2,
      user_id: 1,
      user_name: 'owner',
      ip_address: '127.0.0.1',
      reason: 'protocol amendment',
    })
    expect(changesOf(created)).toMatchObject({ created: { id: 2, study_label: 'Audited' } })
    expect(changesOf(updated)).toMatchObject({
      before: { id: 2, study_label: 'Audited', version: 1, phase: null },
      after: { id: 2, study_label: 'Audited twice', version: 2, phase: null },
    })
    expect(changesOf(deleted)).toMatchObject({ deleted: { id: 2, study_label: 'Audited twice' } })
  })

  test('is newest first, in pages', async () => {
    const all = await trail('?limit=1000')
    expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => all.length - index))
    expect(await trail('?skip=1&limit=2')).toEqual(all.slice(1, 3))
  })

  test('tells assignments from other updates', async () => {
    const [assigned] = await trail('?action=ASSIGN_PROGRAMMER')
    const [unassigned] = await trail('?action=UNASSIGN_PROGRAMMER')
    expect(assigned).toMatchObject({ table_name: 'reporting_effort_item_tracker', record_id: 1 })
    expect(changesOf(assigned)).toMatchObject({
      assignment: { role: 'qc', programmer_id: 1, programmer_username: 'owner' },
      before: { qc_programmer_id: null },
      after: { qc_programmer_id: 1 },
    })
    expect(changesOf(unassigned)).toMatchObject({ unassignment: { role: 'qc', previous_programmer_id: 1 } })
  })

  test('is filtered by table, person, action and time', async () => {
    expect(await trail('?table_name=studies&action=DELETE')).toHaveLength(1)
    expect((await trail('?user_id=1&limit=1000')).every(({ user_id }) => user_id === 1)).toBe(true)
    expect(await trail('?user_id=99')).toEqual([])
    const [newest] = await trail('?limit=1')
    const at = newest!.created_at
    expect((await trail(`?start_date=${at}`)).at(-1)?.created_at).toBe(at)
    expect(await trail('?start_date=2999-01-01')).toEqual([])
    expect(await trail('?end_date=2001-01-01T00:00:00')).toEqual([])
    const inIndia = new Date(Date.parse(at) + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30')
    expect((await trail(`?end_date=${encodeURIComponent(inIndia)}`))[0]).toEqual(newest)
  })

  test('sums up the last days', async () => {
    const { body } = await host.api('GET', '/audit-trail/summary?days=1')
    const total = (await trail('?limit=1000')).length
    expect(body).toMatchObject({
      period: { days: 1 },
      statistics: {
        total_actions: total,
        actions_by_type: { DELETE: 1, ASSIGN_PROGRAMMER: 1, UNASSIGN_PROGRAMMER: 1 },
        actions_by_table: { database_releases: 1, reporting_effort_item_tracker: 3 },
        actions_by_user: { '1': { username: 'owner' } },
      },
    })
    const perDay = Object.values(
      (body as { statistics: { actions_by_day: Record<string, number> } }).statistics.actions_by_day,
    )
    expect(perDay.reduce((sum, count) => sum + count, 0)).toBe(total)
  })

  test('is not shortened by the clean-up of old clients', async () => {
    const before = await trail('?limit=1000')
    const reply = await host.api('DELETE', '/audit-trail/cleanup?days_to_keep=30')
    expect(reply).toMatchObject({ status: 200, body: { logs_deleted: 0, days_kept: 30 } })
    expect(await trail('?limit=1000')).toEqual(before)
  })
})

scenario('questions the audit trail refuses', {
  steps: [
    { name: 'limit 0', request: ['GET', '/audit-trail/?limit=0'], status: 422 },
    { name: 'limit above 1000', request: ['GET', '/audit-trail/?limit=1001'], status: 422 },
    { name: 'a date that is none', request: ['GET', '/audit-trail/?start_date=soon'], status: 422 },
    { name: 'no days', request: ['GET', '/audit-trail/summary?days=0'], status: 422 },
    { name: 'keeping too few days', request: ['DELETE', '/audit-trail/cleanup?days_to_keep=29'], status: 422 },
    { name: 'a row nobody wrote', request: ['GET', '/audit-trail/record/studies/9'], status: 200, body: [] },
  ],
})

scenario('the workspace', {
  steps: [
    {
      name: 'has one row of settings',
      request: ['GET', '/workspace'],
      status: 200,
      body: { id: 1, version: 1, workflow_policy: 'strict' },
    },
    {
      name: 'its settings are changed and announced',
      request: ['PUT', '/workspace', { workspace_name: 'Oncology', workflow_policy: 'permissive', version: 1 }],
      status: 200,
      body: { workspace_name: 'Oncology', workflow_policy: 'permissive', version: 2 },
      events: [['workspace_updated', { workspace_name: 'Oncology', workflow_policy: 'permissive' }]],
    },
    {
      name: 'not on an outdated version',
      request: ['PUT', '/workspace', { workspace_name: 'X', version: 1 }],
      status: 409,
      body: { current: { workspace_name: 'Oncology' } },
    },
    { name: 'a policy is one of two', request: ['PUT', '/workspace', { workflow_policy: 'lax' }], status: 422 },
  ],
})

describe('the list of changes', () => {
  test('is what a socket received', async () => {
    const feed = await host.feed()
    const before = host.server.store.log.head.seq
    await host.api('POST', '/studies/', { study_label: 'Followed' })
    await host.api('POST', '/database-releases/', { study_id: 3, database_release_label: 'R' })
    await feed.next('database_release_created')
    const { body } = await host.api('GET', `/changes?since=${before}`)
    expect(body).toEqual({ epoch: host.server.store.log.epoch, seq: before + 2, frames: feed.changes() })
    await feed.close()
  })

  test('is empty for whoever is up to date', async () => {
    const { epoch, head } = host.server.store.log
    const { body } = await host.api('GET', `/changes?since=${head.seq}&epoch=${epoch}`)
    expect(body).toEqual({ epoch, seq: head.seq, frames: [] })
  })

  test('tells to load again: another history, a position ahead, too far behind', async () => {
    const { epoch, head } = host.server.store.log
    for (const query of ['since=0&epoch=another', `since=${head.seq + 1}`]) {
      expect((await host.api('GET', `/changes?${query}`)).body).toEqual({ epoch, seq: head.seq, reset: true })
    }
    host.server.store.transact(SYSTEM_ACTOR, (tx) => {
      const { id } = tx.insert(study, { study_label: 'Busy' })
      for (let turn = 0; turn < MAX_REPLAY; turn += 1) tx.update(study, id, { phase: String(turn) })
    })
    const seq = host.server.store.log.head.seq
    expect((await host.api('GET', `/changes?since=${seq - MAX_REPLAY - 1}`)).body).toEqual({ epoch, seq, reset: true })
    const { body } = await host.api('GET', `/changes?since=${seq - MAX_REPLAY}`)
    expect((body as { frames: unknown[] }).frames).toHaveLength(MAX_REPLAY)
  })

  test('needs a position', async () => {
    expect((await host.api('GET', '/changes')).status).toBe(422)
  })
})

test('audit trail and backups are for administrators by their sign-in; a header of old clients changes nothing', async () => {
  const guarded = await startHost({ open: false })
  const owner = await signInOwner(guarded)
  const editor = await newPerson(guarded, owner, 'edith', 'EDITOR')
  const claim = { 'x-user-role': 'admin' }
  for (const path of ['/audit-trail/', '/audit-trail/summary', '/database-backup/list', '/database-backup/status']) {
    expect((await owner.api('GET', path)).status).toBe(200)
    expect((await editor.api('GET', path, undefined, claim)).status).toBe(403)
    expect((await guarded.api('GET', path, undefined, claim)).status).toBe(401)
  }
  expect((await editor.api('PUT', '/workspace', { workspace_name: 'Mine' })).status).toBe(403)
  expect((await editor.api('GET', '/workspace')).status).toBe(200)
  await guarded.close()
})
