// Tracker rows over HTTP, with the events a second client sees (protocol 2.11, 5.3; decisions D1, D2, D11).
import { expect, test } from 'vitest'
import { seedPeople } from '../helpers/seed-items.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { startHost } from '../helpers/host.ts'
import { scenario } from '../helpers/steps.ts'

const base = '/reporting-effort-tracker'

scenario('tracker rows', {
  prepare(host) {
    seedTrackers(host, ['T-1', 'T-2'])
    seedPeople(host, ['ann', 'bob'])
    seedPeople(host, ['gone'], { is_active: false })
  },
  steps: [
    {
      name: 'a row is read with what is derived of it',
      request: ['GET', `${base}/1`],
      status: 200,
      body: {
        id: 1,
        reporting_effort_item_id: 1,
        production_programmer_id: null,
        production_status: 'not_started',
        due_date: null,
        priority: 'medium',
        qc_level: null,
        in_production: false,
        in_production_flag: false,
        programmer_comments: null,
        biostat_comments: null,
        unresolved_comment_count: 0,
        rule_breaches: [],
        version: 1,
      },
    },
    {
      name: 'an unknown one is not found',
      request: ['GET', `${base}/99`],
      status: 404,
      body: { detail: 'Tracker not found' },
    },
    {
      name: 'a row is changed: only the keys sent are applied; the event speaks both vocabularies',
      request: [
        'PUT',
        `${base}/1`,
        {
          production_programmer_id: 2,
          production_status: 'in_progress',
          due_date: '2026-05-01',
          priority: 'high',
          qc_level: 'level3',
          programmer_comments: 'ignored',
        },
      ],
      status: 200,
      body: { production_programmer_id: 2, qc_programmer_id: null, due_date: '2026-05-01', version: 2 },
      events: [
        [
          'reporting_effort_tracker_updated',
          {
            id: 1,
            reporting_effort_item_id: 1,
            primary_programmer_id: 2,
            primary_status: 'IN_PROGRESS',
            production_programmer_id: 2,
            production_status: 'in_progress',
            qc_programmer_id: null,
            due_date: '2026-05-01',
            unresolved_comment_count: 0,
          },
        ],
      ],
    },
    {
      name: 'the same again changes nothing and says nothing',
      request: ['PUT', `${base}/1`, { priority: 'high' }],
      status: 200,
      body: { version: 2 },
    },
    {
      name: 'the shorter name of the in-production flag is stored',
      request: ['PUT', `${base}/1`, { in_production: true }],
      status: 200,
      body: { in_production: true, in_production_flag: true, rule_breaches: ['TRK-31'] },
      events: [['reporting_effort_tracker_updated', { in_production_flag: true }]],
    },
    {
      name: 'and taken back',
      request: ['PUT', `${base}/1`, { in_production_flag: false }],
      status: 200,
      body: { in_production: false, version: 4 },
      events: ['reporting_effort_tracker_updated'],
    },
    {
      name: 'a version that is not the current one is a conflict with the row as it stands',
      request: ['PUT', `${base}/1`, { priority: 'low', version: 3 }],
      status: 409,
      body: { code: 'conflict', current: { id: 1, version: 4, priority: 'high' } },
    },
    {
      name: 'on hold is no status of QC',
      request: ['PUT', `${base}/1`, { qc_status: 'on_hold' }],
      status: 422,
      body: { detail: [{ type: 'enum', loc: ['body', 'qc_status'] }] },
    },
    {
      name: 'failed is none of production',
      request: ['PUT', `${base}/1`, { production_status: 'failed' }],
      status: 422,
    },
    { name: 'null is no status', request: ['PUT', `${base}/1`, { production_status: null }], status: 422 },
    {
      name: 'an empty text is no day',
      request: ['PUT', `${base}/1`, { due_date: '' }],
      status: 422,
      body: { detail: [{ type: 'date_from_datetime_parsing', loc: ['body', 'due_date'] }] },
    },
    {
      name: 'a programmer must exist',
      request: ['PUT', `${base}/1`, { qc_programmer_id: 99 }],
      status: 400,
      body: { detail: 'qc_programmer_id: there is no user with id 99. Choose an existing user.' },
    },
    {
      name: 'and be active',
      request: ['PUT', `${base}/1`, { qc_programmer_id: 4 }],
      status: 400,
      body: {
        detail:
          'qc_programmer_id: the account of gone is not active. Choose somebody else, or activate the account first.',
      },
    },
    {
      name: 'production is completed, QC passes at once: any order is allowed',
      request: ['PUT', `${base}/1`, { production_status: 'completed', qc_status: 'completed', qc_programmer_id: 3 }],
      status: 200,
      body: {
        qc_status: 'completed',
        qc_completion_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        rule_breaches: [],
      },
      events: [['reporting_effort_tracker_updated', { primary_status: 'COMPLETED', qc_status: 'completed' }]],
    },
    {
      name: 'a failed QC returns the item and takes the date back',
      request: ['PUT', `${base}/1`, { qc_status: 'failed' }],
      status: 200,
      body: { qc_status: 'failed', production_status: 'in_progress', qc_completion_date: null },
      events: [['reporting_effort_tracker_updated', { primary_status: 'IN_PROGRESS', qc_status: 'failed' }]],
    },
    {
      name: 'a comment on it',
      request: ['POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Why?' }],
      status: 201,
      events: ['comment_created'],
    },
    {
      name: 'the list shows where each row belongs and counts its open comments',
      request: ['GET', `${base}/`],
      status: 200,
      body: [
        {
          id: 1,
          item_code: 'T-1',
          item_type: 'TLF',
          item_subtype: 'Table',
          reporting_effort_id: 1,
          reporting_effort_label: 'CSR',
          study_id: 1,
          study_label: 'STUDY-1',
          database_release_label: 'LOCK',
          unresolved_comment_count: 1,
          in_production_flag: false,
          version: 6,
        },
        { id: 2, unresolved_comment_count: 0 },
      ],
    },
    {
      name: 'the list is filtered by status',
      request: ['GET', `${base}/?qc_status=failed&production_status=in_progress`],
      status: 200,
      body: [{ id: 1 }],
    },
    {
      name: 'by a status only',
      request: ['GET', `${base}/?qc_status=on_hold`],
      status: 422,
      body: { detail: [{ type: 'enum', loc: ['query', 'qc_status'] }] },
    },
    { name: 'and paged', request: ['GET', `${base}/?skip=1&limit=1`], status: 200, body: [{ id: 2 }] },
    {
      name: 'the row of an item is read',
      request: ['GET', `${base}/by-item/2`],
      status: 200,
      body: { id: 2, reporting_effort_item_id: 2, in_production_flag: false },
    },
    {
      name: 'of an unknown item there is none',
      request: ['GET', `${base}/by-item/99`],
      status: 404,
      body: { detail: 'Tracker not found for this item' },
    },
    {
      name: 'the rows of an effort in bulk, with names and tags',
      request: ['GET', `${base}/bulk/1`],
      status: 200,
      body: [
        {
          id: 1,
          item_id: 1,
          item_code: 'T-1',
          item_title: null,
          prod_programmer_username: 'ann',
          qc_programmer_username: 'bob',
          unresolved_comment_count: 1,
          tags: [],
          rule_breaches: [],
        },
        { id: 2, prod_programmer_username: null },
      ],
    },
    { name: 'of an unknown effort there are none', request: ['GET', `${base}/bulk/9`], status: 200, body: [] },
    {
      name: 'creating one by hand fills in a row that nobody has touched',
      request: ['POST', `${base}/`, { reporting_effort_item_id: 2, priority: 'low', in_production: false }],
      status: 201,
      body: { id: 2, reporting_effort_item_id: 2, priority: 'low', version: 2 },
      events: [['reporting_effort_tracker_updated', { id: 2, priority: 'low' }]],
    },
    {
      name: 'once',
      request: ['POST', `${base}/`, { reporting_effort_item_id: 2 }],
      status: 400,
      body: { detail: 'Tracker already exists for this item' },
    },
    {
      name: 'for an item that exists',
      request: ['POST', `${base}/`, { reporting_effort_item_id: 99 }],
      status: 404,
      body: { detail: 'Reporting effort item not found' },
    },
    {
      name: 'a row goes even while people are assigned, its comments first, and says who removed it',
      request: ['DELETE', `${base}/1`],
      status: 204,
      events: [
        'comment_deleted',
        [
          'reporting_effort_tracker_deleted',
          {
            tracker: { id: 1, reporting_effort_item_id: 1, primary_programmer_id: 2, production_programmer_id: 2 },
            deleted_by: { user_id: 1, username: 'owner' },
            item: { item_code: 'T-1', item_type: 'TLF', effort_id: 1 },
          },
        ],
      ],
    },
    { name: 'only once', request: ['DELETE', `${base}/1`], status: 404, body: { detail: 'Tracker not found' } },
    {
      name: 'its item stays',
      request: ['GET', '/reporting-effort-items/1'],
      status: 200,
      body: { id: 1, tracker: null },
    },
    {
      name: 'and can get a row again',
      request: ['POST', `${base}/`, { reporting_effort_item_id: 1 }],
      status: 201,
      body: { id: 3, reporting_effort_item_id: 1, version: 1 },
      events: [['reporting_effort_tracker_created', { id: 3, reporting_effort_item_id: 1 }]],
    },
    {
      name: 'one made by hand is not filled in again',
      request: ['POST', `${base}/`, { reporting_effort_item_id: 1 }],
      status: 400,
      body: { detail: 'Tracker already exists for this item' },
    },
  ],
})

scenario('assignments', {
  prepare(host) {
    seedTrackers(host, ['T-1', 'T-2', 'T-3'])
    seedPeople(host, ['ann', 'bob'])
    seedPeople(host, ['gone'], { is_active: false })
  },
  steps: [
    {
      name: 'assigning production starts it; the event names the kind in words of the catalogue',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 2, role: 'production' }],
      status: 200,
      body: { production_programmer_id: 2, production_status: 'in_progress', version: 2 },
      events: [
        [
          'tracker_assignment_updated',
          {
            tracker: { id: 1, primary_programmer_id: 2, primary_status: 'IN_PROGRESS', qc_programmer_id: null },
            assignment_type: 'primary',
            programmer_id: 2,
          },
        ],
      ],
    },
    {
      name: 'QC waits while production is under way; the other spelling of the request is taken',
      request: ['POST', `${base}/1/assign-programmer`, { programmer_id: '3', assignment_type: 'qc' }],
      status: 200,
      body: { qc_programmer_id: 3, qc_status: 'not_started' },
      events: [['tracker_assignment_updated', { assignment_type: 'qc', programmer_id: 3 }]],
    },
    {
      name: 'primary is another word for production',
      request: ['POST', `${base}/2/assign-programmer`, { programmer_id: 2, assignment_type: 'primary' }],
      status: 200,
      body: { production_programmer_id: 2 },
      events: [['tracker_assignment_updated', { assignment_type: 'primary' }]],
    },
    {
      name: 'assigning whom it has changes nothing',
      request: ['POST', `${base}/2/assign-programmer`, { user_id: 2, role: 'production' }],
      status: 200,
      body: { version: 2 },
    },
    {
      name: 'there is no third role',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 2, role: 'lead' }],
      status: 400,
      body: { detail: "Role must be 'production' or 'qc'" },
    },
    {
      name: 'the user must exist',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 99, role: 'qc' }],
      status: 404,
      body: { detail: 'User not found' },
    },
    {
      name: 'the tracker must exist',
      request: ['POST', `${base}/99/assign-programmer`, { user_id: 2, role: 'qc' }],
      status: 404,
      body: { detail: 'Tracker not found' },
    },
    {
      name: 'the user must be active',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 4, role: 'qc' }],
      status: 400,
    },
    {
      name: 'a user is required',
      request: ['POST', `${base}/1/assign-programmer`, { role: 'qc' }],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'user_id'] }] },
    },
    {
      name: 'a role is required',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 2 }],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'role'] }] },
    },
    {
      name: 'a version that is not the current one is a conflict',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 3, role: 'production', version: 1 }],
      status: 409,
      body: { current: { production_programmer_id: 2 } },
    },
    {
      name: 'the workload of one in both roles',
      request: ['GET', `${base}/workload/2`],
      status: 200,
      body: {
        programmer_id: 2,
        programmer_username: 'ann',
        production: {
          stats: { total: 2, not_started: 0, in_progress: 2, completed: 0, on_hold: 0 },
          trackers: [{ id: 1, item_code: 'T-1', study_label: 'STUDY-1', database_release_id: 1 }, { id: 2 }],
        },
        qc: { stats: { total: 0, not_started: 0, in_progress: 0, completed: 0, failed: 0 }, trackers: [] },
        total_workload: 2,
      },
    },
    {
      name: 'of an unknown one',
      request: ['GET', `${base}/workload/99`],
      status: 404,
      body: { detail: 'Programmer not found' },
    },
    {
      name: 'the summary answers',
      request: ['GET', `${base}/workload-summary`],
      status: 200,
      body: {
        total_items: 3,
        in_progress: 2,
        completed: 0,
        by_programmer: [
          { production_programmer_id: null, qc_programmer_id: null, total: 1, in_progress: 0, completed: 0 },
          { production_programmer_id: 2, qc_programmer_id: null, total: 1, in_progress: 1 },
          { production_programmer_id: 2, qc_programmer_id: 3, total: 1, in_progress: 1 },
        ],
      },
    },
    {
      name: 'for one person too',
      request: ['GET', `${base}/workload-summary?user_id=3`],
      status: 200,
      body: { total_items: 1, by_programmer: [{ qc_programmer_id: 3 }] },
    },
    {
      name: 'the rows of a programmer, in production unless said',
      request: ['GET', `${base}/by-programmer/2`],
      status: 200,
      body: [{ id: 1 }, { id: 2 }],
    },
    { name: 'in QC', request: ['GET', `${base}/by-programmer/3?role=qc`], status: 200, body: [{ id: 1 }] },
    {
      name: 'in no third role',
      request: ['GET', `${base}/by-programmer/3?role=lead`],
      status: 400,
      body: { detail: "Role must be 'production' or 'qc'" },
    },
    {
      name: 'of somebody unknown',
      request: ['GET', `${base}/by-programmer/99`],
      status: 404,
      body: { detail: 'Programmer not found' },
    },
    {
      name: 'unassigning production under way resets it',
      request: ['DELETE', `${base}/1/unassign-programmer?role=production`],
      status: 200,
      body: { production_programmer_id: null, production_status: 'not_started' },
      events: [
        [
          'tracker_assignment_updated',
          { tracker: { primary_programmer_id: null }, assignment_type: 'primary', programmer_id: null },
        ],
      ],
    },
    {
      name: 'twice is refused',
      request: ['DELETE', `${base}/1/unassign-programmer?role=production`],
      status: 400,
      body: { detail: 'No production programmer currently assigned' },
    },
    {
      name: 'the role may stand in the body',
      request: ['DELETE', `${base}/1/unassign-programmer`, { assignment_type: 'qc' }],
      status: 200,
      body: { qc_programmer_id: null },
      events: [['tracker_assignment_updated', { assignment_type: 'qc', programmer_id: null }]],
    },
    {
      name: 'but it must stand somewhere',
      request: ['DELETE', `${base}/1/unassign-programmer`],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['query', 'role'] }] },
    },
    {
      name: 'many assignments: the rows that were updated, people only',
      request: [
        'POST',
        `${base}/bulk-assign`,
        {
          assignments: [
            { tracker_id: 1, user_id: 2, role: 'production' },
            { tracker_id: 99, user_id: 2, role: 'production' },
            { tracker_id: 3, user_id: 3, role: 'qc' },
          ],
        },
      ],
      status: 200,
      body: [
        { id: 1, production_programmer_id: 2, production_status: 'not_started' },
        { id: 3, qc_programmer_id: 3 },
      ],
      events: [
        ['tracker_assignment_updated', { tracker: { id: 1 }, assignment_type: 'primary', programmer_id: 2 }],
        ['tracker_assignment_updated', { tracker: { id: 3 }, assignment_type: 'qc', programmer_id: 3 }],
      ],
    },
    {
      name: 'one person to many rows, with a report of what was refused',
      request: [
        'POST',
        `${base}/bulk-assign`,
        { tracker_ids: [1, 2, 99], programmer_id: 3, assignment_type: 'primary' },
      ],
      status: 200,
      body: {
        updated: 2,
        trackers: [{ id: 1, production_programmer_id: 3 }, { id: 2 }],
        errors: [{ tracker_id: 99, message: 'Tracker not found' }],
      },
      events: ['tracker_assignment_updated', 'tracker_assignment_updated'],
    },
    {
      name: 'nobody to many rows',
      request: [
        'POST',
        `${base}/bulk-assign`,
        { tracker_ids: [1], programmer_id: null, assignment_type: 'production' },
      ],
      status: 200,
      body: { updated: 1, trackers: [{ production_programmer_id: null }] },
      events: [['tracker_assignment_updated', { programmer_id: null }]],
    },
    {
      name: 'a report can be asked for',
      request: [
        'POST',
        `${base}/bulk-assign`,
        {
          report: true,
          assignments: [
            { tracker_id: 1, user_id: 98, role: 'qc' },
            { tracker_id: 2, user_id: 2, role: 'lead' },
          ],
        },
      ],
      status: 200,
      body: {
        updated: 0,
        errors: [
          { tracker_id: 1, message: 'User not found' },
          { tracker_id: 2, message: "Role must be 'production' or 'qc'" },
        ],
      },
    },
    {
      name: 'a key that is missing is named',
      request: ['POST', `${base}/bulk-assign`, { assignments: [{ tracker_id: 1, role: 'qc' }] }],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'assignments', 0, 'user_id'] }] },
    },
    {
      name: 'one of the two shapes is needed',
      request: ['POST', `${base}/bulk-assign`, {}],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'assignments'] }] },
    },
  ],
})

scenario('bulk updates', {
  prepare(host) {
    seedTrackers(host, ['T-1', 'T-2'])
    seedPeople(host, ['ann'])
  },
  steps: [
    {
      name: 'only the columns meant for it are set; days are days; rows that are unknown are left out',
      request: [
        'POST',
        `${base}/bulk-status-update`,
        {
          updates: [
            { tracker_id: 1, production_status: 'completed', due_date: '2026-06-01', reporting_effort_item_id: 2 },
            { id: 2, priority: 'critical', version: 77, unblinded_flag: true },
            { tracker_id: 99, priority: 'low' },
            { priority: 'low' },
          ],
        },
      ],
      status: 200,
      body: [
        { id: 1, reporting_effort_item_id: 1, production_status: 'completed', due_date: '2026-06-01', version: 2 },
        { id: 2, priority: 'critical', unblinded_flag: false, version: 2 },
      ],
      events: [
        ['reporting_effort_tracker_updated', { id: 1, primary_status: 'COMPLETED' }],
        ['reporting_effort_tracker_updated', { id: 2, priority: 'critical' }],
      ],
    },
    {
      name: 'with a report what was left out is said',
      request: [
        'POST',
        `${base}/bulk-status-update`,
        { updates: [{ tracker_id: 99, priority: 'low' }, { priority: 'low' }], report: true },
      ],
      status: 200,
      body: {
        updated: 0,
        trackers: [],
        errors: [
          { tracker_id: 99, message: 'Tracker not found' },
          { tracker_id: null, message: 'tracker_id is missing: name the tracker row to update' },
        ],
      },
    },
    {
      name: 'one status for many rows',
      request: [
        'POST',
        `${base}/bulk-status-update`,
        { tracker_ids: [1, 2, 99], status: 'completed', status_type: 'qc' },
      ],
      status: 200,
      body: { updated: 2, trackers: [{ id: 1, qc_status: 'completed' }, { id: 2 }], errors: [{ tracker_id: 99 }] },
      events: ['reporting_effort_tracker_updated', 'reporting_effort_tracker_updated'],
    },
    {
      name: 'a status that production does not have is refused before anything is stored',
      request: [
        'POST',
        `${base}/bulk-status-update`,
        { tracker_ids: [1], status: 'failed', status_type: 'production' },
      ],
      status: 422,
      body: { detail: [{ type: 'enum', loc: ['body', 'status'] }] },
    },
    {
      name: 'so is an unknown status of a row',
      request: ['POST', `${base}/bulk-status-update`, { updates: [{ tracker_id: 1, qc_status: 'nearly' }] }],
      status: 422,
      body: { detail: [{ type: 'enum', loc: ['body', 'updates', 0, 'qc_status'] }] },
    },
    {
      name: 'an empty choice is no choice',
      request: ['POST', `${base}/bulk-status-update`, { tracker_ids: [], status: 'failed', status_type: 'qc' }],
      status: 422,
      body: { detail: [{ type: 'too_short', loc: ['body', 'tracker_ids'] }] },
    },
    {
      name: 'one of the two shapes is needed',
      request: ['POST', `${base}/bulk-status-update`, {}],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'updates'] }] },
    },
  ],
})

test('of many equal deletions at once exactly one succeeds and one event is sent', async () => {
  const host = await startHost()
  seedTrackers(host, ['T-1'])
  const feed = await host.feed()
  const replies = await Promise.all(Array.from({ length: 10 }, () => host.api('DELETE', `${base}/1`)))
  expect(replies.map(({ status }) => status).sort()).toEqual([204, ...Array.from({ length: 9 }, () => 404)])
  await feed.next('reporting_effort_tracker_deleted')
  expect(feed.changes()).toHaveLength(1)
  await feed.close()
  await host.close()
})
