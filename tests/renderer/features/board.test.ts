// The board as data: what stands in which column in which order, where a card may go and why not.
import { expect, test } from 'vitest'
import { boardOf, nextTarget, targetsOf, type CardPerson } from '../../../renderer/src/features/board/cards.ts'
import type { TrackerRow } from '../../../renderer/src/features/tracker/tracker-row.ts'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import { naturalKey } from '../../../shared/domain/natural-order.ts'

const TODAY = '2026-03-01'
const row = (id: number, code: string, patch: Partial<Tracker> | null) =>
  ({
    id,
    codeKey: naturalKey(code),
    searchText: `${code}\ndemographics`,
    tracker: patch && {
      id: 100 + id,
      version: 1,
      production_programmer_id: 7,
      qc_programmer_id: 8,
      production_status: 'not_started',
      qc_status: 'not_started',
      due_date: '2026-04-01',
      qc_completion_date: null,
      priority: 'medium',
      in_production_flag: false,
      ...patch,
    },
  }) as TrackerRow

const rows = [
  row(1, 't10', {}),
  row(2, 't9', {}),
  row(3, 't11', { priority: 'critical' }),
  row(4, 't12', { due_date: '2026-02-01' }),
  row(5, 't13', { due_date: null }),
  row(6, 't14', null),
  row(7, 't15', { production_status: 'completed', qc_status: 'in_progress', production_programmer_id: 9 }),
]
const idsOf = (lane: 'production' | 'qc', person: CardPerson = 'everybody', text = '') =>
  boardOf(rows, { lane, person, text }).map(({ status, cards }) => [status, cards.map(({ id }) => id)] as const)

test('a column for every status, the next due first, then the more urgent, then by number', () => {
  expect(idsOf('production')).toEqual([
    ['not_started', [4, 3, 2, 1, 5, 6]],
    ['in_progress', []],
    ['on_hold', []],
    ['completed', [7]],
  ])
  expect(idsOf('qc').map(([status]) => status)).toEqual(['not_started', 'in_progress', 'failed', 'completed'])
})

test('narrowed by the person of that side and by words', () => {
  expect(idsOf('production', 9).flatMap(([, ids]) => ids)).toEqual([7])
  expect(idsOf('qc', 8).flatMap(([, ids]) => ids)).toEqual([4, 3, 2, 1, 5, 7])
  expect(idsOf('production', 'nobody').flatMap(([, ids]) => ids)).toEqual([6])
  expect(idsOf('production', 'everybody', 'demo T9').flatMap(([, ids]) => ids)).toEqual([2])
})

test('every other column is a target, with the rule against it', () => {
  const ofQc = targetsOf(rows[0]!, 'qc', TODAY)
  expect(ofQc.map(({ status }) => status)).toEqual(['in_progress', 'failed', 'completed'])
  expect(ofQc.every(({ breach }) => breach?.startsWith('QC can start only when production is completed'))).toBe(true)
  expect(targetsOf(rows[6]!, 'qc', TODAY).map(({ breach }) => breach)).toEqual([undefined, undefined, undefined])
  expect(targetsOf(row(8, 't', { production_programmer_id: null }), 'production', TODAY)[0]?.breach).toContain(
    'assign somebody',
  )
  expect(targetsOf(rows[5]!, 'production', TODAY)).toEqual([])
})

test('a carried card passes over columns that do not take it, and says which', () => {
  const open =
    (...statuses: string[]) =>
    (status: string) =>
      statuses.includes(status)
  expect(nextTarget('production', 'not_started', 1, open('completed'))).toEqual({
    status: 'completed',
    passed: ['in_progress', 'on_hold'],
  })
  expect(nextTarget('production', 'completed', 1, open())).toEqual({ status: undefined, passed: [] })
  expect(nextTarget('qc', 'completed', -1, open('failed'))).toEqual({ status: 'failed', passed: [] })
})
