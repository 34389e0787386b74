// Comments over HTTP, with the events a second client sees (protocol 2.12, 3.5, 3.6, 5.4).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { scenario } from '../helpers/steps.ts'

const comment = (comment_text: string, more: Record<string, unknown> = {}) => ({ tracker_id: 1, comment_text, ...more })

scenario('comments', {
  prepare: (host) => seedTrackers(host, ['T1', 'T2']),
  steps: [
    {
      name: 'a comment is by whoever sends it, whatever the body says',
      request: [
        'POST',
        '/tracker-comments/',
        comment('Check the population', { user_id: 77, comment_type: 'QUESTION' }),
      ],
      status: 201,
      body: {
        id: 1,
        tracker_id: 1,
        user_id: 1,
        username: 'owner',
        parent_comment_id: null,
        comment_type: 'QUESTION',
        is_resolved: false,
        resolved_by_user_id: null,
        resolved_by_username: null,
        resolved_at: null,
        is_parent_comment: true,
      },
      events: [
        [
          'comment_created',
          {
            tracker_id: 1,
            unresolved_count: 1,
            comment: {
              id: 1,
              user_id: 1,
              username: 'owner',
              comment_text: 'Check the population',
              comment_type: 'QUESTION',
              is_resolved: false,
              parent_comment_id: null,
            },
          },
        ],
      ],
    },
    {
      name: 'the type is programming when none is named',
      request: ['POST', '/tracker-comments', comment('Done')],
      status: 201,
      body: { id: 2, comment_type: 'programming' },
      events: [['comment_created', { unresolved_count: 2 }]],
    },
    {
      name: 'a reply names its parent and does not count',
      request: ['POST', '/tracker-comments/', comment('See 9.1', { parent_comment_id: 1, comment_type: 'RESPONSE' })],
      status: 201,
      body: { id: 3, parent_comment_id: 1, is_parent_comment: false },
      events: [
        [
          'comment_replied',
          {
            tracker_id: 1,
            parent_comment_id: 1,
            unresolved_count: 2,
            reply: {
              id: 3,
              username: 'owner',
              comment_text: 'See 9.1',
              comment_type: 'RESPONSE',
              parent_comment_id: 1,
            },
          },
        ],
      ],
    },
    {
      name: 'a reply to a reply',
      request: ['POST', '/tracker-comments/', comment('Thanks', { parent_comment_id: 3, comment_type: 'biostat' })],
      status: 201,
      body: { id: 4, parent_comment_id: 3 },
      events: [['comment_replied', { parent_comment_id: 3, unresolved_count: 2 }]],
    },
    {
      name: 'a parent on another tracker row is refused',
      request: ['POST', '/tracker-comments/', { tracker_id: 2, comment_text: 'x', parent_comment_id: 1 }],
      status: 400,
    },
    {
      name: 'an unknown parent',
      request: ['POST', '/tracker-comments/', comment('x', { parent_comment_id: 99 })],
      status: 404,
    },
    {
      name: 'an unknown tracker row',
      request: ['POST', '/tracker-comments/', { tracker_id: 99, comment_text: 'x' }],
      status: 404,
      body: { detail: 'Tracker not found' },
    },
    {
      name: 'an unknown type',
      request: ['POST', '/tracker-comments/', comment('x', { comment_type: 'rumour' })],
      status: 422,
      body: { detail: [{ type: 'literal_error', loc: ['body', 'comment_type'] }] },
    },
    {
      name: 'no text',
      request: ['POST', '/tracker-comments/', comment('')],
      status: 422,
      body: { detail: [{ type: 'string_too_short' }] },
    },
    {
      name: 'the list is flat, oldest first',
      request: ['GET', '/tracker-comments/tracker/1'],
      status: 200,
      body: [{ id: 1 }, { id: 2 }, { id: 3, username: 'owner' }, { id: 4 }],
    },
    {
      name: 'threads nest to any depth',
      request: ['GET', '/tracker-comments/tracker/1/threaded'],
      status: 200,
      body: [
        { id: 1, replies: [{ id: 3, replies: [{ id: 4, replies: [] }] }] },
        { id: 2, replies: [] },
      ],
    },
    { name: 'an unknown row has none', request: ['GET', '/tracker-comments/tracker/99'], status: 200, body: [] },
    {
      name: 'the open threads are a bare number',
      request: ['GET', '/tracker-comments/tracker/1/unresolved-count'],
      status: 200,
      body: 2,
    },
    {
      name: 'the summary counts kinds and states',
      request: ['GET', '/tracker-comments/tracker/1/summary'],
      status: 200,
      body: {
        tracker_id: 1,
        total_comments: 4,
        unresolved_count: 2,
        programming_unresolved_count: 1,
        biostat_unresolved_count: 0,
        resolved_parent_comments: 0,
        total_replies: 2,
      },
    },
    {
      name: 'the summary of an unknown row is empty',
      request: ['GET', '/tracker-comments/tracker/99/summary'],
      status: 200,
      body: { total_comments: 0, latest_comment_at: null },
    },
    {
      name: 'a reply cannot be resolved',
      request: ['POST', '/tracker-comments/3/resolve'],
      status: 400,
      body: { detail: 'Only parent comments can be resolved' },
    },
    {
      name: 'an unknown comment cannot be resolved',
      request: ['POST', '/tracker-comments/99/resolve'],
      status: 404,
      body: { detail: 'Comment not found' },
    },
    {
      name: 'a thread is resolved by whoever asks',
      request: ['POST', '/tracker-comments/1/resolve'],
      status: 200,
      body: { is_resolved: true, resolved_by_user_id: 1, resolved_by_username: 'owner' },
      events: [['comment_resolved', { tracker_id: 1, comment_id: 1, unresolved_count: 1 }]],
    },
    {
      name: 'again: the same answer, nothing announced',
      request: ['POST', '/tracker-comments/1/resolve'],
      status: 200,
      body: { is_resolved: true, version: 2 },
    },
    {
      name: 'a reply to a resolved thread leaves the count',
      request: ['POST', '/tracker-comments/', comment('Afterthought', { parent_comment_id: 1 })],
      status: 201,
      body: { id: 5 },
      events: [['comment_replied', { unresolved_count: 1 }]],
    },
    {
      name: 'no comment is listed twice when its author resolved it',
      request: ['GET', '/tracker-comments/tracker/1'],
      status: 200,
      body: [{ id: 1, resolved_by_username: 'owner' }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }],
    },
    {
      name: 'a thread is opened again',
      request: ['POST', '/tracker-comments/1/unresolve'],
      status: 200,
      body: { is_resolved: false, resolved_by_user_id: null, resolved_at: null },
      events: [['comment_updated', { id: 1, is_resolved: false, unresolved_count: 2 }]],
    },
    {
      name: 'the text is changed by its author',
      request: ['PUT', '/tracker-comments/2', { comment_text: 'Done, re-run pending' }],
      status: 200,
      body: { comment_text: 'Done, re-run pending', version: 2 },
      events: [['comment_updated', { id: 2, tracker_id: 1, comment_text: 'Done, re-run pending', username: 'owner' }]],
    },
    {
      name: 'not on an outdated version',
      request: ['PUT', '/tracker-comments/2', { comment_text: 'x', version: 1 }],
      status: 409,
      body: { code: 'conflict', current: { id: 2, version: 2 } },
    },
    {
      name: 'a deleted thread goes from its last reply up, each announced',
      request: ['DELETE', '/tracker-comments/1'],
      status: 204,
      body: '',
      events: [
        ['comment_deleted', { id: 5, tracker_id: 1 }],
        ['comment_deleted', { id: 4, tracker_id: 1 }],
        ['comment_deleted', { id: 3, tracker_id: 1 }],
        ['comment_deleted', { id: 1, tracker_id: 1, unresolved_count: 1 }],
      ],
    },
    {
      name: 'and is gone',
      request: ['DELETE', '/tracker-comments/1'],
      status: 404,
      body: { detail: 'Comment not found' },
    },
  ],
})

test('the count of open threads stays exact under many comments at once', async () => {
  const host = await startHost()
  seedTrackers(host, ['T1'])
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => host.api('POST', '/tracker-comments/', comment(`${index}`))),
  )
  expect((await host.api('GET', '/tracker-comments/tracker/1/unresolved-count')).body).toBe(20)
  await host.close()
})

describe('who may write, change and delete comments', () => {
  let host: Host
  let owner: Person
  let editor: Person
  let viewer: Person
  beforeAll(async () => {
    host = await startHost({ open: false })
    seedTrackers(host, ['T1'])
    owner = await signInOwner(host)
    editor = await newPerson(host, owner, 'edith', 'EDITOR')
    viewer = await newPerson(host, owner, 'victor', 'VIEWER')
  })
  afterAll(() => host.close())

  const say = (person: Person, comment_type?: string) =>
    person.api('POST', '/tracker-comments/', comment('Words', { comment_type }))

  test('nobody without signing in', async () => {
    expect((await host.api('POST', '/tracker-comments/', comment('Words'))).status).toBe(401)
    expect((await host.api('GET', '/tracker-comments/tracker/1')).status).toBe(401)
  })

  test('viewers in the biostatistics kind only, which is what they write when they name none', async () => {
    expect(await say(viewer, 'biostat')).toMatchObject({ status: 201, body: { username: 'victor' } })
    expect(await say(viewer)).toMatchObject({ status: 201, body: { comment_type: 'biostat' } })
    expect(await say(viewer, 'programming')).toMatchObject({
      status: 403,
      body: { code: 'forbidden', error: 'permission' },
    })
  })

  test('editors and administrators in every kind', async () => {
    for (const person of [editor, owner]) {
      for (const kind of ['programming', 'biostat', 'QUESTION']) expect((await say(person, kind)).status).toBe(201)
    }
  })

  test('a comment is changed and deleted by its author or an administrator, and resolved by anybody', async () => {
    const made = await say(editor)
    const path = `/tracker-comments/${(made.body as { id: number }).id}`
    const words = { comment_text: 'Other words' }
    expect((await viewer.api('PUT', path, words)).status).toBe(403)
    expect((await viewer.api('DELETE', path)).status).toBe(403)
    expect((await editor.api('PUT', path, words)).status).toBe(200)
    expect((await owner.api('PUT', path, { comment_text: 'Third words' })).status).toBe(200)
    expect(await viewer.api('POST', `${path}/resolve`)).toMatchObject({ body: { resolved_by_username: 'victor' } })
    expect((await editor.api('DELETE', path)).status).toBe(204)
  })
})
