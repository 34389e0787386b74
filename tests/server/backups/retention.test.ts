// Which copies stay, over ninety days of a clock that is told, and when the program does something by itself.
import { expect, test } from 'vitest'
import { superseded } from '../../../server/features/backups/retention.ts'
import { isDailyDue, isRehearsalDue, lastOccurrence, warningsOf } from '../../../server/features/backups/schedule.ts'
import type { BackupEntry } from '../../../shared/actions/backup.ts'

const DAY = 86_400_000
const begin = Date.parse('2026-01-01T12:00:00Z')

const entry = (at: number, purpose: string, status: BackupEntry['status'] = 'completed'): BackupEntry => ({
  filename: `${purpose} ${new Date(at).toISOString()}`,
  created_at: new Date(at).toISOString(),
  completed_at: new Date(at).toISOString(),
  description: '',
  created_by: null,
  status,
  size_bytes: 1,
  size: 1,
  error: null,
  file_exists: true,
  purpose,
  encrypted: false,
  verified_at: new Date(at).toISOString(),
  schema: 1,
  counts: {},
  head: null,
})

/** What is left when three copies a day were made for so many days, and the old ones let go each time. */
function live(days: number, extra: BackupEntry[] = []): BackupEntry[] {
  let kept: BackupEntry[] = [...extra]
  for (let day = 0; day < days; day += 1) {
    for (const hour of [0, 3, 6]) {
      kept = [entry(begin + day * DAY + hour * 3_600_000, hour === 0 ? 'daily' : 'start'), ...kept]
      const gone = new Set(superseded(kept))
      kept = kept.filter(({ filename }) => !gone.has(filename))
    }
  }
  return kept
}

test('seven days and four weeks stay of ninety days, and everything that was asked for', () => {
  const asked = [
    entry(begin - 400 * DAY, 'manual'),
    entry(begin - 390 * DAY, 'before-schema-2'),
    entry(begin - 380 * DAY, 'before-restore'),
  ]
  const kept = live(90, asked.reverse())
  const automatic = kept.filter(({ purpose }) => purpose === 'daily' || purpose === 'start')
  const days = new Set(automatic.map(({ created_at }) => created_at.slice(0, 10)))
  for (let back = 0; back < 7; back += 1) {
    expect(days).toContain(new Date(begin + (89 - back) * DAY).toISOString().slice(0, 10))
  }
  // The newest of a week is among the days in two of the four weeks at most.
  expect(automatic.length).toBeGreaterThanOrEqual(9)
  expect(automatic.length).toBeLessThanOrEqual(11)
  const oldest = Math.min(...automatic.map(({ created_at }) => Date.parse(created_at)))
  expect((begin + 89 * DAY - oldest) / DAY).toBeGreaterThanOrEqual(15)
  expect(kept.filter(({ purpose }) => !['daily', 'start'].includes(purpose))).toHaveLength(3)
})

test('nothing goes while the newest is bad, and the last good one never', () => {
  const many = Array.from({ length: 40 }, (_, day) => entry(begin - day * DAY, 'daily'))
  expect(superseded([entry(begin + 1, 'daily', 'failed'), ...many])).toEqual([])
  const [single] = [entry(begin - 900 * DAY, 'daily')]
  expect(superseded([single])).toEqual([])
  expect(superseded(many)).not.toContain(many[0]!.filename)
})

test('a daily copy is due once the hour has passed without one, and again an hour after one that failed', () => {
  const now = new Date(2026, 5, 10, 13, 0)
  const settings = { automatic: true, hour: 12 }
  const at = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()
  const made = (hours: number, status: BackupEntry['status'] = 'completed') => [{ created_at: at(hours), status }]
  expect(lastOccurrence(12, now)).toEqual(new Date(2026, 5, 10, 12, 0))
  expect(lastOccurrence(14, now)).toEqual(new Date(2026, 5, 9, 14, 0))
  expect(isDailyDue(settings, [], undefined, now)).toBe(true)
  expect(isDailyDue(settings, made(0.5), undefined, now)).toBe(false)
  expect(isDailyDue(settings, made(2), undefined, now)).toBe(true)
  expect(isDailyDue(settings, made(2), at(0.5), now), 'it failed half an hour ago').toBe(false)
  expect(isDailyDue(settings, made(30), at(1.5), now)).toBe(true)
  expect(isDailyDue({ ...settings, automatic: false }, [], undefined, now)).toBe(false)
})

test('what is wrong is said, and nothing when all is well', () => {
  const now = new Date(begin)
  const fine = { last_backup: null, second_folder: null, rehearsal: null }
  const bad = { at: now.toISOString(), ok: false, detail: '', filename: null }
  expect(warningsOf([], fine, true, now)).toEqual(['none'])
  expect(warningsOf([entry(begin - DAY, 'daily')], fine, true, now)).toEqual([])
  expect(warningsOf([entry(begin - 2 * DAY, 'daily')], fine, true, now)).toEqual(['late'])
  expect(warningsOf([entry(begin - 2 * DAY, 'daily')], fine, false, now), 'nothing changed since').toEqual([])
  const all = { last_backup: bad, second_folder: bad, rehearsal: bad }
  expect(warningsOf([entry(begin, 'daily', 'failed'), entry(begin - DAY, 'daily')], all, true, now)).toEqual([
    'last_failed',
    'newest_bad',
    'rehearsal_failed',
    'second_folder_failed',
  ])
  expect(isRehearsalDue(null, now)).toBe(true)
  expect(isRehearsalDue({ ...bad, at: new Date(begin - 6 * DAY).toISOString() }, now)).toBe(false)
  expect(isRehearsalDue({ ...bad, at: new Date(begin - 8 * DAY).toISOString() }, now)).toBe(true)
})
