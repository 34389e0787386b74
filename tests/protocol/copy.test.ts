// Copying items into an effort, from packages and from efforts, with the events a second client sees (protocol 2.10).
import { seedEfforts, seedPackages, seedTexts } from '../helpers/seed-items.ts'
import type { Host } from '../helpers/host.ts'
import { scenario, type ExpectedEvent } from '../helpers/steps.ts'

/** A package and an effort with a TLF that has links, and a dataset. */
async function prepare(host: Host): Promise<void> {
  seedTexts(host)
  seedEfforts(host, ['Source', 'Target', 'Second'])
  seedPackages(host, ['Safety'])
  const tlf = {
    item_type: 'TLF',
    item_subtype: 'Table',
    item_code: 'T-1',
    item_description: 'One',
    tlf_details: { title_id: 1, ich_category_id: 9 },
    footnotes: [{ footnote_id: 5 }, { footnote_id: 3 }],
    acronyms: [{ acronym_id: 7 }],
  }
  const details = { label: 'Subject Level', sorting_order: 2, acronyms: '[]' }
  const dataset = { item_type: 'Dataset', item_subtype: 'ADaM', item_code: 'ADSL', dataset_details: details }
  for (const item of [tlf, dataset]) {
    await host.api('POST', '/packages/1/items', { package_id: 1, ...item })
    await host.api('POST', '/reporting-effort-items/1/items', { reporting_effort_id: 1, ...item, is_active: false })
  }
}

const tlfEvents: ExpectedEvent[] = [
  ['reporting_effort_item_created', { item_code: 'T-1' }],
  ['reporting_effort_item_footnote_created', { footnote_id: 5 }],
  ['reporting_effort_item_footnote_created', { footnote_id: 3 }],
  'reporting_effort_item_acronym_created',
  'reporting_effort_tracker_created',
]
const datasetEvents: ExpectedEvent[] = [
  ['reporting_effort_item_created', { item_code: 'ADSL' }],
  'reporting_effort_tracker_created',
]
const summary = (created_count: number, skipped_count: number) => ({
  summary: { total_attempted: created_count + skipped_count, created_count, skipped_count, success: true },
})

scenario('copying', {
  prepare,
  steps: [
    {
      name: 'the datasets of a package',
      request: ['POST', '/reporting-effort-items/2/copy-dataset-from-package', { package_id: 1 }],
      status: 200,
      body: {
        created_items: [
          {
            id: 3,
            reporting_effort_id: 2,
            source_type: 'package',
            source_id: 1,
            source_item_id: 2,
            is_active: true,
            dataset_details: { label: 'Subject Level', sorting_order: 2, acronyms: '[]' },
            tracker: { id: 3, production_status: 'not_started', in_production: false },
          },
        ],
        skipped_items: [],
        ...summary(1, 0),
      },
      events: datasetEvents,
    },
    {
      name: 'everything of it: what is there is skipped with its reason',
      request: ['POST', '/reporting-effort-items/2/copy-from-package', { package_id: 1, item_ids: [] }],
      status: 200,
      body: {
        created_items: [
          {
            id: 4,
            item_description: 'One',
            tlf_details: { title_id: 1, population_flag_id: null, ich_category_id: 9 },
            footnotes: [
              { footnote_id: 5, sequence_number: 1, reporting_effort_item_id: 4 },
              { footnote_id: 3, sequence_number: 2, reporting_effort_item_id: 4 },
            ],
            acronyms: [{ acronym_id: 7, reporting_effort_item_id: 4 }],
          },
        ],
        skipped_items: [{ item_type: 'Dataset', item_subtype: 'ADaM', item_code: 'ADSL', reason: 'already_exists' }],
        ...summary(1, 1),
      },
      events: tlfEvents,
    },
    {
      name: 'the TLFs of it, once more, are all skipped',
      request: ['POST', '/reporting-effort-items/2/copy-tlf-from-package', { package_id: 1 }],
      status: 200,
      body: { created_items: [], skipped_items: [{ item_code: 'T-1' }], ...summary(0, 1) },
    },
    {
      name: 'chosen items of an effort; ids of others are ignored',
      request: [
        'POST',
        '/reporting-effort-items/3/copy-from-reporting-effort',
        { source_reporting_effort_id: 1, item_ids: [1, 99] },
      ],
      status: 200,
      body: {
        created_items: [{ id: 5, source_type: 'reporting_effort', source_id: 1, source_item_id: 1, is_active: false }],
        ...summary(1, 0),
      },
      events: tlfEvents,
    },
    {
      name: 'the TLFs of an effort: the reason of the skipped has its own words',
      request: ['POST', '/reporting-effort-items/3/copy-tlf-from-reporting-effort', { source_reporting_effort_id: 1 }],
      status: 200,
      body: { skipped_items: [{ item_code: 'T-1', reason: 'Duplicate item already exists' }], ...summary(0, 1) },
    },
    {
      name: 'the datasets of an effort',
      request: [
        'POST',
        '/reporting-effort-items/3/copy-dataset-from-reporting-effort',
        { source_reporting_effort_id: 1 },
      ],
      status: 200,
      body: { created_items: [{ item_code: 'ADSL' }], ...summary(1, 0) },
      events: datasetEvents,
    },
    {
      name: 'an effort into itself skips everything',
      request: ['POST', '/reporting-effort-items/1/copy-from-reporting-effort', { source_reporting_effort_id: 1 }],
      status: 200,
      body: summary(0, 2),
    },
    {
      name: 'into an unknown effort',
      request: ['POST', '/reporting-effort-items/9/copy-from-package', { package_id: 1 }],
      status: 404,
      body: { detail: 'Reporting effort not found' },
    },
    {
      name: 'from an unknown package',
      request: ['POST', '/reporting-effort-items/1/copy-from-package', { package_id: 9 }],
      status: 404,
      body: { detail: 'Source package not found' },
    },
    {
      name: 'into an unknown effort from another',
      request: ['POST', '/reporting-effort-items/9/copy-from-reporting-effort', { source_reporting_effort_id: 1 }],
      status: 404,
      body: { detail: 'Target reporting effort not found' },
    },
    {
      name: 'from an unknown effort',
      request: ['POST', '/reporting-effort-items/1/copy-from-reporting-effort', { source_reporting_effort_id: 9 }],
      status: 404,
      body: { detail: 'Source reporting effort not found' },
    },
    {
      name: 'the source is required',
      request: ['POST', '/reporting-effort-items/1/copy-from-package', {}],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'package_id'] }] },
    },
    {
      name: 'and greater than zero',
      request: ['POST', '/reporting-effort-items/1/copy-from-package', { package_id: 0 }],
      status: 422,
      body: { detail: [{ type: 'greater_than' }] },
    },
  ],
})
