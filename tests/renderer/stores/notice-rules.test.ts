// What waits for me.
import { describe, expect, it } from 'vitest'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import { isDueOn, waitsForMe } from '../../../renderer/src/stores/notice-rules.ts'

const ME = 7
const OTHER = 8
const TODAY = '2026-03-12'

const tracker = (patch: Partial<Tracker> = {}): Tracker => ({
  id: 1,
  version: 2,
  reporting_effort_item_id: 11,
  production_programmer_id: null,
  qc_programmer_id: null,
  production_status: 'not_started',
  qc_status: 'not_started',
  due_date: null,
  qc_completion_date: null,
  priority: 'medium',
  qc_level: null,
  in_production_flag: false,
  unblinded_flag: false,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  ...patch,
})
describe('waitsForMe', () => {
  it.each<[string, Partial<Tracker>, boolean]>([
    ['rework after a failed QC', { production_programmer_id: ME, qc_status: 'failed' }, true],
    ['my production is late', { production_programmer_id: ME, due_date: '2026-03-11' }, true],
    ['my production is due today', { production_programmer_id: ME, due_date: TODAY }, false],
    [
      'my production is done, late',
      { production_programmer_id: ME, production_status: 'completed', due_date: '2026-03-01' },
      false,
    ],
    ['ready for my QC, late', { qc_programmer_id: ME, production_status: 'completed', due_date: '2026-03-11' }, true],
    ['not ready for my QC, late', { qc_programmer_id: ME, due_date: '2026-03-11' }, false],
    [
      'failed by me, waiting for the producer',
      { qc_programmer_id: ME, production_status: 'completed', qc_status: 'failed', due_date: '2026-03-11' },
      false,
    ],
    ['of somebody else', { production_programmer_id: OTHER, qc_status: 'failed' }, false],
  ])('%s', (_what, patch, expected) => {
    expect(waitsForMe(tracker(patch), ME, TODAY)).toBe(expected)
  })
})

describe('isDueOn', () => {
  it('counts the part that is mine and not done', () => {
    const due = { due_date: '2026-03-13' }
    expect(isDueOn(tracker({ ...due, production_programmer_id: ME }), ME, '2026-03-13')).toBe(true)
    expect(isDueOn(tracker({ ...due, qc_programmer_id: ME, qc_status: 'completed' }), ME, '2026-03-13')).toBe(false)
    expect(isDueOn(tracker({ ...due, production_programmer_id: OTHER }), ME, '2026-03-13')).toBe(false)
    expect(isDueOn(tracker({ ...due, production_programmer_id: ME }), ME, '2026-03-14')).toBe(false)
  })
})
