// Where releases stand on the axis of time.
import { expect, test } from 'vitest'
import type { DatabaseRelease } from '../../../shared/entities/database-release.ts'
import type { Study } from '../../../shared/entities/study.ts'
import { layOut } from '../../../renderer/src/features/studies/timeline.ts'

const release = (id: number, study_id: number, database_release_date: string | null) =>
  ({ id, study_id, database_release_label: `R${id}`, database_release_date }) as DatabaseRelease
const study = (id: number, study_label: string) => ({ id, study_label }) as Study

test('nothing is drawn without a date', () => {
  expect(layOut([release(1, 1, null)], [study(1, 'A')], '2026-03-01')).toBeNull()
})

test('releases stand in the order of their dates, within the axis, past ones told apart', () => {
  const releases = [release(1, 1, '2026-05-01'), release(2, 1, '2026-01-01'), release(3, 2, '2026-03-01')]
  const timeline = layOut(releases, [study(2, 'B-10'), study(1, 'B-9'), study(3, 'C')], '2026-03-01')!
  expect(timeline.lanes.map(({ label }) => label)).toEqual(['B-9', 'B-10'])
  const [first, second] = timeline.lanes[0]!.releases
  expect([first?.id, first?.past, second?.id, second?.past]).toEqual([2, true, 1, false])
  expect(first!.at).toBeGreaterThan(0)
  expect(second!.at).toBeLessThan(100)
  expect(timeline.lanes[1]!.releases[0]).toMatchObject({ at: timeline.today, past: true })
  expect(timeline.ticks.length).toBeLessThanOrEqual(9)
})

test.each([
  ['2026-01-01', '2026-01-02'],
  ['2020-01-01', '2026-01-01'],
  ['1990-01-01', '2050-01-01'],
])('from %s to %s there are a few marks and not many', (from, to) => {
  const timeline = layOut([release(1, 1, from), release(2, 1, to)], [study(1, 'A')], from)!
  expect(timeline.ticks.length).toBeGreaterThan(0)
  expect(timeline.ticks.length).toBeLessThanOrEqual(10)
})
