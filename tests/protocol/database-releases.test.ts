// Database releases over HTTP, with the events a second client sees (protocol 2.6, 5.1, 5.2).
import { scenario } from '../helpers/steps.ts'

scenario('database releases', {
  async prepare(host) {
    await host.api('POST', '/studies/', { study_label: 'S1' })
    await host.api('POST', '/studies/', { study_label: 'S2' })
  },
  steps: [
    {
      name: 'a release is created with its date, which the event shows',
      request: [
        'POST',
        '/database-releases/',
        { study_id: 1, database_release_label: 'Lock 1', database_release_date: '2026-03-01' },
      ],
      status: 201,
      body: { id: 1, study_id: 1, database_release_label: 'Lock 1', database_release_date: '2026-03-01' },
      events: [
        [
          'database_release_created',
          { id: 1, study_id: 1, database_release_label: 'Lock 1', database_release_date: '2026-03-01' },
        ],
      ],
    },
    {
      name: 'the date is optional',
      request: ['POST', '/database-releases', { study_id: '1', database_release_label: 'Lock 2' }],
      status: 201,
      body: { id: 2, database_release_date: null },
      events: ['database_release_created'],
    },
    {
      name: 'a date that is none is refused',
      request: [
        'POST',
        '/database-releases/',
        { study_id: 1, database_release_label: 'X', database_release_date: '2026-02-30' },
      ],
      status: 422,
      body: { detail: [{ type: 'date_from_datetime_parsing', loc: ['body', 'database_release_date'] }] },
    },
    {
      name: 'the study must exist',
      request: ['POST', '/database-releases/', { study_id: 9, database_release_label: 'R' }],
      status: 404,
      body: { detail: 'Study not found' },
    },
    {
      name: 'the study id is above zero',
      request: ['POST', '/database-releases/', { study_id: 0, database_release_label: 'R' }],
      status: 422,
      body: { detail: [{ type: 'greater_than', loc: ['body', 'study_id'], ctx: { gt: 0 } }] },
    },
    {
      name: 'the same label in the same study is a duplicate',
      request: ['POST', '/database-releases/', { study_id: 1, database_release_label: 'LOCK1' }],
      status: 400,
      body: { detail: 'Database release with this label already exists for this study' },
    },
    {
      name: 'the same label in another study is not',
      request: ['POST', '/database-releases/', { study_id: 2, database_release_label: 'Lock 1' }],
      status: 201,
      body: { id: 3 },
      events: ['database_release_created'],
    },
    {
      name: 'all are listed',
      request: ['GET', '/database-releases/'],
      status: 200,
      body: [{ id: 1 }, { id: 2 }, { id: 3 }],
    },
    {
      name: 'the list can be of one study',
      request: ['GET', '/database-releases/?study_id=1&skip=1'],
      status: 200,
      body: [{ id: 2 }],
    },
    {
      name: 'of an unknown study there are none',
      request: ['GET', '/database-releases/?study_id=77'],
      status: 200,
      body: [],
    },
    {
      name: 'one is read',
      request: ['GET', '/database-releases/1'],
      status: 200,
      body: { database_release_label: 'Lock 1' },
    },
    {
      name: 'an unknown one is not found',
      request: ['GET', '/database-releases/9'],
      status: 404,
      body: { detail: 'Database release not found' },
    },
    {
      name: 'an update cannot move it to another study, and keeps the date it does not name',
      request: ['PUT', '/database-releases/1', { database_release_label: 'Final lock', study_id: 2 }],
      status: 200,
      body: { id: 1, study_id: 1, database_release_label: 'Final lock', database_release_date: '2026-03-01' },
      events: [
        ['database_release_updated', { database_release_label: 'Final lock', database_release_date: '2026-03-01' }],
      ],
    },
    {
      name: 'an update can clear the date',
      request: ['PUT', '/database-releases/1', { database_release_label: 'Final lock', database_release_date: null }],
      status: 200,
      body: { database_release_date: null },
      events: [['database_release_updated', { database_release_date: null }]],
    },
    {
      name: 'the label is required in an update',
      request: ['PUT', '/database-releases/1', { database_release_date: null }],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'database_release_label'] }] },
    },
    {
      name: 'an update cannot take the label of a sibling',
      request: ['PUT', '/database-releases/2', { database_release_label: 'finallock' }],
      status: 400,
      body: { detail: 'Database release with this label already exists for this study' },
    },
    {
      name: 'an effort made from it',
      request: ['POST', '/reporting-efforts/', { study_id: 1, database_release_id: 1, database_release_label: 'CSR' }],
      status: 201,
      events: ['reporting_effort_created'],
    },
    {
      name: 'keeps it, and the refusal names it',
      request: ['DELETE', '/database-releases/1'],
      status: 400,
      body: {
        detail:
          "Cannot delete database release 'Final lock': 1 associated reporting effort(s) exist: CSR. Please delete all associated reporting efforts first.",
      },
    },
    {
      name: 'a release without efforts goes',
      request: ['DELETE', '/database-releases/2'],
      status: 200,
      body: { id: 2 },
      events: [['database_release_deleted', { id: 2 }]],
    },
    {
      name: 'paths that only documents knew do not exist',
      request: ['GET', '/database-releases/by-study/1'],
      status: 404,
      body: { detail: 'Not Found' },
    },
  ],
})
