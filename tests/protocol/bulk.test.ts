// Loading many items at once, into packages and efforts, with the events a second client sees (protocol 2.9, 2.10).
import { expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { seedEfforts, seedPackages, seedTexts } from '../helpers/seed-items.ts'
import { startHost } from '../helpers/host.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { scenario, type ExpectedEvent } from '../helpers/steps.ts'
import { bulkIntoEffort } from '../../server/features/items/bulk.ts'

const tlf = (item_code: string, more: object = {}) => ({
  item_subtype: 'Table',
  item_code,
  title: 'Demographics',
  ...more,
})

scenario('bulk upload into a package', {
  prepare(host) {
    seedTexts(host)
    seedPackages(host, ['Safety'])
  },
  steps: [
    {
      name: 'texts are found by their wording or created, and everything is announced',
      request: [
        'POST',
        '/packages/1/items/bulk-tlf',
        [
          tlf('T-1', {
            footnotes: ['Source: ADSL.', 'A new footnote.', 'Source: ADSL.'],
            population_flag: 'safety',
            acronyms: ['AE', 'TEAE'],
            ich_category: '14.2',
          }),
          tlf('T-2', { title: 'A new title', footnotes: ['A new footnote.'] }),
        ],
      ],
      status: 200,
      body: {
        success: true,
        created_count: 2,
        errors: [],
        items: [
          {
            id: 1,
            tlf_details: { title_id: 1, population_flag_id: 6, ich_category_id: 10 },
            footnotes: [
              { footnote_id: 5, sequence_number: 1 },
              { footnote_id: 11, sequence_number: 2 },
            ],
            acronyms: [{ acronym_id: 7 }, { acronym_id: 12 }],
          },
          { id: 2, tlf_details: { title_id: 13, population_flag_id: null }, footnotes: [{ footnote_id: 11 }] },
        ],
      },
      events: [
        ['text_element_created', { id: 10, type: 'ICH_CATEGORY', label: '14.2' }],
        ['text_element_created', { id: 11, type: 'FOOTNOTE', label: 'A new footnote.' }],
        ['text_element_created', { id: 12, type: 'ACRONYMS_SET', label: 'TEAE' }],
        ['package_item_created', { id: 1, item_code: 'T-1' }],
        'package_item_footnote_created',
        'package_item_footnote_created',
        'package_item_acronym_created',
        'package_item_acronym_created',
        ['text_element_created', { id: 13, type: 'TITLE', label: 'A new title' }],
        ['package_item_created', { id: 2, item_code: 'T-2' }],
        'package_item_footnote_created',
      ],
    },
    {
      name: 'every row is checked first: one bad row and nothing is created',
      request: ['POST', '/packages/1/items/bulk-tlf', [tlf('T-3'), tlf('T-4', { item_subtype: 'Chart' }), tlf('T-1')]],
      status: 200,
      body: {
        success: false,
        created_count: 0,
        items: [],
        errors: [
          "Item 2: Invalid TLF type 'Chart'. Must be Table, Listing, or Figure",
          "Item 3: TLF 'T-1' already exists in this package",
        ],
      },
    },
    {
      name: 'of two equal rows of one upload the first stays',
      request: ['POST', '/packages/1/items/bulk-tlf', [tlf('T-5'), tlf('T-5', { title: 'Undone with its row' })]],
      status: 200,
      body: {
        success: false,
        created_count: 1,
        items: [{ item_code: 'T-5' }],
        errors: ["Failed to create TLF 'T-5': A TLF with code 'T-5' already exists in this package"],
      },
      events: [['package_item_created', { item_code: 'T-5' }]],
    },
    {
      name: 'a title is required',
      request: ['POST', '/packages/1/items/bulk-tlf', [{ item_subtype: 'Table', item_code: 'T-6' }]],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 0, 'title'] }] },
    },
    {
      name: 'datasets',
      request: [
        'POST',
        '/packages/1/items/bulk-dataset',
        [{ item_subtype: 'SDTM', item_code: 'DM', label: 'Demographics', sorting_order: 3 }],
      ],
      status: 200,
      body: {
        success: true,
        items: [{ item_type: 'Dataset', dataset_details: { label: 'Demographics', sorting_order: 3 } }],
      },
      events: ['package_item_created'],
    },
    {
      name: 'datasets are checked first too',
      request: [
        'POST',
        '/packages/1/items/bulk-dataset',
        [
          { item_subtype: 'SDTM', item_code: 'DM' },
          { item_subtype: 'Table', item_code: 'AE' },
        ],
      ],
      status: 200,
      body: {
        success: false,
        errors: [
          "Item 1: Dataset 'DM' already exists in this package",
          "Item 2: Invalid dataset type 'Table'. Must be SDTM or ADaM",
        ],
      },
    },
    {
      name: 'no rows are no failure',
      request: ['POST', '/packages/1/items/bulk-tlf', []],
      status: 200,
      body: { success: true, created_count: 0, errors: [], items: [] },
    },
    {
      name: 'the body is a list',
      request: ['POST', '/packages/1/items/bulk-tlf', {}],
      status: 422,
      body: { detail: [{ type: 'list_type' }] },
    },
    {
      name: 'the package must exist',
      request: ['POST', '/packages/9/items/bulk-tlf', []],
      status: 404,
      body: { detail: 'Package not found' },
    },
  ],
})

const created: ExpectedEvent[] = ['reporting_effort_item_created', 'reporting_effort_tracker_created']

scenario('bulk upload into an effort', {
  prepare(host) {
    seedTexts(host)
    seedEfforts(host, ['CSR'])
  },
  steps: [
    {
      name: 'rows are created one by one with their trackers; bad ones are reported, and their texts undone',
      request: [
        'POST',
        '/reporting-effort-items/1/bulk-tlf',
        [
          tlf('T-1', { item_type: 'INVALID' }),
          tlf('T-1', { title: 'Undone' }),
          tlf('T-2', { item_subtype: 'Chart', title: 'Undone too' }),
          tlf('T-2', { title: 'Undone too', footnotes: ['Coded with MedDRA.'] }),
          tlf('T-3', { title: null }),
        ],
      ],
      status: 200,
      body: {
        success: false,
        created_count: 3,
        errors: [
          "Failed to create TLF 'T-1': A TLF with code T-1 already exists in this reporting effort",
          "Failed to create TLF 'T-2': A TLF item must have one of these subtypes: Table, Listing, Figure",
        ],
        items: [
          { item_code: 'T-1', source_type: 'bulk_upload', title_id: 1 },
          { item_code: 'T-2', title_id: 10 },
          { item_code: 'T-3', title_id: null },
        ],
      },
      events: [
        ...created,
        ['text_element_created', { id: 10, label: 'Undone too' }],
        'reporting_effort_item_created',
        'reporting_effort_item_footnote_created',
        'reporting_effort_tracker_created',
        ...created,
      ],
    },
    {
      name: 'datasets',
      request: [
        'POST',
        '/reporting-effort-items/1/bulk-dataset',
        [
          { item_subtype: 'ADaM', item_code: 'ADSL', label: 'Subject Level', acronyms: '["X"]' },
          { item_subtype: 'ADaM', item_code: 'ADSL' },
        ],
      ],
      status: 200,
      body: {
        success: false,
        created_count: 1,
        errors: ["Failed to create dataset 'ADSL': A Dataset with code ADSL already exists in this reporting effort"],
        items: [{ dataset_details: { label: 'Subject Level', acronyms: '["X"]' } }],
      },
      events: created,
    },
    {
      name: 'every item has its tracker',
      request: ['GET', '/reporting-effort-items/by-effort/1'],
      status: 200,
      body: [{ tracker: {} }, { tracker: {} }, { tracker: {} }, { tracker: {} }],
    },
    {
      name: 'the effort must exist',
      request: ['POST', '/reporting-effort-items/9/bulk-dataset', []],
      status: 404,
      body: { detail: 'Reporting effort not found' },
    },
  ],
})

test('a thousand rows go in as one transaction, and the change log replays to the same tables', async () => {
  const host = await startHost()
  seedEfforts(host, ['CSR'])
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    item_subtype: 'Listing',
    item_code: `L-${index}`,
    title: `Listing ${index}`,
    footnotes: [`Note ${index % 7}`, 'Common note'],
    acronyms: [],
  }))
  const from = host.server.store.log.head.seq
  const result = host.server.store.transact(SYSTEM_ACTOR, (tx) => bulkIntoEffort(tx, 1, 'TLF', rows))
  expect(result).toMatchObject({ success: true, created_count: 1000 })
  const changes = host.server.store.log.since(from, 10_000)
  expect(new Set(changes.map(({ tx }) => tx)).size).toBe(1)
  expect(changes).toHaveLength(1000 * 5 + 8)
  assertReplayEqualsTables(host.server.store.db)
  await host.close()
})
