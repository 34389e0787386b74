// Reporting efforts over HTTP, with the events a second client sees (protocol 2.7, 5.1, 5.2).
import { seedTrackers } from '../helpers/seed.ts'
import { scenario } from '../helpers/steps.ts'

const effort = (study_id: number, database_release_id: number, database_release_label: string) => ({
  study_id,
  database_release_id,
  database_release_label,
})

scenario('reporting efforts', {
  async prepare(host) {
    await host.api('POST', '/studies/', { study_label: 'S1' })
    await host.api('POST', '/studies/', { study_label: 'S2' })
    await host.api('POST', '/database-releases/', { study_id: 1, database_release_label: 'R1' })
    await host.api('POST', '/database-releases/', { study_id: 1, database_release_label: 'R2' })
  },
  steps: [
    {
      name: 'an effort is created and announced',
      request: ['POST', '/reporting-efforts/', effort(1, 1, 'Primary CSR')],
      status: 201,
      body: { id: 1, study_id: 1, database_release_id: 1, database_release_label: 'Primary CSR' },
      events: [['reporting_effort_created', { id: 1, database_release_id: 1, database_release_label: 'Primary CSR' }]],
    },
    {
      name: 'the study must exist',
      request: ['POST', '/reporting-efforts/', effort(7, 1, 'E')],
      status: 404,
      body: { detail: 'Study with ID 7 not found' },
    },
    {
      name: 'the release must exist',
      request: ['POST', '/reporting-efforts/', effort(1, 8, 'E')],
      status: 404,
      body: { detail: 'Database release with ID 8 not found' },
    },
    {
      name: 'the release must be of the study',
      request: ['POST', '/reporting-efforts/', effort(2, 1, 'E')],
      status: 400,
      body: { detail: 'Database release 1 does not belong to study 2' },
    },
    {
      name: 'the same label in the same release is a duplicate',
      request: ['POST', '/reporting-efforts/', effort(1, 1, 'primarycsr')],
      status: 400,
      body: { detail: 'Reporting effort with this label already exists for this database release' },
    },
    {
      name: 'in another release it is not',
      request: ['POST', '/reporting-efforts', effort(1, 2, 'Primary CSR')],
      status: 201,
      body: { id: 2 },
      events: ['reporting_effort_created'],
    },
    {
      name: 'the list shows the labels of study and release',
      request: ['GET', '/reporting-efforts/'],
      status: 200,
      body: [
        { id: 1, study_label: 'S1', database_release_label_full: 'R1', database_release_label: 'Primary CSR' },
        { id: 2, study_label: 'S1', database_release_label_full: 'R2' },
      ],
    },
    { name: 'of one study', request: ['GET', '/reporting-efforts/?study_id=2'], status: 200, body: [] },
    {
      name: 'of one release',
      request: ['GET', '/reporting-efforts/?database_release_id=2'],
      status: 200,
      body: [{ id: 2 }],
    },
    {
      name: '0 is no filter',
      request: ['GET', '/reporting-efforts/?study_id=1&database_release_id=0&limit=1'],
      status: 200,
      body: [{ id: 1 }],
    },
    {
      name: 'one is read with the labels',
      request: ['GET', '/reporting-efforts/2'],
      status: 200,
      body: { study_label: 'S1', database_release_label_full: 'R2' },
    },
    {
      name: 'an unknown one is not found',
      request: ['GET', '/reporting-efforts/9'],
      status: 404,
      body: { detail: 'Reporting effort not found' },
    },
    {
      name: 'an update renames and leaves the parents',
      request: ['PUT', '/reporting-efforts/1', { database_release_label: 'Topline', database_release_id: 2 }],
      status: 200,
      body: { database_release_label: 'Topline', database_release_id: 1 },
      events: [['reporting_effort_updated', { id: 1, database_release_label: 'Topline', database_release_id: 1 }]],
    },
    {
      name: 'an effort without items goes',
      request: ['DELETE', '/reporting-efforts/1'],
      status: 200,
      body: { id: 1 },
      events: [['reporting_effort_deleted', { id: 1 }]],
    },
  ],
})

scenario('an effort with items', {
  prepare: (host) => seedTrackers(host, ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']),
  steps: [
    {
      name: 'stays; the refusal names five items and counts the rest',
      request: ['DELETE', '/reporting-efforts/1'],
      status: 400,
      body: {
        detail:
          "Cannot delete reporting effort 'CSR': 7 associated item(s) exist: T1, T2, T3, T4, T5 and 2 more. Please delete all associated items first.",
        code: 'in_use',
      },
    },
  ],
})
