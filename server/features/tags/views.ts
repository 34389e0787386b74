// Lists of tags and of what carries them (protocol 2.13).
import type Database from 'better-sqlite3'
import type { TagUse } from '../../../shared/actions/tags.ts'
import type { Tag } from '../../../shared/entities/tag.ts'
import { prepared } from '../../db/statements.ts'

/** Tags by name, each with the number of tracker rows that carry it. */
export function listTags(
  db: Database.Database,
  page: { skip: number; limit: number },
): (Tag & { usage_count: number })[] {
  return prepared<Tag & { usage_count: number }>(
    db,
    `SELECT tracker_tags.*,
       (SELECT count(*) FROM tracker_item_tags WHERE tracker_item_tags.tag_id = tracker_tags.id) AS usage_count
     FROM tracker_tags ORDER BY tracker_tags.name LIMIT ? OFFSET ?`,
  ).all(page.limit, page.skip)
}

/** Ids of the tracker rows that carry a tag, in ascending order. */
export function trackersOf(db: Database.Database, tagId: number): number[] {
  return prepared<{ tracker_id: number }>(
    db,
    'SELECT tracker_id FROM tracker_item_tags WHERE tag_id = ? ORDER BY tracker_id',
  )
    .all(tagId)
    .map((row) => row.tracker_id)
}

/** The rows that carry a tag, study by study. */
export function usesOf(db: Database.Database, tagId: number): TagUse[] {
  return prepared<TagUse>(
    db,
    `SELECT l.tracker_id, i.id AS item_id, i.item_code, i.item_type, i.item_subtype, i.reporting_effort_id,
       s.study_label, r.database_release_label AS release_label, e.database_release_label AS effort_label
     FROM tracker_item_tags AS l
     JOIN reporting_effort_item_tracker AS t ON t.id = l.tracker_id
     JOIN reporting_effort_items AS i ON i.id = t.reporting_effort_item_id
     JOIN reporting_efforts AS e ON e.id = i.reporting_effort_id
     JOIN database_releases AS r ON r.id = e.database_release_id
     JOIN studies AS s ON s.id = e.study_id
     WHERE l.tag_id = +? ORDER BY s.study_label, release_label, effort_label, i.item_code`,
  ).all(tagId)
}
