// The rows on which somebody still has something to do, in one statement over all efforts.
import type Database from 'better-sqlite3'
import type { WorkLine } from '../../../shared/actions/work.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { prepared } from '../../db/statements.ts'
import { decodeRow } from '../../store/rows.ts'

const sql = `
  SELECT t.*, i.item_code, i.item_type, i.item_subtype,
    coalesce(iif(i.item_type = 'TLF', x.label, i.dataset_label), i.item_description, '') AS title,
    i.reporting_effort_id, e.database_release_label AS reporting_effort_label, r.database_release_label, s.study_label,
    (SELECT count(*) FROM tracker_comments AS c
      WHERE c.tracker_id = t.id AND c.parent_comment_id IS NULL AND c.is_resolved = 0) AS unresolved_comment_count
  FROM reporting_effort_item_tracker AS t
  JOIN reporting_effort_items AS i ON i.id = t.reporting_effort_item_id
  JOIN reporting_efforts AS e ON e.id = i.reporting_effort_id
  JOIN database_releases AS r ON r.id = e.database_release_id
  JOIN studies AS s ON s.id = e.study_id
  LEFT JOIN text_elements AS x ON x.id = i.title_id
  WHERE (t.production_programmer_id = :user_id OR t.qc_programmer_id = :user_id) AND t.qc_status <> 'completed'
  ORDER BY t.due_date IS NULL, t.due_date, i.item_code, t.id`

/** Rows with that person on either side whose QC is not passed, the next due first. */
export function openWorkOf(db: Database.Database, userId: number): WorkLine[] {
  return prepared<Record<string, unknown>>(db, sql)
    .all({ user_id: userId })
    .map((stored) => decodeRow(tracker, stored) as WorkLine)
}
