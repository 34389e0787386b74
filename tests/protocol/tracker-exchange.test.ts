// Export and import of tracker rows over HTTP, with the events a second client sees (protocol 2.11, 6.1 B8).
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { reportingEffortItem } from '../../shared/entities/reporting-effort-item.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { seedPeople } from '../helpers/seed-items.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { scenario } from '../helpers/steps.ts'

const base = '/reporting-effort-tracker'

/** T-1 and T-2 with trackers, a listing T-2 without one, and people 2 and 3; 4 is not active. */
function prepare(host: Host): void {
  seedTrackers(host, ['T-1', 'T-2', 'T-3'])
  seedPeople(host, ['ann', 'bob'])
  seedPeople(host, ['gone'], { is_active: false })
  const listing = { reporting_effort_id: 1, item_type: 'TLF', item_subtype: 'Listing' } as const
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    tx.insert(reportingEffortItem, { ...listing, item_code: 'T-2' })
    tx.insert(reportingEffortItem, { ...listing, item_code: 'L-1' })
  })
}

scenario('export and import', {
  prepare,
  steps: [
    {
      name: 'rows are exported with names; items without a tracker are left out',
      request: ['GET', `${base}/export/1`],
      status: 200,
      body: {
        reporting_effort_id: 1,
        export_date: expect.stringMatching(/Z$/),
        total_items: 3,
        trackers: [
          {
            item_id: 1,
            item_type: 'TLF',
            item_subtype: 'Table',
            item_code: 'T-1',
            tracker_id: 1,
            production_programmer_username: null,
            production_status: 'not_started',
            qc_programmer_username: null,
            qc_status: 'not_started',
            priority: 'medium',
            due_date: null,
            qc_completion_date: null,
            in_production_flag: false,
          },
          { item_code: 'T-2' },
          { item_code: 'T-3' },
        ],
      },
    },
    {
      name: 'for a workbook they come as data',
      request: ['GET', `${base}/export/1?format=excel`],
      status: 200,
      body: { format: 'excel_not_implemented', note: expect.any(String), data: [{ item_code: 'T-1' }, {}, {}] },
    },
    {
      name: 'of an effort without items there is nothing to export',
      request: ['GET', `${base}/export/9`],
      status: 404,
      body: { detail: 'No items found for this reporting effort' },
    },
    {
      name: 'rows are imported one by one; each answer is counted where it belongs',
      request: [
        'POST',
        `${base}/import/1`,
        [
          {
            item_code: 'T-1',
            production_programmer_username: 'ann',
            production_status: 'completed',
            qc_programmer_username: 'bob',
            qc_status: 'completed',
            priority: 'high',
            due_date: '2026-05-01',
            qc_completion_date: '2026-04-20',
            in_production_flag: true,
          },
          { item_code: 'T-2', priority: 'low' },
          {
            item_code: 'T-2',
            item_type: '',
            item_subtype: 'Table',
            priority: 'low',
            due_date: '',
            production_status: null,
            in_production_flag: '',
          },
          { item_code: 'T-3', production_programmer_username: 'nobody', priority: 'low' },
          { item_code: 'T-3', priority: 'low' },
          { item_code: 'T-9' },
          { item_code: 'L-1', priority: 'low' },
          { item_code: 'T-3', qc_status: 'nearly', priority: 'high' },
          { item_code: 'T-3', due_date: '31.12.2026' },
          { item_code: 'T-3', qc_programmer_username: 'gone' },
        ],
      ],
      status: 200,
      body: {
        message: 'Import completed',
        total_records: 10,
        updated: 3,
        skipped: 1,
        failed: 6,
        errors: [
          'Item code is ambiguous: T-2 exists as TLF/Table, TLF/Listing. Add item_type and item_subtype to the row.',
          'User not found: nobody',
          'Item not found: T-9',
          'No tracker for item: L-1',
          "T-3: qc_status cannot be 'nearly'. Use one of not_started, in_progress, completed, failed.",
          "T-3: due_date cannot be '31.12.2026'. Write a day as YYYY-MM-DD.",
          expect.stringMatching(/^T-3: qc_programmer_id: the account of gone is not active\./),
        ],
      },
      events: [
        [
          'reporting_effort_tracker_updated',
          { id: 1, production_programmer_id: 2, qc_programmer_id: 3, qc_completion_date: '2026-04-20' },
        ],
        ['reporting_effort_tracker_updated', { id: 2, priority: 'low', due_date: null }],
        ['reporting_effort_tracker_updated', { id: 3, priority: 'low', production_programmer_id: null }],
      ],
    },
    {
      name: 'when existing rows are not to be changed, each is skipped',
      request: ['POST', `${base}/import/1?update_existing=false`, [{ item_code: 'T-1', priority: 'low' }]],
      status: 200,
      body: { updated: 0, skipped: 1, failed: 0, errors: [] },
    },
    {
      name: 'into an effort without items nothing can be imported',
      request: ['POST', `${base}/import/9`, []],
      status: 404,
      body: { detail: 'No items found for this reporting effort' },
    },
    {
      name: 'a row without a code is no row',
      request: ['POST', `${base}/import/1`, [{ priority: 'low' }]],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 0, 'item_code'] }] },
    },
  ],
})

test('what was exported and is imported again changes nothing', async () => {
  const host = await startHost({ demo: true })
  onTestFinished(() => host.close())
  const { body } = await host.api('GET', `${base}/export/1`)
  const head = host.server.store.log.head.seq
  const reply = await host.api('POST', `${base}/import/1`, body.trackers)
  expect(reply.body).toMatchObject({ updated: 0, skipped: body.total_items, failed: 0, errors: [] })
  expect(host.server.store.log.head.seq).toBe(head)
})
