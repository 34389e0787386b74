// Lists of tags and of what carries them (protocol 2.13).
import type Database from 'better-sqlite3'
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
