// The calendar over HTTP: what lies between two days, both included.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Calendar } from '../../shared/actions/calendar.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { seedBoard } from '../helpers/seed-board.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
  seedBoard(host)
})
afterAll(() => host.close())

test.each([
  ['2026-01-01', '2026-01-31', ['T-1', 'T-2', 'L-1', 'DM', 'ADSL'], ['LOCK']],
  ['2026-01-08', '2026-01-17', ['T-2', 'L-1', 'DM'], ['LOCK']],
  ['2026-01-09', '2026-01-09', ['L-1'], []],
  ['2026-01-12', '2026-01-12', [], ['LOCK']],
  ['2025-01-01', '2025-01-31', [], []],
])('from %s to %s', async (from, to, codes, releases) => {
  const calendar: Calendar = (await host.api('GET', `/calendar?from=${from}&to=${to}`)).body
  expect(calendar.items.map(({ item_code }) => item_code)).toEqual(codes)
  expect(calendar.releases.map((each) => each.database_release_label)).toEqual(releases)
})

test('an item says what it is, where, and how far', async () => {
  const { body } = await host.api('GET', '/calendar?from=2026-01-17&to=2026-01-17')
  expect(body.items[0]).toMatchObject({
    item_code: 'DM',
    item_subtype: 'SDTM',
    study_label: 'STUDY-1',
    database_release_label: 'LOCK',
    reporting_effort_label: 'CSR',
    qc_programmer_id: 3,
    stage: 'in_qc',
  })
})

test.each(['from=2026-01-02&to=2026-01-01', 'from=2026-01-01&to=2027-01-01', 'from=2026-01-01', 'from=x&to=y'])(
  '%s is refused',
  async (query) => expect((await host.api('GET', `/calendar?${query}`)).status).toBe(422),
)
