// Items of reporting efforts over HTTP, with the events a second client sees (protocol 2.10, 5.5).
import { seedEfforts, seedPeople, seedTexts } from '../helpers/seed-items.ts'
import { scenario } from '../helpers/steps.ts'

const tlf = { reporting_effort_id: 1, item_type: 'TLF', item_subtype: 'Table', item_code: 'T-14.1.1' }
const untouched = { production_status: 'not_started', qc_status: 'not_started', priority: 'medium', qc_level: null }

scenario('items of reporting efforts', {
  prepare(host) {
    seedTexts(host)
    seedEfforts(host, ['CSR', 'Interim'])
    seedPeople(host, ['ann'])
  },
  steps: [
    {
      name: 'an item is created with its tracker, and both are announced in that order',
      request: ['POST', '/reporting-effort-items/', { ...tlf, item_description: 'Demographics' }],
      status: 201,
      body: {
        id: 1,
        reporting_effort_id: 1,
        source_type: null,
        is_active: true,
        item_status: 'PENDING',
        tracker: { id: 1, reporting_effort_item_id: 1, ...untouched },
      },
      events: [
        [
          'reporting_effort_item_created',
          {
            id: 1,
            reporting_effort_id: 1,
            item_code: 'T-14.1.1',
            item_description: 'Demographics',
            item_type: 'TLF',
            item_status: 'PENDING',
          },
        ],
        [
          'reporting_effort_tracker_created',
          { id: 1, reporting_effort_item_id: 1, primary_programmer_id: null, primary_status: 'NOT_STARTED' },
        ],
      ],
    },
    {
      name: 'an item is created inside its effort with details and links',
      request: [
        'POST',
        '/reporting-effort-items/1/items',
        {
          ...tlf,
          reporting_effort_id: 2,
          item_code: 'T-14.1.10',
          source_type: 'custom',
          tlf_details: { title_id: 2, population_flag_id: 6 },
          footnotes: [{ footnote_id: 3, sequence_number: 5 }],
          acronyms: [{ acronym_id: 8 }, { acronym_id: 7 }],
        },
      ],
      status: 201,
      body: {
        id: 2,
        reporting_effort_id: 1,
        source_type: 'custom',
        tlf_details: { reporting_effort_item_id: 2, title_id: 2, population_flag_id: 6, ich_category_id: null },
        footnotes: [{ footnote_id: 3, sequence_number: 5 }],
        acronyms: [{ acronym_id: 8 }, { acronym_id: 7 }],
        tracker: { id: 2 },
      },
      events: [
        'reporting_effort_item_created',
        'reporting_effort_item_footnote_created',
        'reporting_effort_item_acronym_created',
        'reporting_effort_item_acronym_created',
        'reporting_effort_tracker_created',
      ],
    },
    {
      name: 'a code is there once within its effort',
      request: ['POST', '/reporting-effort-items', tlf],
      status: 400,
      body: { detail: "A TLF with code 'T-14.1.1' already exists in this reporting effort" },
    },
    {
      name: 'the effort must exist',
      request: ['POST', '/reporting-effort-items/', { ...tlf, reporting_effort_id: 9 }],
      status: 404,
      body: { detail: 'Reporting effort not found' },
    },
    { name: 'in the path too', request: ['POST', '/reporting-effort-items/9/items', tlf], status: 404 },
    {
      name: 'a subtype must fit',
      request: ['POST', '/reporting-effort-items/', { ...tlf, item_subtype: 'ADaM' }],
      status: 422,
      body: { detail: [{ type: 'value_error', loc: ['body', 'item_subtype'] }] },
    },
    {
      name: 'the source is one of four',
      request: ['POST', '/reporting-effort-items/', { ...tlf, source_type: 'thin air' }],
      status: 422,
      body: { detail: [{ type: 'enum', loc: ['body', 'source_type'] }] },
    },
    {
      name: 'an item of another effort may have the same code',
      request: ['POST', '/reporting-effort-items/', { ...tlf, reporting_effort_id: 2, is_active: 'false' }],
      status: 201,
      body: { id: 3, is_active: false },
      events: ['reporting_effort_item_created', 'reporting_effort_tracker_created'],
    },
    {
      name: 'the list of all is wrapped and counts itself',
      request: ['GET', '/reporting-effort-items/?limit=2'],
      status: 200,
      body: { items: [{ id: 1 }, { id: 2 }], count: 2 },
    },
    { name: 'all are counted', request: ['GET', '/reporting-effort-items/count'], status: 200, body: { count: 3 } },
    {
      name: 'one is read in full',
      request: ['GET', '/reporting-effort-items/2'],
      status: 200,
      body: { item_code: 'T-14.1.10', footnotes: [{ footnote_id: 3 }], tracker: { id: 2 } },
    },
    {
      name: 'an unknown one is not found',
      request: ['GET', '/reporting-effort-items/99'],
      status: 404,
      body: { detail: 'Reporting effort item not found' },
    },
    {
      name: 'the items of an effort come by code, with their trackers as they are',
      request: ['GET', '/reporting-effort-items/by-effort/1'],
      status: 200,
      body: [
        { item_code: 'T-14.1.1', footnotes: [], tracker: { id: 1, ...untouched, in_production_flag: false } },
        { item_code: 'T-14.1.10', acronyms: [{ acronym_id: 8 }, { acronym_id: 7 }], tracker: { id: 2, ...untouched } },
      ],
    },
    {
      name: 'of an unknown effort there are none',
      request: ['GET', '/reporting-effort-items/by-effort/9'],
      status: 404,
      body: { detail: 'Reporting effort not found' },
    },
    {
      name: 'an item is changed and announced, fields of the catalogue included',
      request: [
        'PUT',
        '/reporting-effort-items/1',
        { item_code: 'T-14.1.2', item_status: 'IN_PROGRESS', is_active: false },
      ],
      status: 200,
      body: { item_code: 'T-14.1.2', item_status: 'IN_PROGRESS', is_active: false, version: 2 },
      events: [['reporting_effort_item_updated', { id: 1, item_code: 'T-14.1.2', item_status: 'IN_PROGRESS' }]],
    },
    {
      name: 'a subtype that does not fit is not stored',
      request: ['PUT', '/reporting-effort-items/1', { item_subtype: 'Bogus' }],
      status: 422,
    },
    {
      name: 'a clash of codes is a duplicate, in words',
      request: ['PUT', '/reporting-effort-items/1', { item_code: 'T-14.1.10' }],
      status: 400,
      body: { detail: "A TLF with code 'T-14.1.10' already exists in this reporting effort" },
    },
    {
      name: 'null is no state of being active',
      request: ['PUT', '/reporting-effort-items/1', { is_active: null }],
      status: 422,
    },
    {
      name: 'links and details are changed',
      request: [
        'PUT',
        '/reporting-effort-items/1',
        { tlf_details: { title_id: 1 }, footnotes: [{ footnote_id: 5 }], acronyms: [{ acronym_id: 7 }] },
      ],
      status: 200,
      body: { version: 3, tlf_details: { title_id: 1 }, footnotes: [{ footnote_id: 5, sequence_number: 1 }] },
      events: [
        'reporting_effort_item_footnote_created',
        'reporting_effort_item_acronym_created',
        'reporting_effort_item_updated',
      ],
    },
    {
      name: 'somebody is assigned',
      request: ['POST', '/reporting-effort-tracker/1/assign-programmer', { user_id: 2, role: 'qc' }],
      status: 200,
      events: ['tracker_assignment_updated'],
    },
    {
      name: 'so the item stays',
      request: ['DELETE', '/reporting-effort-items/1'],
      status: 400,
      body: { detail: 'Cannot delete item: programmers are assigned to this item' },
    },
    {
      name: 'nobody is assigned any more',
      request: ['DELETE', '/reporting-effort-tracker/1/unassign-programmer?role=qc'],
      status: 200,
      events: ['tracker_assignment_updated'],
    },
    {
      name: 'a comment on it',
      request: ['POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Which set?' }],
      status: 201,
      events: ['comment_created'],
    },
    {
      name: 'a reply',
      request: ['POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Safety', parent_comment_id: 1 }],
      status: 201,
      events: ['comment_replied'],
    },
    {
      name: 'a tag',
      request: ['POST', '/tracker-tags/', { name: 'Topline' }],
      status: 201,
      events: ['tracker_tag_created'],
    },
    {
      name: 'on it',
      request: ['POST', '/tracker-tags/assign', { tracker_id: 1, tag_id: 1 }],
      status: 201,
      events: ['tracker_tag_assigned'],
    },
    {
      name: 'the item goes with everything on it, children first, each announced',
      request: ['DELETE', '/reporting-effort-items/1'],
      status: 200,
      body: { id: 1, footnotes: [{ footnote_id: 5 }], tracker: { id: 1 } },
      events: [
        'tracker_tag_unassigned',
        ['comment_deleted', { id: 2, tracker_id: 1 }],
        ['comment_deleted', { id: 1, tracker_id: 1 }],
        [
          'reporting_effort_tracker_deleted',
          {
            tracker: { id: 1, reporting_effort_item_id: 1, primary_programmer_id: null },
            deleted_by: { user_id: 1, username: 'owner' },
            item: { item_code: 'T-14.1.2', item_type: 'TLF', effort_id: 1 },
          },
        ],
        'reporting_effort_item_footnote_deleted',
        'reporting_effort_item_acronym_deleted',
        ['reporting_effort_item_deleted', { id: 1, item_code: 'T-14.1.2' }],
      ],
    },
    { name: 'once', request: ['DELETE', '/reporting-effort-items/1'], status: 404 },
    {
      name: 'its tracker is gone with it',
      request: ['GET', '/reporting-effort-tracker/1'],
      status: 404,
      body: { detail: 'Tracker not found' },
    },
    {
      name: 'an effort with items stays',
      request: ['DELETE', '/reporting-efforts/1'],
      status: 400,
      body: { code: 'in_use' },
    },
  ],
})
