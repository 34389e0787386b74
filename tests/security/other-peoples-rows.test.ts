// T-IDOR-1: what belongs to somebody is not reached by guessing its number: views, sessions, jobs, uploads and stored replies of
// others are refused or not there, for every way to name them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionInfo } from '../../server/http/auth/sessions.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'
import { seedTrackers } from '../helpers/seed.ts'

let host: Host
let owner: Person
let ann: Person
let bob: Person
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  ann = await newPerson(host, owner, 'ann', 'EDITOR')
  bob = await newPerson(host, owner, 'bob', 'EDITOR')
  seedTrackers(host, ['T-1'])
})
afterAll(() => host.close())

test('views that are not shared are not listed to others, and not changed by them whatever their number', async () => {
  const { body } = await ann.api('POST', '/saved-views', { name: 'Mine', state: '{}' })
  const { id } = body as { id: number }
  for (let guess = 1; guess <= id + 3; guess += 1) {
    expect(
      (await bob.api('PUT', `/saved-views/${guess}`, { name: 'Taken', owner_id: bob.id })).status,
    ).toBeGreaterThanOrEqual(400)
    expect((await bob.api('DELETE', `/saved-views/${guess}`)).status).toBeGreaterThanOrEqual(400)
  }
  expect((await ann.api('GET', '/saved-views')).body).toMatchObject([{ id, name: 'Mine', owner_id: ann.id }])
})

test('sessions of others are neither listed nor ended', async () => {
  const [session] = (await ann.api('GET', '/auth/sessions')).body as SessionInfo[]
  expect((await bob.api('DELETE', `/auth/sessions/${session!.id}`)).status).toBeGreaterThanOrEqual(400)
  expect((await bob.api('GET', `/users/${ann.id}/sessions`)).status).toBe(403)
  expect((await bob.api('DELETE', `/users/${ann.id}/sessions`)).status).toBe(403)
  expect((await ann.api('GET', '/auth/me')).status).toBe(200)
})

test('a comment is changed by who wrote it, or by an administrator', async () => {
  const { body } = await ann.api('POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Of Ann' })
  const { id } = body as { id: number }
  const forged = { comment_text: 'Of Bob', user_id: bob.id, username: 'bob' }
  expect((await bob.api('PUT', `/tracker-comments/${id}`, forged)).status).toBe(403)
  expect((await bob.api('DELETE', `/tracker-comments/${id}`)).status).toBe(403)
  const stored = host.server.store.db.prepare('SELECT comment_text, user_id FROM tracker_comments WHERE id = ?').get(id)
  expect(stored).toEqual({ comment_text: 'Of Ann', user_id: ann.id })
})

test('who writes is who is signed in, whatever the request says', async () => {
  const forged = {
    tracker_id: 1,
    comment_text: 'Signed Bob?',
    user_id: bob.id,
    username: 'bob',
    id: 77_777,
    created_at: '1999-01-01',
  }
  const { body } = await ann.api('POST', '/tracker-comments/', forged)
  expect(body).toMatchObject({ user_id: ann.id, username: 'ann' })
  expect((body as { id: number }).id).toBeLessThan(1_000)
  expect(host.server.store.log.since(host.server.store.log.head.seq - 1, 1)[0]).toMatchObject({
    actor_id: ann.id,
    actor_name: 'ann',
  })
})

test('the key of a stored reply of somebody else brings nothing', async () => {
  const key = { 'idempotency-key': 'shared-by-accident' }
  const first = await ann.api('POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Once' }, key)
  const second = await bob.api('POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Once' }, key)
  expect((second.body as { user_id: number }).user_id).toBe(bob.id)
  expect((second.body as { id: number }).id).not.toBe((first.body as { id: number }).id)
})
