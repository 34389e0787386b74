// The dashboard over HTTP: every number of a board that is counted by hand, and that each number leads to as many rows.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoardLine, Dashboard } from '../../shared/actions/dashboard.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { BOARD_DAY, seedBoard } from '../helpers/seed-board.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
  seedBoard(host)
})
afterAll(() => host.close())

const read = async (query = ''): Promise<Dashboard> =>
  (await host.api('GET', `/dashboard?today=${BOARD_DAY}${query}`)).body
const codesOf = (rows: readonly BoardLine[]) => rows.map(({ item_code }) => item_code)
const codes = async (query: string): Promise<string[]> =>
  codesOf((await host.api('GET', `/dashboard/rows?today=${BOARD_DAY}&${query}`)).body.rows)

const none = { not_started: 0, in_progress: 0, on_hold: 0, in_qc: 0, failed: 0, complete: 0 }

test('the totals of all efforts', async () => {
  expect(await read()).toMatchObject({
    studies: 1,
    active_efforts: 1,
    items: 6,
    complete: 3,
    unassigned: 3,
    open_comments: 2,
    passed: 2,
    passed_first: 1,
  })
})

test('each kind by how far it is', async () => {
  expect((await read()).kinds).toEqual([
    { kind: 'SDTM', total: 1, overdue: 0, stages: { ...none, in_qc: 1 } },
    { kind: 'ADaM', total: 1, overdue: 0, stages: { ...none, complete: 1 } },
    { kind: 'Table', total: 2, overdue: 1, stages: { ...none, complete: 2 } },
    { kind: 'Listing', total: 1, overdue: 1, stages: { ...none, in_progress: 1 } },
    { kind: 'Figure', total: 1, overdue: 0, stages: { ...none, not_started: 1 } },
  ])
})

test('what lies with whom, on each side', async () => {
  expect((await read()).workload).toEqual([
    { user_id: 2, role: 'production', total: 3, open: 0, overdue: 0, soon: 0 },
    { user_id: 2, role: 'qc', total: 1, open: 0, overdue: 0, soon: 0 },
    { user_id: 3, role: 'production', total: 2, open: 1, overdue: 1, soon: 0 },
    { user_id: 3, role: 'qc', total: 2, open: 1, overdue: 0, soon: 1 },
  ])
  // L-1 is late on his side, DM is due for his check; each counts once.
  expect((await read()).week).toEqual([{ user_id: 3, count: 2 }])
})

test('what is late and what is due within seven days, the next first', async () => {
  const { overdue, due_soon } = await read()
  expect([overdue.count, codesOf(overdue.rows)]).toEqual([2, ['T-2', 'L-1']])
  expect([due_soon.count, codesOf(due_soon.rows)]).toEqual([1, ['DM']])
  expect(due_soon.rows[0]).toMatchObject({ study_label: 'STUDY-1', reporting_effort_label: 'CSR', stage: 'in_qc' })
})

test('sixty days that end with how it is, counted back through the log', async () => {
  const { progress } = await read()
  expect(progress).toHaveLength(60)
  // T-1 was completed, came back with its failed check, and was completed again.
  expect(progress.at(-1)).toMatchObject({ items: 6, produced: 4, passed: 2, produced_that_day: 5, passed_that_day: 2 })
  expect(progress[0]).toMatchObject({ items: 0, produced: 0, passed: 0, produced_that_day: 0, passed_that_day: 0 })
})

test('one effort alone', async () => {
  const { items, complete, passed, passed_first, progress, workload } = await read('&reporting_effort_id=2')
  expect({ items, complete, passed, passed_first }).toEqual({ items: 1, complete: 1, passed: 1, passed_first: 1 })
  expect(progress.at(-1)).toMatchObject({ items: 1, produced: 1, passed: 1 })
  expect(workload.map(({ user_id }) => user_id)).toEqual([2, 3])
})

test('a change is counted', async () => {
  const own = await startHost()
  try {
    seedBoard(own)
    await own.api('PUT', '/reporting-effort-tracker/3', { production_status: 'completed' })
    const { body } = await own.api('GET', `/dashboard?today=${BOARD_DAY}`)
    expect(body).toMatchObject({ complete: 4 })
    expect(body.progress.at(-1)).toMatchObject({ produced: 5, produced_that_day: 6 })
  } finally {
    await own.close()
  }
})

describe('rows behind a number', () => {
  const day = new Date().toISOString().slice(0, 10)
  test.each([
    ['subset=all', ['T-1', 'T-2', 'L-1', 'DM', 'ADSL', 'F-1']],
    ['subset=open', ['L-1', 'DM', 'F-1']],
    ['subset=overdue', ['T-2', 'L-1']],
    ['subset=soon', ['DM']],
    ['subset=unassigned', ['T-2', 'L-1', 'F-1']],
    ['subset=comments', ['L-1']],
    ['subset=passed_first', ['ADSL']],
    ['subset=passed_later', ['T-1']],
    ['stage=complete', ['T-1', 'T-2', 'ADSL']],
    ['stage=complete&kind=Table', ['T-1', 'T-2']],
    ['subset=overdue&kind=Listing', ['L-1']],
    ['user_id=3&role=qc', ['T-1', 'DM']],
    ['user_id=3&subset=week', ['L-1', 'DM']],
    ['user_id=2&subset=week', []],
    ['user_id=3&role=qc&subset=soon', ['DM']],
    ['user_id=3&role=production&subset=soon', []],
    ['user_id=3&role=qc&subset=open', ['DM']],
    ['user_id=3&role=production&subset=overdue', ['L-1']],
    ['user_id=2&role=production&subset=overdue', []],
    [`done=qc&day=${day}`, ['T-1', 'ADSL']],
    [`done=production&day=${day}&reporting_effort_id=1`, ['T-1', 'T-2', 'DM']],
    ['done=qc&day=2020-01-01', []],
  ])('%s', async (query, expected) => expect(await codes(query)).toEqual(expected))
})

test.each([
  ['/dashboard?reporting_effort_id=99', 404],
  ['/dashboard?today=soon', 422],
  ['/dashboard/rows?kind=Chart', 422],
])('%s is refused', async (path, status) => expect((await host.api('GET', path)).status).toBe(status))
