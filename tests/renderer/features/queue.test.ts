// The queue as it is shown: sides, moves, urgency, filters.
import { expect, test } from 'vitest'
import type { WorkLine } from '../../../shared/actions/work.ts'
import { filterQueue, queueOf } from '../../../renderer/src/features/work/queue.ts'

const line = (id: number, patch: Partial<WorkLine>) =>
  ({
    id,
    production_programmer_id: null,
    qc_programmer_id: null,
    production_status: 'not_started',
    qc_status: 'not_started',
    due_date: null,
    ...patch,
  }) as WorkLine

test('urgency by the day', () => {
  const urgencyOf = (due_date: string | null) => queueOf([line(1, { due_date })], 7, '2026-03-01')[0]?.urgency
  expect(urgencyOf(null)).toBe('none')
  expect(urgencyOf('2026-02-28')).toBe('overdue')
  expect(urgencyOf('2026-03-01')).toBe('soon')
  expect(urgencyOf('2026-03-08')).toBe('soon')
  expect(urgencyOf('2026-03-09')).toBe('later')
})

test('each filter holds what its name says', () => {
  const rows = queueOf(
    [
      line(1, { production_programmer_id: 7, due_date: '2026-02-01' }),
      line(2, { production_programmer_id: 7, production_status: 'completed', due_date: '2026-03-03' }),
      line(3, { qc_programmer_id: 7, production_status: 'completed' }),
      line(4, { qc_programmer_id: 7, production_status: 'in_progress' }),
    ],
    7,
    '2026-03-01',
  )
  const ids = (filter: Parameters<typeof filterQueue>[1]) => filterQueue(rows, filter).map(({ id }) => id)
  expect(ids('all')).toEqual([1, 2, 3, 4])
  expect(ids('ready')).toEqual([1, 3])
  expect(ids('production')).toEqual([1])
  expect(ids('qc')).toEqual([3])
  expect(ids('overdue')).toEqual([1])
  expect(ids('soon')).toEqual([2])
  expect(rows[2]?.moves).toEqual([{ move: 'check', role: 'qc' }])
})
