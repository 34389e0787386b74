// Which copies have had their time. Only those that the program made by itself, at start and daily, ever go: the newest of
// each of the last seven days and of the last four weeks stays, and so does the newest good one whatever its age. Copies made
// by hand, before a migration and before a restore stay until somebody deletes them.
import type { BackupEntry } from '../../../shared/actions/backup.ts'

export const KEPT_DAYS = 7
export const KEPT_WEEKS = 4

const rotated = new Set(['start', 'daily'])
const DAY = 86_400_000

/** The Monday of the week, in days since 1970. */
const weekOf = (at: string) => Math.floor((Math.floor(Date.parse(at) / DAY) + 3) / 7)
const dayOf = (at: string) => at.slice(0, 10)

/**
 * Names of the copies that go. Nothing goes while the newest copy is bad: the older ones may be all there is.
 * @param backups newest first
 */
export function superseded(backups: readonly BackupEntry[]): string[] {
  if (backups.length === 0 || backups[0]!.status === 'failed') return []
  const good = backups.filter(({ status }) => status === 'completed')
  const automatic = good.filter(({ purpose }) => rotated.has(purpose))
  const kept = new Set([good[0]!.filename])
  for (const [periodOf, count] of [
    [dayOf, KEPT_DAYS],
    [weekOf, KEPT_WEEKS],
  ] as const) {
    const seen = new Set<string | number>()
    for (const { filename, created_at } of automatic) {
      const period = periodOf(created_at)
      if (seen.has(period)) continue
      if (seen.size === count) break
      seen.add(period)
      kept.add(filename)
    }
  }
  return automatic.map(({ filename }) => filename).filter((filename) => !kept.has(filename))
}
