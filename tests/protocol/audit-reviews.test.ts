// How far the audit trail was reviewed: a mark names its entry, is itself recorded, goes forward only, and what came since is
// found by one filter.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditReviews } from '../../shared/actions/audit-reviews.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'

let host: Host
let owner: Person
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
})
afterAll(() => host.close())

const read = async () => auditReviews.parse((await owner.api('GET', '/audit-trail/reviews')).body)
const mark = (up_to: number, by = owner) => by.api('POST', '/audit-trail/reviews', { up_to })

test('a mark is recorded with who and when, goes forward only, and tells what came since', async () => {
  const { seq } = host.server.store.log.head
  const before = await read()
  expect(before.reviews).toEqual([])
  expect(before.since.entries).toBe(seq)
  expect(before.since.high_risk).toBeGreaterThan(0)

  const { status, body } = await mark(seq)
  expect(status).toBe(200)
  expect(body).toMatchObject({ reviews: [{ up_to: seq, by: 'owner' }], since: { entries: 0, high_risk: 0 } })
  expect(Date.parse(body.reviews[0].at)).toBeGreaterThan(Date.now() - 60_000)
  const [entry] = (await owner.api('GET', '/audit-trail/entries?limit=1')).body.entries
  const { hash } = host.server.store.db.prepare('SELECT hash FROM changes WHERE seq = ?').get(seq) as { hash: string }
  expect(entry).toMatchObject({ seq: seq + 1, event: 'trail_reviewed', actor_name: 'owner' })
  expect(JSON.stringify(entry.fields)).toContain(`Up to entry ${seq}, ${hash}.`)

  await owner.api('POST', '/studies/', { study_label: 'Later' })
  await owner.api('PUT', '/studies/1', { study_label: 'Later still' })
  await owner.api('DELETE', '/studies/1')
  expect((await read()).since).toEqual({ entries: 3, high_risk: 1 })
  const after = async (risk: string) =>
    (await owner.api('GET', `/audit-trail/entries?since=${seq + 1}${risk}`)).body.entries.map(
      (one: { action: string }) => one.action,
    )
  expect(await after('')).toEqual(['delete', 'update', 'create'])
  expect(await after('&risk=high')).toEqual(['delete'])

  expect(await mark(seq)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await mark(999_999)).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect((await read()).reviews).toHaveLength(1)
})

test('is for administrators alone', async () => {
  const editor = await newPerson(host, owner, 'edith', 'EDITOR')
  expect((await editor.api('GET', '/audit-trail/reviews')).status).toBe(403)
  expect((await mark(1, editor)).status).toBe(403)
})
