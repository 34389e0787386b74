// What was done lately, in few lines, and which items others changed since somebody looked.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { activityPage, type ActivityLine } from '../../shared/actions/activity.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'
import { seedTrackers } from '../helpers/seed.ts'

let host: Host
let owner: Person
let ann: Person
let head: number
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  ann = await newPerson(host, owner, 'ann', 'EDITOR')
  seedTrackers(host, ['T-1', 'T-2', 'T-3', 'T-4', 'T-5', 'T-6', 'T-7', 'T-8'])
})
afterAll(() => host.close())

const read = async (query = '') => activityPage.parse((await ann.api('GET', `/activity${query}`)).body)
const said = ({ actor_name, action, entity, count, items, fields, subject }: ActivityLine) =>
  `${actor_name} ${action} ${entity} ${count} [${items.map(({ item_code }) => item_code).join(' ')}] ${fields
    .map(({ field, before, after }) => `${field} ${before}>${after}`)
    .join(', ')}${subject}`
const newest = async (query = '') => (await read(query)).lines.map(said)
const mark = async () => (head = (await read('?limit=1')).head)

test('what came into being in one go is one line of items, without what hangs on them', async () => {
  const { lines } = await read('?effort_id=1')
  expect(lines).toMatchObject([
    {
      entity: 'reporting_effort_items',
      action: 'create',
      count: 8,
      path: ['STUDY-1', 'LOCK', 'CSR'],
      comment_id: null,
    },
  ])
  expect(lines[0]!.items).toHaveLength(6)
  expect(await newest()).toContainEqual(expect.stringMatching(/create studies 1 \[\] .*STUDY-1$/))
})

test('one row says from what to what, several say which fields', async () => {
  await mark()
  await ann.api('PUT', '/reporting-effort-tracker/1', { priority: 'high' })
  const rows = [2, 3].map((id) => ({ id, patch: { priority: 'low', due_date: '2026-06-01' } }))
  await owner.api('POST', '/reporting-effort-tracker/bulk-set', { rows })
  await ann.api('PUT', '/text-elements/999999', { label: 'none' })
  expect(await newest(`?since=${head}`)).toEqual([
    'owner update reporting_effort_item_tracker 2 [T-3 T-2] due_date null>null, priority null>null',
    'ann update reporting_effort_item_tracker 1 [T-1] priority medium>high',
  ])
})

test('comments stand alone, tags and footnotes are told of the item', async () => {
  await mark()
  const { id } = (await ann.api('POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Why?' })).body as {
    id: number
  }
  await owner.api('POST', `/tracker-comments/${id}/resolve`)
  const footnote = (await owner.api('POST', '/text-elements/', { type: 'footnote', label: 'Note' })).body as {
    id: number
  }
  const item = {
    item_type: 'TLF',
    item_subtype: 'Table',
    footnotes: [{ footnote_id: footnote.id, sequence_number: 1 }],
  }
  expect((await owner.api('PUT', '/reporting-effort-items/1', item)).status).toBe(200)
  const { lines } = await read(`?since=${head}&effort_id=1`)
  expect(lines.map(said)).toEqual([
    'owner update reporting_effort_items 1 [T-1] footnotes null>null',
    expect.stringMatching(/^owner update tracker_comments 1 \[T-1\] .*is_resolved false>true/),
    expect.stringMatching(/^ann create tracker_comments 1 \[T-1\] .*comment_text null>Why\?/),
  ])
  expect(lines.map(({ comment_id }) => comment_id)).toEqual([null, id, id])
})

test('what is gone is told by its name, and takes its parts along', async () => {
  await mark()
  expect((await owner.api('DELETE', '/reporting-effort-items/8')).status).toBeLessThan(300)
  expect(await newest(`?since=${head}&effort_id=1`)).toEqual([
    expect.stringMatching(/^owner delete reporting_effort_items 1 \[T-8\]/),
  ])
})

test('pages are whole transactions and lead on to the end', async () => {
  const all = (await read('?limit=200')).lines
  const paged: ActivityLine[] = []
  for (let before: number | null = head + 1_000; before !== null;) {
    const page: { lines: ActivityLine[]; next: number | null } = await read(`?limit=2&before=${before}`)
    paged.push(...page.lines)
    before = page.next
  }
  expect(paged).toEqual(all)
})

test('changed by others: not by me, not elsewhere, not before', async () => {
  await mark()
  await ann.api('PUT', '/reporting-effort-tracker/5', { priority: 'high' })
  await owner.api('PUT', '/reporting-effort-tracker/6', { priority: 'high' })
  await owner.api('POST', '/tracker-comments/', { tracker_id: 7, comment_text: 'Look' })
  const changed = async (person: Person, effort = 1) =>
    (await person.api('GET', `/reporting-efforts/${effort}/changed-items?since=${head}`)).body.item_ids.sort()
  expect(await changed(ann)).toEqual([6, 7])
  expect(await changed(owner)).toEqual([5])
  expect(await changed(ann, 2)).toEqual([])
})
