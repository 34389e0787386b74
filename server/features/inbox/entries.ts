// The inbox as it is shown: each entry with the item, where that stands, and the comment as it is now. What hangs on a row
// that is gone is gone with it.
import type Database from 'better-sqlite3'
import type { InboxEntry } from '../../../shared/actions/inbox.ts'
import { prepared } from '../../db/statements.ts'

type StoredEntry = Omit<InboxEntry, 'path' | 'read' | 'unblinded'> & {
  study_label: string
  release_label: string
  effort_label: string
  unblinded_flag: number
  read_at: string | null
}

const shown = `
  SELECT entries.id, entries.kind, entries.at, entries.actor_id, entries.actor_name, entries.tracker_id, entries.comment_id,
    entries.read_at, tracker_comments.comment_text, trackers.unblinded_flag, items.id AS item_id, items.item_code,
    items.item_type, items.item_subtype, items.reporting_effort_id, studies.study_label,
    database_releases.database_release_label AS release_label, efforts.database_release_label AS effort_label
  FROM inbox_entries AS entries
  JOIN reporting_effort_item_tracker AS trackers ON trackers.id = entries.tracker_id
  JOIN reporting_effort_items AS items ON items.id = trackers.reporting_effort_item_id
  JOIN reporting_efforts AS efforts ON efforts.id = items.reporting_effort_id
  JOIN database_releases ON database_releases.id = efforts.database_release_id
  JOIN studies ON studies.id = efforts.study_id
  LEFT JOIN tracker_comments ON tracker_comments.id = entries.comment_id`

const toEntry = (stored: StoredEntry): InboxEntry => {
  const { study_label, release_label, effort_label, unblinded_flag, read_at, ...entry } = stored
  return {
    ...entry,
    path: [study_label, release_label, effort_label],
    unblinded: unblinded_flag !== 0,
    read: read_at !== null,
  }
}

/** Newest first, at most `limit`. */
export function inboxOf(
  db: Database.Database,
  userId: number,
  { before = Number.MAX_SAFE_INTEGER, unread, limit }: { before?: number | undefined; unread: boolean; limit: number },
): InboxEntry[] {
  const sql = `${shown} WHERE entries.user_id = ? AND entries.id < ? ${unread ? 'AND entries.read_at IS NULL' : ''}
    ORDER BY entries.id DESC LIMIT ?`
  return prepared<StoredEntry>(db, sql).all(userId, before, limit).map(toEntry)
}

export function unreadCount(db: Database.Database, userId: number): number {
  return prepared<number>(
    db,
    `SELECT count(*) FROM inbox_entries AS entries
     JOIN reporting_effort_item_tracker AS trackers ON trackers.id = entries.tracker_id
     WHERE entries.user_id = ? AND entries.read_at IS NULL`,
  )
    .pluck()
    .get(userId)!
}
