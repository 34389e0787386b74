// What concerns me, and what waits for me.
import { describe, expect, it } from 'vitest'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { concernOf, isDueOn, waitsForMe, type Mine } from '../../../renderer/src/stores/notice-rules.ts'

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
const changed = (row: object, patch: Partial<FrameChange> = {}): FrameChange => ({
  entity: 'reporting_effort_item_tracker',
  id: 1,
  action: 'update',
  version: 3,
  row: row as Record<string, unknown>,
  actor: { id: OTHER, name: 'Bo' },
  ...patch,
})
const commented = (text: string, patch: object = {}, change: Partial<FrameChange> = {}) =>
  changed(
    { id: 5, tracker_id: 1, user_id: OTHER, parent_comment_id: null, comment_text: text, ...patch },
    { entity: 'tracker_comments', id: 5, action: 'create', ...change },
  )
const mine = (...rows: Tracker[]): Mine => ({
  id: ME,
  username: 'ann.lee',
  trackers: new Map(rows.map((row) => [row.id, row])),
  wrote: (comment) => comment === 4,
})

describe('concernOf', () => {
  it('tells of a row that becomes mine, in either role', () => {
    for (const role of ['production_programmer_id', 'qc_programmer_id'])
      expect(concernOf(changed(tracker({ [role]: ME })), mine())).toEqual({ kind: 'assigned', tracker: 1 })
  })
  it('tells of the second role in a row that is mine already', () => {
    const before = tracker({ production_programmer_id: ME })
    expect(concernOf(changed({ ...before, qc_programmer_id: ME }), mine(before))?.kind).toBe('assigned')
  })
  it('is silent about my own changes, other changes of my rows, and deleted rows', () => {
    const before = tracker({ production_programmer_id: ME })
    const after = { ...before, priority: 'high' }
    expect(concernOf(changed(after), mine(before))).toBeNull()
    expect(concernOf(changed(after, { row: null, action: 'delete' }), mine(before))).toBeNull()
    expect(concernOf(changed(tracker({ qc_programmer_id: ME }), { actor: { id: ME, name: 'Ann' } }), mine())).toBeNull()
  })
  it('tells the producer, not the checker, that QC failed, once', () => {
    const before = tracker({ production_programmer_id: ME, qc_programmer_id: OTHER })
    const failed = { ...before, qc_status: 'failed' as const }
    expect(concernOf(changed(failed), mine(before))).toEqual({ kind: 'qc_failed', tracker: 1 })
    expect(concernOf(changed({ ...failed, priority: 'low' }), mine(failed))).toBeNull()
    const asChecker = tracker({ qc_programmer_id: ME })
    expect(concernOf(changed({ ...asChecker, qc_status: 'failed' }), mine(asChecker))).toBeNull()
  })
  it('tells of comments on my rows, of replies to me, and of my name anywhere', () => {
    expect(concernOf(commented('done?'), mine(tracker({ qc_programmer_id: ME })))).toMatchObject({ named: false })
    expect(concernOf(commented('yes', { parent_comment_id: 4 }), mine())).toMatchObject({ kind: 'mentioned' })
    expect(concernOf(commented('ask @ann.lee about it'), mine())).toMatchObject({ kind: 'mentioned', named: true })
    expect(concernOf(commented('done?'), mine())).toBeNull()
    expect(concernOf(commented('@ann.lee', {}, { action: 'update' }), mine())).toBeNull()
  })
  it.each([
    ['@Ann.Lee: see', true],
    ['(@ann.lee)', true],
    ['thanks @ann.lee.', true],
    ['@ann.leeds', false],
    ['@ann.lee.smith', false],
    ['mail me at x@ann.lee', false],
    ['@ann', false],
  ])('finds my name in %j: %s', (text, found) => {
    expect(concernOf(commented(text), mine()) !== null).toBe(found)
  })
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
