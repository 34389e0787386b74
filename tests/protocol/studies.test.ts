// Studies over HTTP, with the events a second client sees (protocol 2.5, 5.1, 5.2).
import { expect, onTestFinished, test } from 'vitest'
import { startHost } from '../helpers/host.ts'
import { scenario } from '../helpers/steps.ts'

const missing = (field: string) => ({ detail: [{ type: 'missing', loc: ['body', field] }] })

scenario('studies', {
  steps: [
    {
      name: 'a study is created and announced; unknown fields are ignored',
      request: ['POST', '/studies/', { study_label: 'Study One', colour: 'red' }],
      status: 201,
      body: { id: 1, study_label: 'Study One', version: 1 },
      events: [['study_created', { id: 1, study_label: 'Study One' }]],
    },
    {
      name: 'the same label in other case and spacing is a duplicate',
      request: ['POST', '/studies', { study_label: ' STUDYone' }],
      status: 400,
      body: { detail: 'Study with this label already exists' },
    },
    {
      name: 'a tab keeps labels apart',
      request: ['POST', '/studies/', { study_label: 'Study\tOne' }],
      status: 201,
      body: { id: 2 },
      events: ['study_created'],
    },
    {
      name: 'letters beyond a to z are compared without case too',
      request: ['POST', '/studies/', { study_label: 'Étude' }],
      status: 201,
      events: ['study_created'],
    },
    {
      name: 'so their capital form is a duplicate',
      request: ['POST', '/studies/', { study_label: 'éTUDE' }],
      status: 400,
      body: { detail: 'Study with this label already exists' },
    },
    {
      name: 'fields beyond upstream are stored',
      request: ['POST', '/studies/', { study_label: 'S4', phase: 'III', therapeutic_area: 'Oncology' }],
      status: 201,
      body: { id: 4, phase: 'III', therapeutic_area: 'Oncology', study_title: null },
      events: [['study_created', { phase: 'III' }]],
    },
    { name: 'the label is required', request: ['POST', '/studies/', {}], status: 422, body: missing('study_label') },
    {
      name: 'an empty label is too short',
      request: ['POST', '/studies/', { study_label: '' }],
      status: 422,
      body: { detail: [{ type: 'string_too_short', ctx: { min_length: 1 } }] },
    },
    {
      name: 'a label has 255 characters at most',
      request: ['POST', '/studies/', { study_label: 'x'.repeat(256) }],
      status: 422,
      body: { detail: [{ type: 'string_too_long', ctx: { max_length: 255 } }] },
    },
    {
      name: 'a number is no label',
      request: ['POST', '/studies/', { study_label: 7 }],
      status: 422,
      body: { detail: [{ type: 'string_type', loc: ['body', 'study_label'] }] },
    },
    {
      name: 'a body is required',
      request: ['POST', '/studies/'],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body'] }] },
    },
    {
      name: 'the list is in the order of ids',
      request: ['GET', '/studies'],
      status: 200,
      body: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }],
    },
    {
      name: 'the list is paged',
      request: ['GET', '/studies/?skip=1&limit=2'],
      status: 200,
      body: [{ id: 2 }, { id: 3 }],
    },
    { name: 'limit 0 is an empty list', request: ['GET', '/studies/?limit=0'], status: 200, body: [] },
    {
      name: 'a negative skip is refused',
      request: ['GET', '/studies/?skip=-1'],
      status: 422,
      body: { detail: [{ type: 'greater_than_equal', loc: ['query', 'skip'] }] },
    },
    { name: 'one is read', request: ['GET', '/studies/1'], status: 200, body: { study_label: 'Study One' } },
    {
      name: 'an unknown one is not found',
      request: ['GET', '/studies/99'],
      status: 404,
      body: { detail: 'Study not found' },
    },
    {
      name: 'an id beyond all ids is not found',
      request: ['GET', '/studies/99999999999'],
      status: 404,
      body: { detail: 'Study not found' },
    },
    {
      name: 'text is no id',
      request: ['GET', '/studies/one'],
      status: 422,
      body: { detail: [{ type: 'int_parsing', loc: ['path', 'study_id'] }] },
    },
    {
      name: 'a study may take its own label in another case',
      request: ['PUT', '/studies/1', { study_label: 'STUDY one' }],
      status: 200,
      body: { study_label: 'STUDY one', version: 2 },
      events: [['study_updated', { id: 1, study_label: 'STUDY one' }]],
    },
    {
      name: 'but not the label of another',
      request: ['PUT', '/studies/4', { study_label: 'study one' }],
      status: 400,
      body: { detail: 'Study with this label already exists' },
    },
    {
      name: 'an update that changes nothing announces nothing',
      request: ['PUT', '/studies/1', { study_label: 'STUDY one' }],
      status: 200,
      body: { version: 2 },
    },
    {
      name: 'a release below it',
      request: ['POST', '/database-releases/', { study_id: 1, database_release_label: 'R1' }],
      status: 201,
      events: ['database_release_created'],
    },
    {
      name: 'and another',
      request: ['POST', '/database-releases/', { study_id: 1, database_release_label: 'R2' }],
      status: 201,
      events: ['database_release_created'],
    },
    {
      name: 'a study with releases stays, and the refusal names them',
      request: ['DELETE', '/studies/1'],
      status: 400,
      body: {
        detail:
          "Cannot delete study 'STUDY one': 2 associated database release(s) exist: R1, R2. Please delete all associated database releases first.",
        code: 'in_use',
      },
    },
    {
      name: 'a study without releases goes; the reply is the row',
      request: ['DELETE', '/studies/4'],
      status: 200,
      body: { id: 4, study_label: 'S4' },
      events: [['study_deleted', { id: 4 }]],
    },
    { name: 'once', request: ['DELETE', '/studies/4'], status: 404, body: { detail: 'Study not found' } },
    { name: 'unknown verbs are refused', request: ['PATCH', '/studies/1', {}], status: 405 },
  ],
})

test('of many equal creations at once exactly one succeeds', async () => {
  const host = await startHost()
  const labels = ['Race 1', 'race1', 'RACE 1', 'R a c e 1', 'rAcE1', 'race 1', 'RaCe 1', 'RACE1']
  const replies = await Promise.all(labels.map((study_label) => host.api('POST', '/studies/', { study_label })))
  expect(replies.map(({ status }) => status).sort()).toEqual([201, ...labels.slice(1).map(() => 400)])
  await host.close()
})

test('of many equal deletions at once exactly one succeeds and one event is sent', async () => {
  const host = await startHost()
  await host.api('POST', '/studies/', { study_label: 'Short-lived' })
  const feed = await host.feed()
  const replies = await Promise.all(Array.from({ length: 8 }, () => host.api('DELETE', '/studies/1')))
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404, 404, 404])
  await feed.next('study_deleted')
  expect(feed.changes()).toHaveLength(1)
  await feed.close()
  await host.close()
})

test('the payload of study events has exactly the fields of the catalogue and ours, never the version', async () => {
  const host = await startHost()
  const feed = await host.feed()
  await host.api('POST', '/studies/', { study_label: 'S' })
  await host.api('DELETE', '/studies/1')
  await feed.next('study_deleted')
  const [created, deleted] = feed.changes()
  expect(Object.keys(created!.data as object).sort()).toEqual(
    ['id', 'study_label', 'created_at', 'updated_at', 'study_title', 'phase', 'therapeutic_area'].sort(),
  )
  expect(deleted!.data).toEqual({ id: 1 })
  await feed.close()
  await host.close()
})

test('a study is begun with its release and effort in one transaction, or not at all', async () => {
  const host = await startHost()
  onTestFinished(() => host.close())
  const feed = await host.feed()
  const labels = { study_label: 'ABC-301', database_release_label: 'Dry run', reporting_effort_label: 'CSR' }
  const begun = await host.api('POST', '/studies/begin', { ...labels, database_release_date: '2026-05-01' })
  expect(begun.status).toBe(201)
  const { study, database_release, reporting_effort } = begun.body
  expect(reporting_effort).toMatchObject({
    study_id: study.id,
    database_release_id: database_release.id,
    database_release_label: 'CSR',
  })
  expect(database_release).toMatchObject({ study_id: study.id, database_release_date: '2026-05-01' })
  await expect.poll(() => feed.changes().length).toBe(3)
  expect(feed.changes().map(({ last }) => last === true)).toEqual([false, false, true])

  const again = await host.api('POST', '/studies/begin', { ...labels, study_label: 'abc-301' })
  expect(again.status).toBe(400)
  expect(
    (await host.api('POST', '/studies/begin', { ...labels, study_label: 'X', reporting_effort_label: '' })).status,
  ).toBe(422)
  expect((await host.api('GET', '/studies/')).body).toHaveLength(1)
  await feed.close()
})
