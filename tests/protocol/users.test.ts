// People over HTTP, with the events a second client sees (protocol 2.4).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { PASSWORD, signIn } from '../helpers/people.ts'
import { scenario } from '../helpers/steps.ts'

const EVENT_FIELDS = ['created_at', 'department', 'id', 'role', 'updated_at', 'username']

scenario('users', {
  steps: [
    {
      name: 'a person is created and announced',
      request: ['POST', '/users/', { username: 'ann', email: 'ann@example.org', password: PASSWORD, generate_password: true }],
      status: 200,
      body: { id: 2, username: 'ann', email: 'ann@example.org', role: 'VIEWER', department: null, is_active: true },
      events: [['user_created', { id: 2, username: 'ann', role: 'VIEWER' }], 'audit_event_created'],
    },
    {
      name: 'name, role and department are enough',
      request: ['POST', '/users', { username: 'Bob', role: 'EDITOR', department: 'programming' }],
      status: 200,
      body: { id: 3, username: 'Bob', email: null, role: 'EDITOR', department: 'programming' },
      events: ['user_created'],
    },
    {
      name: 'a name is given once',
      request: ['POST', '/users/', { username: 'ann' }],
      status: 400,
      body: { detail: "Username 'ann' already exists" },
    },
    {
      name: 'an e-mail address too',
      request: ['POST', '/users/', { username: 'other', email: 'ann@example.org' }],
      status: 400,
      body: { detail: "Email 'ann@example.org' already exists" },
    },
    {
      name: 'people without an address do not collide',
      request: ['POST', '/users/', { username: 'carl' }],
      status: 200,
      events: ['user_created'],
    },
    { name: 'a name is required', request: ['POST', '/users/', {}], status: 422, body: { detail: [{ type: 'missing', loc: ['body', 'username'] }] } },
    { name: 'the role is one of three', request: ['POST', '/users/', { username: 'x', role: 'ANALYST' }], status: 422, body: { detail: [{ type: 'enum', loc: ['body', 'role'], ctx: { expected: "'ADMIN', 'EDITOR', 'VIEWER'" } }] } },
    { name: 'an address is checked', request: ['POST', '/users/', { username: 'x', email: 'x' }], status: 422, body: { detail: [{ type: 'value_error', loc: ['body', 'email'] }] } },
    { name: 'a password has 8 characters where nobody signs in, as upstream takes it, and is not sent back', request: ['POST', '/users/', { username: 'x', password: 'short' }], status: 422, body: { detail: [{ type: 'string_too_short', loc: ['body', 'password'], input: null }] } },
    { name: 'a department has 50 characters at most', request: ['POST', '/users/', { username: 'x', department: 'd'.repeat(51) }], status: 422, body: { detail: [{ type: 'string_too_long' }] } },
    {
      name: 'the list is ordered by name, capitals first',
      request: ['GET', '/users/'],
      status: 200,
      body: [{ username: 'Bob' }, { username: 'ann' }, { username: 'carl' }, { username: 'owner' }],
    },
    { name: 'the list is paged', request: ['GET', '/users?skip=1&limit=1'], status: 200, body: [{ username: 'ann' }] },
    { name: 'one is read', request: ['GET', '/users/2'], status: 200, body: { username: 'ann' } },
    { name: 'an unknown one is not found', request: ['GET', '/users/99'], status: 404, body: { detail: 'User not found' } },
    {
      name: 'fields that are given are changed, the others stay',
      request: ['PUT', '/users/2', { department: 'biostatistics', password: null }],
      status: 200,
      body: { username: 'ann', email: 'ann@example.org', department: 'biostatistics', version: 2 },
      events: [['user_updated', { id: 2, department: 'biostatistics' }]],
    },
    {
      name: 'a password alone is no news of the person, and recorded without saying whose',
      request: ['PUT', '/users/2', { password: 'another password' }],
      status: 200,
      body: { version: 2 },
      events: [['audit_event_created', { id: 2 }]],
    },
    { name: 'the name of another is refused', request: ['PUT', '/users/2', { username: 'Bob' }], status: 400, body: { detail: "Username 'Bob' already exists" } },
    { name: 'the own name is not', request: ['PUT', '/users/2', { username: 'ann' }], status: 200 },
    { name: 'a role cannot be taken away', request: ['PUT', '/users/2', { role: null }], status: 422, body: { detail: [{ loc: ['body', 'role'] }] } },
    { name: 'an unknown one is not changed', request: ['PUT', '/users/99', { role: 'ADMIN' }], status: 404, body: { detail: 'User not found' } },
    {
      name: 'an account is deactivated',
      request: ['PUT', '/users/2', { is_active: false }],
      status: 200,
      body: { is_active: false },
      events: ['user_updated'],
    },
    { name: 'a deactivated account gets no reset token', request: ['POST', '/users/2/reset-token'], status: 400, body: { detail: expect.stringContaining('Activate it first') } },
    { name: 'the last administrator keeps the role', request: ['PUT', '/users/1', { role: 'EDITOR' }], status: 400, body: { detail: expect.stringContaining('last active administrator') } },
    { name: 'stays active', request: ['PUT', '/users/1', { is_active: false }], status: 400, body: { detail: expect.stringContaining('last active administrator') } },
    { name: 'and stays', request: ['DELETE', '/users/1'], status: 400, body: { detail: expect.stringContaining('last active administrator') } },
    { name: 'a second administrator', request: ['PUT', '/users/3', { role: 'ADMIN' }], status: 200, events: ['user_updated'] },
    {
      name: 'somebody with records is not deleted, and the refusal says what to do',
      request: ['DELETE', '/users/1'],
      status: 400,
      body: {
        detail: expect.stringMatching(/^Cannot delete user 'owner': the name stands on \d+ recorded change\(s\)\. Deactivate the account instead/),
        code: 'in_use',
      },
    },
    {
      name: 'somebody without records is; the reply is the row',
      request: ['DELETE', '/users/4'],
      status: 200,
      body: { id: 4, username: 'carl' },
      events: [['user_deleted', { id: 4, username: 'carl' }]],
    },
    { name: 'once', request: ['DELETE', '/users/4'], status: 404, body: { detail: 'User not found' } },
    { name: 'a short password is not set by an administrator', request: ['POST', '/users/3/reset-password', { new_password: 'short' }], status: 422 },
    { name: 'nor one for nobody', request: ['POST', '/users/99/reset-password', { new_password: PASSWORD }], status: 404, body: { detail: 'User not found' } },
  ],
}) // prettier-ignore

let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.close())

test('events and rows of people hold the fields of the catalogue, and nothing secret', async () => {
  const feed = await host.feed()
  await host.api('POST', '/users/', { username: 'dora', email: 'dora@example.org', password: PASSWORD })
  const created = await feed.next('user_created')
  const { body } = await host.api('GET', '/users/2')
  await host.api('PUT', '/users/2', { email: 'new@example.org' })
  const updated = await feed.next('user_updated')
  await host.api('DELETE', '/users/2')
  const deleted = await feed.next('user_deleted')
  for (const frame of [created, updated]) {
    expect(Object.keys((frame as { data: object }).data).sort()).toEqual(EVENT_FIELDS)
  }
  expect(deleted).toMatchObject({ data: { id: 2, username: 'dora' } })
  expect(Object.keys((deleted as { data: object }).data).sort()).toEqual(['id', 'username'])
  expect(JSON.stringify([body, feed.frames])).not.toMatch(/password|argon2|hash/)
  await feed.close()
})

test('comments and assignments keep a person, too', async () => {
  const { body: person } = await host.api('POST', '/users/', { username: 'emil' })
  const { id } = person as { id: number }
  await host.api('POST', '/studies', { study_label: 'S' })
  await host.api('POST', '/database-releases', { study_id: 1, database_release_label: 'R' })
  await host.api('POST', '/reporting-efforts', { study_id: 1, database_release_id: 1, database_release_label: 'E' })
  const item = { reporting_effort_id: 1, item_type: 'TLF', item_subtype: 'Table', item_code: 'T-1' }
  await host.api('POST', '/reporting-effort-items', item)
  await host.api('PUT', '/reporting-effort-tracker/1', { production_programmer_id: id })
  expect(await host.api('DELETE', `/users/${id}`)).toMatchObject({
    status: 400,
    body: { code: 'in_use', used_by: ['1 assignment(s)'] },
  })
})

test('a retried creation is answered again, although its password is salted anew', async () => {
  const create = () =>
    host.api('POST', '/users/', { username: 'fred', password: PASSWORD }, { 'idempotency-key': 'fred' })
  const first = await create()
  const second = await create()
  expect(second).toMatchObject({ status: 200, body: first.body })
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  await signIn(host, 'fred', PASSWORD)
})

test('of many equal creations at once exactly one succeeds', async () => {
  const account = { username: 'race', password: PASSWORD }
  const replies = await Promise.all(Array.from({ length: 6 }, () => host.api('POST', '/users/', account)))
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400])
})
