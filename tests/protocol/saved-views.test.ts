// Saved views: each belongs to whoever made it, and only they change it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'

let host: Host
let owner: Person
let ann: Person
let bob: Person
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  ann = await newPerson(host, owner, 'ann', 'VIEWER')
  bob = await newPerson(host, owner, 'bob', 'EDITOR')
})
afterAll(() => host.close())

const state = '{"sorting":[]}'
const make = async (person: Person, body: object) => host.api('POST', '/saved-views', { state, ...body }, person.as)

test('a view belongs to whoever saves it, whatever the request says', async () => {
  const { status, body } = await make(ann, { name: 'Mine', owner_id: 1 })
  const me = (await host.api('GET', '/auth/me', undefined, ann.as)).body as { id: number }
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'Mine', owner_id: me.id, is_shared: false, state })
})

test('names are told apart by owner, blanks and case aside', async () => {
  await make(ann, { name: 'Late ones' })
  expect(await make(ann, { name: ' late ONES ' })).toMatchObject({
    status: 400,
    body: { detail: "You already have a view named 'late ONES'. Choose another name." },
  })
  expect((await make(bob, { name: 'Late ones' })).status).toBe(201)
})

test('only the owner or an administrator changes or deletes it', async () => {
  const { id } = (await make(ann, { name: 'Shared', is_shared: true })).body as { id: number }
  for (const [method, body] of [
    ['PUT', { name: 'Taken' }],
    ['DELETE', undefined],
  ] as const) {
    expect(await host.api(method, `/saved-views/${id}`, body, bob.as)).toMatchObject({
      status: 403,
      body: { code: 'forbidden', error: 'permission' },
    })
  }
  expect((await host.api('PUT', `/saved-views/${id}`, { name: 'Tidy' }, owner.as)).status).toBe(200)
  expect((await host.api('DELETE', `/saved-views/${id}`, undefined, ann.as)).status).toBe(204)
})
