// Undoing one's own changes over the wire: what comes back, what is announced and recorded, and every refusal.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHANGE_SEQ_HEADER, readSeqRange, type SeqRange } from '../../shared/actions/undo.ts'
import { APP_ORIGIN } from '../../shared/desktop.ts'
import { startHost, type ApiReply, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { seedTrackers } from '../helpers/seed.ts'

let host: Host
let owner: Person
let ann: Person
let bob: Person

beforeAll(async () => {
  host = await startHost({ open: false, policy: 'strict' })
  seedTrackers(host, ['T-1', 'T-2', 'T-3', 'T-4', 'T-5', 'T-6', 'T-7', 'T-8', 'T-9'])
  owner = await signInOwner(host)
  ann = await newPerson(host, owner, 'ann', 'EDITOR')
  bob = await newPerson(host, owner, 'bob', 'EDITOR')
})
afterAll(async () => {
  assertReplayEqualsTables(host.server.store.db)
  await host.close()
})

function rangeOf({ headers, status, body }: ApiReply): SeqRange {
  const range = readSeqRange(headers.get(CHANGE_SEQ_HEADER))
  if (!range) throw new Error(`No ${CHANGE_SEQ_HEADER} on a reply of ${status}: ${JSON.stringify(body)}`)
  return range
}
const put = (person: Person, id: number, body: object) => person.api('PUT', `/reporting-effort-tracker/${id}`, body)
const undo = (person: Person, { last }: SeqRange, headers?: Record<string, string>) =>
  person.api('POST', '/changes/undo', { seq: last }, headers)
const trackerRow = async (id: number) => (await owner.api('GET', `/reporting-effort-tracker/${id}`)).body

describe('what a write says of its changes', () => {
  test('the first and last entry; nothing when nothing was changed; the same again on a retry', async () => {
    const head = host.server.store.log.head.seq
    const key = { 'idempotency-key': 'priority of 1' }
    const send = () => ann.api('PUT', '/reporting-effort-tracker/1', { priority: 'high' }, key)
    expect(rangeOf(await send())).toEqual({ first: head + 1, last: head + 1 })
    expect(rangeOf(await send())).toEqual({ first: head + 1, last: head + 1 })
    expect((await put(ann, 1, { priority: 'high' })).headers.get(CHANGE_SEQ_HEADER)).toBeNull()
  })

  test('the desktop window may read it', async () => {
    const { headers } = await host.api('GET', '/hello', undefined, {
      origin: APP_ORIGIN,
      'sec-fetch-site': 'cross-site',
    })
    expect(headers.get('access-control-expose-headers')).toContain(CHANGE_SEQ_HEADER)
  })
})

describe('undo and redo', () => {
  test('an update is set back field by field, by a new announced and recorded change; redo is its undo', async () => {
    const feed = await host.feed({ token: ann.token })
    const done = rangeOf(await put(ann, 2, { priority: 'critical', due_date: '2026-05-01' }))
    // Somebody else's other field stays.
    await put(bob, 2, { qc_level: 'level2' })
    const reply = await undo(ann, done)
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      undid: done.first,
      changes: [{ entity: 'reporting_effort_item_tracker', id: 2, action: 'update' }],
    })
    expect(reply.body.changes[0].fields.toSorted()).toEqual(['due_date', 'priority'])
    expect(await trackerRow(2)).toMatchObject({ priority: 'medium', due_date: null, qc_level: 'level2', version: 4 })
    await feed.until((frames) => frames.some((frame) => 'seq' in frame && frame.seq === reply.body.seq.last))
    expect(feed.changes().at(-1)).toMatchObject({
      type: 'reporting_effort_tracker_updated',
      data: { id: 2, priority: 'medium' },
      change: { action: 'update', version: 4, actor: { name: 'ann' } },
    })
    const [entry] = (await owner.api('GET', '/audit-trail/record/reporting_effort_item_tracker/2')).body
    expect(entry).toMatchObject({ user_name: 'ann', undoes: done.first, reason: `Undid change ${done.first}` })

    expect((await undo(ann, reply.body.seq)).status).toBe(200)
    expect(await trackerRow(2)).toMatchObject({ priority: 'critical', due_date: '2026-05-01', qc_level: 'level2' })
    await feed.close()
  })

  test('effects of a status come back as they were and are not worked out anew', async () => {
    await put(ann, 3, { due_date: '2026-05-01', production_programmer_id: ann.id, qc_programmer_id: bob.id })
    await put(ann, 3, { production_status: 'completed' })
    await put(ann, 3, { qc_status: 'completed', qc_completion_date: '2026-01-15' })
    const failed = rangeOf(await put(ann, 3, { qc_status: 'failed' }))
    expect(await trackerRow(3)).toMatchObject({ production_status: 'in_progress', qc_completion_date: null })
    expect((await undo(ann, failed)).status).toBe(200)
    expect(await trackerRow(3)).toMatchObject({
      production_status: 'completed',
      qc_status: 'completed',
      qc_completion_date: '2026-01-15',
    })
  })

  test('a deletion with all that went along comes back under the same ids, and can be done again', async () => {
    const item = (await owner.api('GET', '/reporting-effort-items/4')).body
    const tag = (await owner.api('POST', '/tracker-tags', { name: 'urgent' })).body
    await owner.api('POST', '/tracker-tags/assign', { tracker_id: 4, tag_id: tag.id })
    const question = (await ann.api('POST', '/tracker-comments', { tracker_id: 4, comment_text: 'Which?' })).body
    await bob.api('POST', '/tracker-comments', { tracker_id: 4, comment_text: 'This', parent_comment_id: question.id })
    const before = (await owner.api('GET', '/tracker-comments/tracker/4')).body
    const gone = rangeOf(await owner.api('DELETE', `/reporting-effort-items/${item.id}`))
    expect(gone.last - gone.first).toBe(4)

    const back = await undo(owner, gone)
    expect(back.status).toBe(200)
    expect(back.body.changes.map(({ entity }: { entity: string }) => entity).slice(0, 2)).toEqual([
      'reporting_effort_items',
      'reporting_effort_item_tracker',
    ])
    const again = (await owner.api('GET', '/reporting-effort-items/4')).body
    expect(again).toMatchObject({ item_code: 'T-4', created_at: item.created_at, version: item.version + 1 })
    const comments = (await owner.api('GET', '/tracker-comments/tracker/4')).body
    const told = (list: { id: number; comment_text: string; user_id: number }[]) =>
      list.map(({ id, comment_text, user_id }) => ({ id, comment_text, user_id }))
    expect(told(comments)).toEqual(told(before))

    expect((await undo(owner, back.body.seq)).status).toBe(200)
    expect((await owner.api('GET', '/reporting-effort-items/4')).status).toBe(404)
  })

  test('a bulk edit is one step', async () => {
    const done = rangeOf(
      await owner.api('POST', '/reporting-effort-tracker/bulk-status-update', {
        updates: [5, 6, 7].map((tracker_id) => ({ tracker_id, priority: 'low', due_date: '2026-07-01' })),
      }),
    )
    expect(done.last - done.first).toBe(2)
    expect((await undo(owner, { first: done.first, last: done.first })).status).toBe(200)
    for (const id of [5, 6, 7]) expect(await trackerRow(id)).toMatchObject({ priority: 'medium', due_date: null })
  })

  test('an assignment is announced as one when it is undone', async () => {
    await put(ann, 8, { due_date: '2026-07-01' })
    const done = rangeOf(
      await ann.api('POST', '/reporting-effort-tracker/8/assign-programmer', { user_id: bob.id, role: 'production' }),
    )
    const feed = await host.feed({ token: ann.token })
    expect((await undo(ann, done)).status).toBe(200)
    await feed.until(() => feed.changes().length > 0)
    expect(feed.changes()).toMatchObject([
      { type: 'tracker_assignment_updated', data: { assignment_type: 'primary', programmer_id: null } },
    ])
    await feed.close()
  })

  test('a retry of the undo is answered and not done again', async () => {
    const done = rangeOf(await put(ann, 9, { priority: 'low' }))
    const key = { 'idempotency-key': 'undo of 9' }
    const one = await undo(ann, done, key)
    const other = await undo(ann, done, key)
    expect(other.body).toEqual(one.body)
    expect(other.headers.get('idempotency-replayed')).toBe('true')
  })
})

describe('refusals name the reason and change nothing', () => {
  async function expectRefused(person: Person, range: SeqRange, sentence: RegExp, obstacle?: object) {
    const head = host.server.store.log.head.seq
    const reply = await undo(person, range)
    expect(reply).toMatchObject({ status: 409, body: { code: 'conflict', ...(obstacle && { obstacle }) } })
    expect(reply.body.detail).toMatch(sentence)
    expect(host.server.store.log.head.seq).toBe(head)
  }

  test('somebody changed the field since: who, when and what', async () => {
    const done = rangeOf(await put(ann, 1, { priority: 'low', due_date: '2026-03-03' }))
    await put(bob, 1, { priority: 'critical' })
    await expectRefused(ann, done, /the priority of T-1 was changed since by bob on \d{4}-\d\d-\d\d \d\d:\d\d UTC/, {
      field: 'priority',
      by: 'bob',
    })
    expect(await trackerRow(1)).toMatchObject({ due_date: '2026-03-03' })
  })

  test('a second undo of the same', async () => {
    const done = rangeOf(await put(ann, 5, { priority: 'low' }))
    await undo(ann, done)
    await expectRefused(ann, done, /was changed since by yourself/)
  })

  test('the row was deleted since', async () => {
    const { body, headers } = await ann.api('POST', '/tracker-comments', { tracker_id: 1, comment_text: 'First' })
    const edited = rangeOf(await ann.api('PUT', `/tracker-comments/${body.id}`, { comment_text: 'Second' }))
    await owner.api('DELETE', `/tracker-comments/${body.id}`)
    await expectRefused(ann, edited, /a comment on T-1 was deleted by owner/)
    await expectRefused(ann, readSeqRange(headers.get(CHANGE_SEQ_HEADER))!, /was deleted by owner/)
  })

  test('somebody added to what was created', async () => {
    const made = await ann.api('POST', '/tracker-comments', { tracker_id: 1, comment_text: 'Why?' })
    await bob.api('POST', '/tracker-comments', {
      tracker_id: 1,
      comment_text: 'Because',
      parent_comment_id: made.body.id,
    })
    await expectRefused(ann, rangeOf(made), /a comment on T-1 now belongs to it, written by bob/)
  })

  test('what it belonged to is gone, or its place is taken', async () => {
    const first = (await owner.api('POST', '/studies/', { study_label: 'GONE' })).body
    const release = (
      await owner.api('POST', '/database-releases/', { study_id: first.id, database_release_label: 'R' })
    ).body
    const releaseGone = rangeOf(await owner.api('DELETE', `/database-releases/${release.id}`))
    const studyGone = rangeOf(await owner.api('DELETE', `/studies/${first.id}`))
    await expectRefused(owner, releaseGone, /the study ‘GONE’ was deleted by yourself/)
    await owner.api('POST', '/studies/', { study_label: 'GONE' })
    await expectRefused(owner, studyGone, /Study with this label already exists/)
  })

  test('the rules of today forbid it', async () => {
    const { id } = (await owner.api('GET', '/reporting-effort-tracker/6')).body
    const dateGone = rangeOf(await put(ann, id, { due_date: '2026-09-01' }))
    await put(ann, id, { production_programmer_id: bob.id })
    await expectRefused(ann, dateGone, /needs a due date/)
  })

  test('it is somebody else’s, also for an administrator', async () => {
    const done = rangeOf(await put(ann, 7, { priority: 'high' }))
    await expectRefused(bob, done, /ann made this change, and only they can undo it/)
    await expectRefused(owner, done, /ann made this change/)
  })

  test('accounts are never undone; what a person is called is', async () => {
    const role = rangeOf(await owner.api('PUT', `/users/${bob.id}`, { role: 'ADMIN' }))
    await expectRefused(owner, role, /who can sign in/)
    await owner.api('PUT', `/users/${bob.id}`, { role: 'EDITOR' })
    const named = rangeOf(await owner.api('PUT', `/users/${bob.id}`, { display_name: 'Bob B.' }))
    expect((await undo(owner, named)).status).toBe(200)
  })

  test('there is no such change; viewers undo nothing', async () => {
    expect((await ann.api('POST', '/changes/undo', { seq: 999_999 })).status).toBe(404)
    expect((await ann.api('POST', '/changes/undo', { seq: 0 })).status).toBe(422)
    const viewer = await newPerson(host, owner, 'vic', 'VIEWER')
    expect((await viewer.api('POST', '/changes/undo', { seq: 1 })).status).toBe(403)
  })
})
