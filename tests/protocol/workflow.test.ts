// The workflow policy over HTTP: strict refuses a new breach with a sentence and stores nothing, permissive stores and
// marks it. The rules themselves are tested in tests/shared/workflow.test.ts.
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { breachesOf } from '../../shared/domain/workflow.ts'
import { priorities, productionStatuses, qcStatuses, tracker, type Tracker } from '../../shared/entities/tracker.ts'
import { AppError } from '../../shared/errors.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { seedPeople } from '../helpers/seed-items.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { scenario, type Step } from '../helpers/steps.ts'

const base = '/reporting-effort-tracker'

function prepare(host: Host): void {
  seedTrackers(host, ['T-1', 'T-2'])
  seedPeople(host, ['ann', 'bob'])
}

const needsDueDate = 'A production programmer needs a due date: set the due date as well.'
const needsProduction =
  'QC can start only when production is completed: complete production first, or set QC to not started.'
const needsChecker = 'Without a QC programmer, QC is not started: assign somebody, or set it to not started.'
const needsMaker =
  'Without a production programmer, production is not started: assign somebody, or set it to not started.'
const needsPass =
  'Only an item whose QC is completed can be in production: complete QC first, or take it out of production.'
const needsOther = 'The QC programmer must be somebody else than the production programmer: choose another person.'

const put = (name: string, patch: object, answer: Pick<Step, 'status' | 'body' | 'events'>): Step => ({
  name,
  request: ['PUT', `${base}/1`, patch],
  ...answer,
})
const refused = (detail: string): Pick<Step, 'status' | 'body'> => ({ status: 400, body: { detail, code: 'invalid' } })
const stored = (body: object): Pick<Step, 'status' | 'body' | 'events'> => ({
  status: 200,
  body: { ...body, rule_breaches: [] },
  events: ['reporting_effort_tracker_updated'],
})

scenario('a strict workspace', {
  config: { policy: 'strict' },
  prepare,
  steps: [
    put('TRK-30: nobody without a due date', { production_programmer_id: 2 }, refused(needsDueDate)),
    {
      name: 'TRK-30: not by assignment either; the rules broken are listed',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 2, role: 'production' }],
      status: 400,
      body: { detail: needsDueDate, breaches: [{ rule: 'TRK-30', field: 'due_date', message: needsDueDate }] },
    },
    put('TRK-33: nothing starts without anybody', { production_status: 'in_progress' }, refused(needsMaker)),
    put(
      'every broken rule is named',
      { qc_status: 'in_progress', in_production_flag: true },
      refused(`${needsPass} ${needsChecker} ${needsProduction}`),
    ),
    put('a due date alone is fine', { due_date: '2026-05-01' }, stored({ due_date: '2026-05-01' })),
    {
      name: 'and then assigning is',
      request: ['POST', `${base}/1/assign-programmer`, { user_id: 2, role: 'production' }],
      status: 200,
      body: { production_status: 'in_progress', rule_breaches: [] },
      events: ['tracker_assignment_updated'],
    },
    put('the due date then stays', { due_date: null }, refused(needsDueDate)),
    put('TRK-32: not the same person', { qc_programmer_id: 2 }, refused(needsOther)),
    put('another one', { qc_programmer_id: 3 }, stored({ qc_programmer_id: 3 })),
    put('TRK-35: QC not before production', { qc_status: 'in_progress' }, refused(needsProduction)),
    put(
      'both in one change',
      { production_status: 'completed', qc_status: 'in_progress' },
      stored({ production_status: 'completed', qc_status: 'in_progress' }),
    ),
    put('TRK-35: nor production back while QC goes on', { production_status: 'on_hold' }, refused(needsProduction)),
    put('TRK-31: not in production yet', { in_production: true }, refused(needsPass)),
    put('a failed QC returns the item', { qc_status: 'failed' }, stored({ production_status: 'in_progress' })),
    put('which is completed again', { production_status: 'completed' }, stored({ qc_status: 'failed' })),
    put('and passes', { qc_status: 'completed' }, stored({ qc_completion_date: expect.any(String) })),
    put('TRK-31: now into production', { in_production: true }, stored({ in_production_flag: true })),
    put('TRK-31: where it must stay passed', { qc_status: 'failed' }, refused(needsPass)),
    {
      name: 'TRK-33: who made what is completed cannot just be taken off',
      request: ['DELETE', `${base}/1/unassign-programmer?role=production`],
      status: 400,
      body: { detail: needsMaker },
    },
    {
      name: 'a bulk update stores what is allowed and reports the rest',
      request: [
        'POST',
        `${base}/bulk-status-update`,
        { tracker_ids: [1, 2], status: 'completed', status_type: 'production' },
      ],
      status: 200,
      body: { updated: 1, trackers: [{ id: 1 }], errors: [{ tracker_id: 2, message: needsMaker }] },
    },
    {
      name: 'so does a bulk assignment',
      request: [
        'POST',
        `${base}/bulk-assign`,
        { tracker_ids: [1, 2], programmer_id: 3, assignment_type: 'production' },
      ],
      status: 200,
      body: {
        updated: 0,
        errors: [
          { tracker_id: 1, message: needsOther },
          { tracker_id: 2, message: needsDueDate },
        ],
      },
    },
    {
      name: 'and an import, row by row',
      request: [
        'POST',
        `${base}/import/1`,
        [
          { item_code: 'T-1', priority: 'low' },
          { item_code: 'T-2', qc_status: 'completed' },
        ],
      ],
      status: 200,
      body: { updated: 1, skipped: 0, failed: 1, errors: [`T-2: ${needsChecker} ${needsProduction}`] },
      events: ['reporting_effort_tracker_updated'],
    },
    {
      name: 'a row made by hand obeys too',
      request: ['POST', `${base}/`, { reporting_effort_item_id: 2, production_status: 'completed' }],
      status: 400,
      body: { detail: needsMaker },
    },
  ],
})

scenario('a permissive workspace', {
  config: { policy: 'permissive' },
  prepare,
  steps: [
    {
      name: 'a breach is stored and marked',
      request: ['PUT', `${base}/1`, { production_programmer_id: 2, qc_programmer_id: 2, qc_status: 'in_progress' }],
      status: 200,
      body: { qc_status: 'in_progress', rule_breaches: ['TRK-30', 'TRK-32', 'TRK-35'] },
      events: ['reporting_effort_tracker_updated'],
    },
    {
      name: 'every shape of the row carries the mark',
      request: ['GET', `${base}/bulk/1`],
      status: 200,
      body: [{ rule_breaches: ['TRK-30', 'TRK-32', 'TRK-35'] }, { rule_breaches: [] }],
    },
    {
      name: 'in the list of all too',
      request: ['GET', `${base}/`],
      status: 200,
      body: [{ rule_breaches: ['TRK-30', 'TRK-32', 'TRK-35'] }, { rule_breaches: [] }],
    },
    {
      name: 'and beside its item',
      request: ['GET', '/reporting-effort-items/by-effort/1'],
      status: 200,
      body: [{ tracker: { rule_breaches: ['TRK-30', 'TRK-32', 'TRK-35'] } }, { tracker: { rule_breaches: [] } }],
    },
  ],
})

scenario('a workspace that decides itself', {
  config: { policy: undefined },
  prepare,
  steps: [
    {
      name: 'is strict from the start',
      request: ['PUT', `${base}/1`, { production_programmer_id: 2 }],
      status: 400,
      body: { detail: needsDueDate },
    },
    {
      name: 'until it is told otherwise',
      request: ['PUT', '/workspace', { workflow_policy: 'permissive' }],
      status: 200,
      events: ['workspace_updated'],
    },
    {
      name: 'and then stores',
      request: ['PUT', `${base}/1`, { production_programmer_id: 2, in_production: true }],
      status: 200,
      body: { rule_breaches: ['TRK-30', 'TRK-31'] },
      events: ['reporting_effort_tracker_updated'],
    },
    {
      name: 'strict again',
      request: ['PUT', '/workspace', { workflow_policy: 'strict' }],
      status: 200,
      events: ['workspace_updated'],
    },
    {
      name: 'what is broken already does not stand in the way of other changes',
      request: ['PUT', `${base}/1`, { priority: 'critical', production_status: 'in_progress' }],
      status: 200,
      body: { priority: 'critical', rule_breaches: ['TRK-30', 'TRK-31'] },
      events: ['reporting_effort_tracker_updated'],
    },
    {
      name: 'but a further breach does not get in',
      request: ['PUT', `${base}/1`, { qc_programmer_id: 2 }],
      status: 400,
      body: { detail: needsOther, breaches: [{ rule: 'TRK-32' }] },
    },
    {
      name: 'and what is mended stays mended',
      request: ['PUT', `${base}/1`, { in_production: false, due_date: '2026-05-01' }],
      status: 200,
      body: { rule_breaches: [] },
      events: ['reporting_effort_tracker_updated'],
    },
    {
      name: 'from then on',
      request: ['PUT', `${base}/1`, { in_production: true }],
      status: 400,
      body: { detail: needsPass },
    },
  ],
})

const person = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null })
const day = fc.option(fc.constantFrom('2026-01-01', '2026-02-02'), { nil: null })
const anyPatch = fc.record(
  {
    production_programmer_id: person,
    qc_programmer_id: person,
    production_status: fc.constantFrom(...productionStatuses),
    qc_status: fc.constantFrom(...qcStatuses),
    due_date: day,
    qc_completion_date: day,
    priority: fc.constantFrom(...priorities),
    in_production_flag: fc.boolean(),
  },
  { requiredKeys: [] },
)

test('whatever is asked of a strict store, no breach gets in, and a refusal changes nothing', async () => {
  const host = await startHost({ policy: 'strict' })
  onTestFinished(() => host.close())
  prepare(host)
  const { store } = host.server
  const read = (): Tracker => store.transact(SYSTEM_ACTOR, (tx) => tx.get(tracker, 1))
  fc.assert(
    fc.property(fc.array(anyPatch, { maxLength: 25 }), (patches) => {
      for (const patch of patches) {
        const before = read()
        try {
          store.transact(SYSTEM_ACTOR, (tx) => tx.update(tracker, 1, patch))
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect(read()).toEqual(before)
        }
        expect(breachesOf(read())).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
  assertReplayEqualsTables(store.db)
})
