// How many threads of a tracker row are open: parents that are not resolved. Always counted, never kept, so it cannot drift
// (protocol 3.6).
import type Database from 'better-sqlite3'
import { prepared } from '../../db/statements.ts'

/** Unresolved parent comments of a tracker row; replies never count. */
export function unresolvedCount(db: Database.Database, trackerId: number): number {
  return prepared<{ open: number }>(
    db,
    'SELECT count(*) AS open FROM tracker_comments WHERE tracker_id = ? AND parent_comment_id IS NULL AND is_resolved = 0',
  ).get(trackerId)!.open
}

export interface CommentSummary {
  tracker_id: number
  total_comments: number
  unresolved_count: number
  programming_unresolved_count: number
  biostat_unresolved_count: number
  resolved_parent_comments: number
  total_replies: number
  latest_comment_at: string | null
}

/** The counters of a tracker row (protocol 2.12); the two kinds are counted in either spelling. */
export function summaryOf(db: Database.Database, trackerId: number): CommentSummary {
  const counts = prepared<Omit<CommentSummary, 'tracker_id'>>(
    db,
    `SELECT count(*) AS total_comments,
       count(*) FILTER (WHERE parent_comment_id IS NULL AND is_resolved = 0) AS unresolved_count,
       count(*) FILTER (WHERE parent_comment_id IS NULL AND is_resolved = 0 AND lower(comment_type) = 'programming')
         AS programming_unresolved_count,
       count(*) FILTER (WHERE parent_comment_id IS NULL AND is_resolved = 0 AND lower(comment_type) = 'biostat')
         AS biostat_unresolved_count,
       count(*) FILTER (WHERE parent_comment_id IS NULL AND is_resolved = 1) AS resolved_parent_comments,
       count(*) FILTER (WHERE parent_comment_id IS NOT NULL) AS total_replies,
       max(created_at) AS latest_comment_at
     FROM tracker_comments WHERE tracker_id = ?`,
  ).get(trackerId)!
  return { tracker_id: trackerId, ...counts }
}
