// The workflow rules, exhaustively: every combination of people, statuses and flags against the rules as the feature list
// words them, each effect, each assignment, and the promise of the strict policy.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priorities, productionStatuses, qcStatuses } from '../../shared/entities/tracker.ts'
import {
  assignmentOf,
  breachesOf,
  brokenRules,
  effectsOf,
  newBreaches,
  type WorkflowRule,
  type WorkflowState,
} from '../../shared/domain/workflow.ts'

const TODAY = '2026-03-01'
const fresh: WorkflowState = {
  production_programmer_id: null,
  qc_programmer_id: null,
  production_status: 'not_started',
  qc_status: 'not_started',
  due_date: null,
  qc_completion_date: null,
  priority: 'medium',
  in_production_flag: false,
}
const begun: WorkflowState = {
  ...fresh,
  production_programmer_id: 1,
  qc_programmer_id: 2,
  production_status: 'in_progress',
  due_date: '2026-04-01',
}
const produced: WorkflowState = { ...begun, production_status: 'completed' }
const inQc: WorkflowState = { ...produced, qc_status: 'in_progress' }
const passed: WorkflowState = { ...produced, qc_status: 'completed', qc_completion_date: '2026-02-20' }
const failed: WorkflowState = { ...begun, qc_status: 'failed' }

describe('breaches', () => {
  const cases: [name: string, state: WorkflowState, rules: WorkflowRule[], fields: string[]][] = [
    ['a fresh row breaks nothing', fresh, [], []],
    ['production under way', begun, [], []],
    ['production on hold', { ...begun, production_status: 'on_hold' }, [], []],
    ['production done', produced, [], []],
    ['QC under way', inQc, [], []],
    ['QC passed', passed, [], []],
    ['passed and in production', { ...passed, in_production_flag: true }, [], []],
    ['QC failed, back with the programmer', failed, [], []],
    ['QC failed, done again', { ...failed, production_status: 'completed' }, [], []],
    ['TRK-30: no due date', { ...begun, due_date: null }, ['TRK-30'], ['due_date']],
    ['TRK-30: no priority', { ...begun, priority: null }, ['TRK-30'], ['priority']],
    ['TRK-30: neither, named once', { ...begun, priority: null, due_date: null }, ['TRK-30'], ['due_date', 'priority']],
    [
      'TRK-31: in production before QC passed',
      { ...inQc, in_production_flag: true },
      ['TRK-31'],
      ['in_production_flag'],
    ],
    [
      'TRK-31: in production after QC failed',
      { ...failed, in_production_flag: true },
      ['TRK-31'],
      ['in_production_flag'],
    ],
    ['TRK-32: the same person twice', { ...begun, qc_programmer_id: 1 }, ['TRK-32'], ['qc_programmer_id']],
    [
      'TRK-33: production without anybody',
      { ...fresh, production_status: 'in_progress' },
      ['TRK-33'],
      ['production_status'],
    ],
    ['TRK-33: QC without anybody', { ...inQc, qc_programmer_id: null }, ['TRK-33'], ['qc_status']],
    ['TRK-35: QC before production', { ...begun, qc_status: 'in_progress' }, ['TRK-35'], ['qc_status']],
    ['TRK-35: passed before production', { ...begun, qc_status: 'completed' }, ['TRK-35'], ['qc_status']],
    [
      'TRK-35: failed what was never begun',
      { ...begun, production_status: 'not_started', qc_status: 'failed' },
      ['TRK-35'],
      ['qc_status'],
    ],
    [
      'all at once',
      { ...fresh, production_status: 'on_hold', qc_status: 'in_progress', in_production_flag: true },
      ['TRK-31', 'TRK-33', 'TRK-35'],
      ['in_production_flag', 'production_status', 'qc_status', 'qc_status'],
    ],
  ]
  test.each(cases)('%s', (_name, state, rules, fields) => {
    expect(brokenRules(state)).toEqual(rules)
    expect(breachesOf(state).map(({ field }) => field)).toEqual(fields)
  })

  test('each is a sentence with a remedy', () => {
    for (const [, state] of cases) {
      for (const { message } of breachesOf(state)) expect(message).toMatch(/^[A-Z].*[:,].*\.$/)
    }
  })

  test('every combination breaks exactly the rules whose words it contradicts', () => {
    let checked = 0
    for (const state of everyState()) {
      const expected = new Set<WorkflowRule>()
      const { production_programmer_id: maker, qc_programmer_id: checker } = state
      if (maker !== null && (state.due_date === null || state.priority === null)) expected.add('TRK-30')
      if (state.in_production_flag && state.qc_status !== 'completed') expected.add('TRK-31')
      if (maker !== null && maker === checker) expected.add('TRK-32')
      if (maker === null && state.production_status !== 'not_started') expected.add('TRK-33')
      if (checker === null && state.qc_status !== 'not_started') expected.add('TRK-33')
      const isProduced = state.production_status === 'completed'
      if (['in_progress', 'completed'].includes(state.qc_status) && !isProduced) expected.add('TRK-35')
      if (state.qc_status === 'failed' && state.production_status === 'not_started') expected.add('TRK-35')
      expect(brokenRules(state), JSON.stringify(state)).toEqual([...expected].sort())
      checked += 1
    }
    expect(checked).toBe(3 * 3 * 4 * 4 * 2 * 2 * 2)
  })
})

function* everyState(): Generator<WorkflowState> {
  for (const production_programmer_id of [null, 1, 2])
    for (const qc_programmer_id of [null, 1, 2])
      for (const production_status of productionStatuses)
        for (const qc_status of qcStatuses)
          for (const due_date of [null, '2026-04-01'])
            for (const priority of [null, 'high'] as const)
              for (const in_production_flag of [false, true]) {
                const people = { production_programmer_id, qc_programmer_id }
                const statuses = { production_status, qc_status, in_production_flag }
                yield { ...fresh, ...people, ...statuses, due_date, priority }
              }
}

describe('new breaches', () => {
  test('a row that is new brings all of its own', () => {
    const state = { ...begun, due_date: null }
    expect(newBreaches(null, state)).toEqual(breachesOf(state))
  })
  test('what was broken before does not count again', () => {
    const before = { ...begun, due_date: null }
    expect(newBreaches(before, { ...before, production_status: 'completed' })).toEqual([])
  })
  test('another breach of the same rule counts', () => {
    const before = { ...fresh, production_status: 'in_progress' } as const
    const after = { ...before, qc_status: 'failed' } as const
    expect(newBreaches(before, after).map(({ field }) => field)).toEqual(['qc_status'])
  })
})

describe('effects of a status', () => {
  const cases: [name: string, before: WorkflowState | null, after: WorkflowState, effects: object][] = [
    ['passing QC is dated', inQc, { ...inQc, qc_status: 'completed' }, { qc_completion_date: TODAY }],
    ['a date that is given stays', inQc, passed, {}],
    ['a row made as passed is dated', null, { ...passed, qc_completion_date: null }, { qc_completion_date: TODAY }],
    [
      'taking the pass back removes the date',
      passed,
      { ...passed, qc_status: 'in_progress' },
      { qc_completion_date: null },
    ],
    [
      'unless another date is given',
      passed,
      { ...passed, qc_status: 'in_progress', qc_completion_date: '2026-02-21' },
      {},
    ],
    ['failing returns the item', inQc, { ...inQc, qc_status: 'failed' }, { production_status: 'in_progress' }],
    [
      'failing after a pass does both',
      passed,
      { ...passed, qc_status: 'failed' },
      { production_status: 'in_progress', qc_completion_date: null },
    ],
    [
      'unless production is set in the same change',
      inQc,
      { ...inQc, qc_status: 'failed', production_status: 'on_hold' },
      {},
    ],
    ['a row made as failed stays as it is', null, { ...failed, production_status: 'completed' }, {}],
    ['other changes bring nothing', passed, { ...passed, priority: 'low' }, {}],
    ['a completed item stays completed', failed, { ...failed, production_status: 'completed' }, {}],
  ]
  test.each(cases)('%s', (_name, before, after, effects) => {
    expect(effectsOf(before, after, TODAY)).toEqual(effects)
  })
})

describe('assignment', () => {
  const cases: [string, WorkflowState, 'production' | 'qc', number | null, object][] = [
    ['production starts', fresh, 'production', 3, { production_programmer_id: 3, production_status: 'in_progress' }],
    ['production goes on', begun, 'production', 3, { production_programmer_id: 3 }],
    ['completed stays', produced, 'production', 3, { production_programmer_id: 3 }],
    [
      'production resets',
      begun,
      'production',
      null,
      { production_programmer_id: null, production_status: 'not_started' },
    ],
    ['completed stays without anybody', produced, 'production', null, { production_programmer_id: null }],
    [
      'on hold stays',
      { ...begun, production_status: 'on_hold' },
      'production',
      null,
      { production_programmer_id: null },
    ],
    ['QC waits for production', begun, 'qc', 3, { qc_programmer_id: 3 }],
    ['QC starts', produced, 'qc', 3, { qc_programmer_id: 3, qc_status: 'in_progress' }],
    ['passed stays', passed, 'qc', 3, { qc_programmer_id: 3 }],
    ['QC resets', inQc, 'qc', null, { qc_programmer_id: null, qc_status: 'not_started' }],
    ['failed resets', failed, 'qc', null, { qc_programmer_id: null, qc_status: 'not_started' }],
    ['passed stays without anybody', passed, 'qc', null, { qc_programmer_id: null }],
  ]
  test.each(cases)('%s', (_name, state, role, person, patch) => {
    expect(assignmentOf(state, role, person)).toEqual(patch)
  })
})

const person = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null })
const day = fc.option(fc.constantFrom('2026-01-01', '2026-02-02'), { nil: null })
const anyPatch: fc.Arbitrary<Partial<WorkflowState>> = fc.record(
  {
    production_programmer_id: person,
    qc_programmer_id: person,
    production_status: fc.constantFrom(...productionStatuses),
    qc_status: fc.constantFrom(...qcStatuses),
    due_date: day,
    qc_completion_date: day,
    priority: fc.option(fc.constantFrom(...priorities), { nil: null }),
    in_production_flag: fc.boolean(),
  },
  { requiredKeys: [] },
)

test('whatever the order of changes, refusing new breaches keeps a clean row clean, and effects add none', () => {
  fc.assert(
    fc.property(fc.array(anyPatch, { maxLength: 40 }), (patches) => {
      let row = fresh
      for (const patch of patches) {
        const asked = { ...row, ...patch }
        const after = { ...asked, ...effectsOf(row, asked, TODAY) }
        const asWell = newBreaches(row, after).filter(
          ({ rule, field }) => !newBreaches(row, asked).some((own) => own.rule === rule && own.field === field),
        )
        expect(asWell, 'an effect broke a rule that the change itself did not').toEqual([])
        if (newBreaches(row, after).length === 0) row = after
        expect(breachesOf(row)).toEqual([])
      }
    }),
    { numRuns: 500 },
  )
})
