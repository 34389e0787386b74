// Whole reporting efforts: compared, brought in line, rolled forward, saved as a package. Each is one transaction that can be
// taken back in one step.
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { comment } from '../../shared/entities/comment.ts'
import { tag, trackerTag } from '../../shared/entities/tag.ts'
import { user } from '../../shared/entities/user.ts'
import { startHost, type Host, type ReplyBody } from '../helpers/host.ts'
import { seedEfforts, seedPackages, seedPeople, seedTexts } from '../helpers/seed-items.ts'

let host: Host
const items = async (effort: number) =>
  (await host.api('GET', `/reporting-effort-items/by-effort/${effort}`)).body as ReplyBody[]
const compare = async (effort: number, query: string) =>
  (await host.api('GET', `/reporting-efforts/${effort}/compare?${query}`)).body
const undo = (headers: Headers) =>
  host.api('POST', '/changes/undo', { seq: Number(headers.get('x-change-seq')!.split('-')[0]) })

const table = (item_code: string, title_id: number, footnotes: number[] = []) => ({
  item_type: 'TLF',
  item_subtype: 'Table',
  item_code,
  tlf_details: { title_id, population_flag_id: 6, ich_category_id: 9 },
  footnotes: footnotes.map((footnote_id) => ({ footnote_id })),
  acronyms: [{ acronym_id: 7 }],
})
const dataset = (label: string) => ({
  item_type: 'Dataset',
  item_subtype: 'ADaM',
  item_code: 'ADSL',
  dataset_details: { label, sorting_order: 2 },
})
const addTo = async (where: 'package' | 'effort', id: number, item: object) => {
  const path = where === 'package' ? `/packages/${id}/items` : `/reporting-effort-items/${id}/items`
  const owner = where === 'package' ? { package_id: id } : { reporting_effort_id: id }
  expect((await host.api('POST', path, { ...owner, ...item })).status).toBe(201)
}

beforeEach(async () => {
  host = await startHost({ policy: 'strict' })
  onTestFinished(() => host.close())
  seedTexts(host)
  seedEfforts(host, ['Interim', 'Final'])
  seedPackages(host, ['Standard'])
  seedPeople(host, ['ann', 'bob'])
})

describe('an effort beside a package', () => {
  beforeEach(async () => {
    await addTo('package', 1, table('T-1', 1, [3, 5]))
    await addTo('package', 1, table('T-2', 2))
    await addTo('package', 1, dataset('Subject Level'))
    await addTo('effort', 1, table('T-1', 2, [5, 3]))
    await addTo('effort', 1, dataset('Subject Level'))
    await addTo('effort', 1, table('T-10', 1))
    await addTo('effort', 1, table('T-9', 1))
    await host.api('PUT', '/reporting-effort-tracker/3', { production_programmer_id: 2, due_date: '2026-05-01' })
  })

  test('says what is new, what differs in which field, and what only the effort has', async () => {
    const { lines, extra } = await compare(1, 'kind=package&id=1')
    expect(lines).toMatchObject([
      {
        item_code: 'T-1',
        state: 'differs',
        source_id: 1,
        item_id: 1,
        differences: [
          { field: 'title', here: 'Adverse Events', there: 'Demographics' },
          {
            field: 'footnotes',
            here: 'Source: ADSL.\nPercentages are of the safety set.',
            there: 'Percentages are of the safety set.\nSource: ADSL.',
          },
        ],
      },
      { item_code: 'T-2', state: 'new', item_id: null, title: 'Adverse Events', differences: [] },
      { item_code: 'ADSL', state: 'there', differences: [] },
    ])
    expect(extra.map((item: ReplyBody) => [item.item_code, item.is_assigned])).toEqual([
      ['T-9', false],
      ['T-10', true],
    ])
  })

  test('takes over what was chosen, refuses what cannot be, and undoes it in one step', async () => {
    const feed = await host.feed()
    const wanted = { source: { kind: 'package', id: 1 }, add: [2, 3, 99], update: [1], remove: [3, 4] }
    const { status, body, headers } = await host.api('POST', '/reporting-efforts/1/apply-differences', wanted)
    expect([status, body.added, body.updated, body.removed]).toEqual([200, 1, 1, 1])
    expect(body.refused).toEqual([
      { item_code: 'T-10', reason: 'Cannot delete item: programmers are assigned to this item' },
      { item_code: 'ADSL', reason: 'It is in this effort already.' },
      { item_code: '#99', reason: 'It is no longer there to be taken over.' },
    ])
    await expect.poll(() => feed.changes().filter(({ last }) => last)).toHaveLength(1)
    const { lines, extra } = await compare(1, 'kind=package&id=1')
    expect(lines.every(({ state }: ReplyBody) => state === 'there')).toBe(true)
    expect(extra).toHaveLength(1)
    expect((await items(1)).find(({ item_code }) => item_code === 'T-2')).toMatchObject({
      source_type: 'package',
      source_id: 1,
    })

    expect((await undo(headers)).status).toBe(200)
    expect((await compare(1, 'kind=package&id=1')).lines.map(({ state }: ReplyBody) => state)).toEqual([
      'differs',
      'new',
      'there',
    ])
  })

  test('is saved as a package, whole or in part', async () => {
    const whole = await host.api('POST', '/reporting-efforts/1/save-as-package', { package_name: 'From interim' })
    expect([whole.status, whole.body.created_count]).toEqual([201, 4])
    const { id } = whole.body.package as { id: number }
    expect((await compare(1, `kind=package&id=${id}`)).lines.every(({ state }: ReplyBody) => state === 'there')).toBe(
      true,
    )
    const part = await host.api('POST', '/reporting-efforts/1/save-as-package', {
      package_name: 'Two',
      item_ids: [1, 2],
    })
    expect(part.body.created_count).toBe(2)
    const again = await host.api('POST', '/reporting-efforts/1/save-as-package', { package_name: 'Two' })
    expect([again.status, again.body.detail]).toEqual([400, expect.stringContaining('name')])
  })

  test('of nothing that is there: 404', async () => {
    expect((await host.api('GET', '/reporting-efforts/1/compare?kind=package&id=9')).status).toBe(404)
    expect((await host.api('GET', '/reporting-efforts/9/compare?kind=package&id=1')).status).toBe(404)
    expect((await host.api('POST', '/reporting-efforts/9/save-as-package', { package_name: 'x' })).status).toBe(404)
  })
})

describe('an effort rolled forward', () => {
  beforeEach(async () => {
    for (const code of ['T-1', 'T-2', 'T-3']) await addTo('effort', 1, table(code, 1, [3]))
    const done = { production_status: 'completed', qc_status: 'completed', in_production_flag: true, priority: 'high' }
    const people = { production_programmer_id: 2, qc_programmer_id: 3, due_date: '2026-02-27', qc_level: '3' }
    await host.api('PUT', '/reporting-effort-tracker/1', { ...people, ...done })
    await host.api('PUT', '/reporting-effort-tracker/2', { production_programmer_id: 3, due_date: '2026-03-01' })
    host.server.store.transact(SYSTEM_ACTOR, (tx) => {
      const { id } = tx.insert(tag, { name: 'Topline', color: '#3366cc' })
      tx.insert(trackerTag, { tracker_id: 1, tag_id: id })
      const open = tx.insert(comment, { tracker_id: 1, user_id: 2, comment_text: 'Which baseline?' })
      tx.insert(comment, { tracker_id: 1, user_id: 3, comment_text: 'Day 1.', parent_comment_id: open.id })
      tx.insert(comment, { tracker_id: 1, user_id: 3, comment_text: 'Typo, mended.', is_resolved: true })
    })
  })
  const roll = (body: object) =>
    host.api('POST', '/reporting-efforts/1/roll-forward', {
      database_release_id: 1,
      database_release_label: 'Update',
      ...body,
    })

  test('keeps people, dates moved by days, tags and open comments; nothing is started; the old one is untouched', async () => {
    const before = await items(1)
    const { status, body, headers } = await roll({ shift_days: 14, keep_comments: true })
    expect([status, body.created_count, body.comment_count, body.people_left_out]).toEqual([201, 3, 2, []])
    const effort = body.reporting_effort as { id: number; study_label: string; database_release_label: string }
    expect([effort.study_label, effort.database_release_label]).toEqual(['STUDY-1', 'Update'])
    const made = await items(effort.id)
    expect(made[0]).toMatchObject({
      item_code: 'T-1',
      source_type: 'reporting_effort',
      source_id: 1,
      source_item_id: 1,
      footnotes: [{ footnote_id: 3 }],
      tracker: {
        production_programmer_id: 2,
        qc_programmer_id: 3,
        production_status: 'not_started',
        qc_status: 'not_started',
        qc_completion_date: null,
        in_production_flag: false,
        due_date: '2026-03-13',
        priority: 'high',
        qc_level: '3',
      },
    })
    const trackerId = made[0]!.tracker.id as number
    const comments = (await host.api('GET', `/tracker-comments/tracker/${trackerId}/threaded`)).body as ReplyBody[]
    expect(JSON.stringify(comments)).toMatch(
      /Which baseline\?.*Carried over from STUDY-1 \/ LOCK \/ Interim, written 20/,
    )
    expect(JSON.stringify(comments)).not.toContain('mended')
    expect((await host.api('POST', '/tracker-tags/bulk-get', [trackerId])).body[trackerId]).toMatchObject([
      { name: 'Topline' },
    ])
    expect(await items(1)).toEqual(before)

    expect((await undo(headers)).status).toBe(200)
    expect((await host.api('GET', '/reporting-efforts/')).body).toHaveLength(2)
  })

  test('leaves out who has no active account, and says so; nobody at all when asked', async () => {
    host.server.store.transact(SYSTEM_ACTOR, (tx) => tx.update(user, 3, { is_active: false }))
    const { body } = await roll({ keep_tags: false })
    expect(body.people_left_out).toEqual([{ name: 'bob', rows: 2, reason: 'The account is not active.' }])
    const made = await items((body.reporting_effort as { id: number }).id)
    expect(made.map(({ tracker }) => [tracker.production_programmer_id, tracker.qc_programmer_id])).toEqual([
      [2, null],
      [null, null],
      [null, null],
    ])
    const bare = await roll({ database_release_label: 'Bare', keep_people: false })
    const rows = await items((bare.body.reporting_effort as { id: number }).id)
    expect(rows.every(({ tracker }) => tracker.production_programmer_id === null)).toBe(true)
    expect(rows[0]!.tracker.due_date).toBe('2026-02-27')
  })

  test('under a label that the release has: refused, nothing is made', async () => {
    const { status, body } = await roll({ database_release_label: 'Final' })
    expect([status, body.detail]).toEqual([
      400,
      'Reporting effort with this label already exists for this database release',
    ])
    expect((await host.api('GET', '/reporting-effort-items/count')).body.count).toBe(3)
  })
})
