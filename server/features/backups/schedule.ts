// When the program makes a copy by itself, and when it tries a restore. Times are asked for, never waited for, so that a
// machine that slept or was off does at once what it missed.
import type { BackupEntry, BackupOutcome, BackupSettings, BackupWarning } from '../../../shared/actions/backup.ts'

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR
/** A newest good copy older than this is late, in milliseconds. */
const LATE = 36 * HOUR

/** The last time the clock of the host showed that hour. */
export function lastOccurrence(hour: number, now: Date): Date {
  const at = new Date(now)
  at.setHours(hour, 0, 0, 0)
  if (at > now) at.setDate(at.getDate() - 1)
  return at
}

/** Whether the daily copy is due. @param backups newest first @param lastTry when one was last tried */
export function isDailyDue(
  { automatic, hour }: Pick<BackupSettings, 'automatic' | 'hour'>,
  backups: readonly Pick<BackupEntry, 'created_at' | 'status'>[],
  lastTry: string | undefined,
  now: Date,
): boolean {
  if (!automatic) return false
  const due = lastOccurrence(hour, now).getTime()
  const newest = backups.find(({ status }) => status === 'completed')
  const lastMade = newest ? Date.parse(newest.created_at) : -Infinity
  const lastTried = lastTry === undefined ? -Infinity : Date.parse(lastTry)
  // What failed is tried again every hour.
  return lastMade < due && (lastTried < due || now.getTime() - lastTried > HOUR)
}

/** Whether the weekly rehearsal is due. */
export const isRehearsalDue = (last: BackupOutcome | null, now: Date): boolean =>
  last === null || now.getTime() - Date.parse(last.at) > WEEK

/** What is wrong with the backups. @param isChanged the workspace holds something that the newest good copy does not */
export function warningsOf(
  backups: readonly BackupEntry[],
  outcomes: Record<'last_backup' | 'second_folder' | 'rehearsal', BackupOutcome | null>,
  isChanged: boolean,
  now: Date,
): BackupWarning[] {
  const newest = backups.find(({ status }) => status === 'completed')
  const isLate = newest !== undefined && isChanged && now.getTime() - Date.parse(newest.created_at) > LATE
  const found: [boolean, BackupWarning][] = [
    [newest === undefined, 'none'],
    [isLate, 'late'],
    [outcomes.last_backup?.ok === false, 'last_failed'],
    [backups[0]?.status === 'failed', 'newest_bad'],
    [outcomes.rehearsal?.ok === false, 'rehearsal_failed'],
    [outcomes.second_folder?.ok === false, 'second_folder_failed'],
  ]
  return found.filter(([isSo]) => isSo).map(([, warning]) => warning)
}
