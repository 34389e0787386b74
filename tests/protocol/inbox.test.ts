// What people are told of, who hears that there is something new, and how far each has read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InboxPage, ReadPosition } from '../../shared/actions/inbox.ts'
import type { FeedClient } from '../helpers/feed-client.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'
import { seedTrackers } from '../helpers/seed.ts'

let host: Host
let owner: Person
let ann: Person
let bob: Person
let bobsFeed: FeedClient
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  ann = await newPerson(host, owner, 'ann', 'EDITOR')
  bob = await newPerson(host, owner, 'bob', 'EDITOR')
  seedTrackers(host, ['T-1', 'T-2', 'T-3', 'T-4'])
  bobsFeed = await host.feed({ protocols: ['pearl.v1', `bearer.${bob.token}`] })
})
afterAll(() => host.close())

const inboxOf = async (person: Person, query = '') => (await person.api('GET', `/inbox${query}`)).body as InboxPage
const told = async (person: Person) =>
  (await inboxOf(person)).entries.map(({ kind, item_code, actor_name }) => `${kind} ${item_code} by ${actor_name}`)
const set = (person: Person, id: number, patch: object) => person.api('PUT', `/reporting-effort-tracker/${id}`, patch)
const say = async (person: Person, tracker_id: number, comment_text: string, parent_comment_id?: number) =>
  (await person.api('POST', '/tracker-comments/', { tracker_id, comment_text, parent_comment_id })).body as {
    id: number
  }

test('who is given a part of a row is told, and the windows hear of it', async () => {
  await set(ann, 1, { production_programmer_id: bob.id, qc_programmer_id: ann.id, due_date: '2026-06-01' })
  await bobsFeed.next('inbox_changed')
  expect(await told(bob)).toEqual(['assigned_production T-1 by ann'])
  expect(await told(ann)).toEqual([])
  expect((await inboxOf(bob)).entries[0]).toMatchObject({
    path: ['STUDY-1', 'LOCK', 'CSR'],
    comment_id: null,
    comment_text: null,
    unblinded: false,
    read: false,
  })
})

test('a finding is told once, with what was found', async () => {
  await set(bob, 1, { production_status: 'completed' })
  await set(ann, 1, { qc_status: 'in_progress' })
  const rows = [{ id: 1, patch: { qc_status: 'failed', finding: 'Total is off.' } }]
  expect((await ann.api('POST', '/reporting-effort-tracker/bulk-set', { rows })).status).toBe(200)
  expect((await told(bob))[0]).toBe('qc_failed T-1 by ann')
  expect((await inboxOf(bob)).entries[0]!.comment_text).toBe('Total is off.')
  expect((await inboxOf(bob)).unread).toBe(2)
})

test('a comment is told to those it names, those it answers and those who work on the row; the strongest reason only', async () => {
  const carol = await newPerson(host, owner, 'carol', 'VIEWER')
  await set(owner, 2, { production_programmer_id: bob.id, due_date: '2026-06-01' })
  const first = await say(ann, 2, 'Which population, @carol? Not carol@bob.org, not @bobby.')
  expect(await told(carol)).toEqual(['mentioned T-2 by ann'])
  expect((await told(bob))[0]).toBe('commented T-2 by ann')
  await say(owner, 2, 'Safety, @Ann', first.id)
  expect((await told(ann))[0]).toBe('mentioned T-2 by owner')
  await say(bob, 2, 'Thanks', first.id)
  expect((await told(ann))[0]).toBe('replied T-2 by bob')
  expect((await told(carol)).length).toBe(1)
  await ann.api('PUT', `/tracker-comments/${first.id}`, { comment_text: 'Which population, @carol or @owner?' })
  expect((await told(owner))[0]).toBe('mentioned T-2 by ann')
  expect((await told(carol)).length).toBe(1)
})

test('what comes back by undo is no news', async () => {
  const before = await told(bob)
  const { headers } = await set(ann, 1, { production_programmer_id: null })
  const seq = Number(headers.get('x-change-seq')!.split('-')[0])
  expect((await ann.api('POST', '/changes/undo', { seq })).status).toBe(200)
  expect(await told(bob)).toEqual(before)
})

test('entries are read one by one or up to one, are unread again on demand, and page', async () => {
  const { entries, unread } = await inboxOf(bob)
  expect(unread).toBe(entries.length)
  const [newest, second] = entries
  expect((await bob.api('POST', '/inbox/read', { ids: [newest!.id] })).body).toEqual({ unread: unread - 1 })
  await bobsFeed.next('inbox_changed')
  expect((await ann.api('POST', '/inbox/read', { ids: [second!.id] })).status).toBe(200)
  expect((await inboxOf(bob)).unread).toBe(unread - 1)
  expect((await bob.api('POST', '/inbox/unread', { ids: [newest!.id] })).body).toEqual({ unread })
  const page = await inboxOf(bob, '?limit=1')
  expect(page.next).toBe(newest!.id)
  expect((await inboxOf(bob, `?limit=1&before=${page.next}`)).entries[0]!.id).toBe(second!.id)
  await bob.api('POST', '/inbox/read', { through: newest!.id })
  expect(await inboxOf(bob, '?unread=true')).toEqual({ entries: [], next: null, unread: 0 })
})

test('with its row an entry goes', async () => {
  await set(ann, 4, { qc_programmer_id: bob.id, due_date: '2026-06-01' })
  expect((await inboxOf(bob)).unread).toBe(1)
  expect((await owner.api('DELETE', '/reporting-effort-tracker/4')).status).toBeLessThan(300)
  expect((await inboxOf(bob)).unread).toBe(0)
})

test('a position moves forward only; who is new has nothing to catch up on', async () => {
  const positions = async (person: Person) => (await person.api('GET', '/read-positions')).body as ReadPosition[]
  const move = (position: number, subject_id: number) =>
    ann.api('PUT', '/read-positions', { kind: 'comments', subject_id, position })
  const comments = async (person: Person) => (await positions(person)).filter(({ kind }) => kind === 'comments')
  const newcomer = await newPerson(host, owner, 'dora', 'VIEWER')
  const newest = await say(bob, 3, 'Later than dora')
  expect((await comments(newcomer))[0]).toMatchObject({ subject_id: 0, position: newest.id - 1, at: null })
  expect((await comments(ann))[0]).toMatchObject({ subject_id: 0, position: 0 })
  await move(2, 2)
  await move(1, 2)
  expect(await comments(ann)).toMatchObject([{ subject_id: 0 }, { subject_id: 2, position: 2 }])
  await move(newest.id, 0)
  expect(await comments(ann)).toMatchObject([{ subject_id: 0, position: newest.id }])
  expect((await move(-1, 2)).status).toBe(422)
})
