// Which tracker rows carry which tags: every link is a row of its own, put on and taken off through the store, so each is
// recorded and announced.
import type Database from 'better-sqlite3'
import type { MergedTags } from '../../../shared/actions/tags.ts'
import { tag, trackerTag, type Tag, type TrackerTag } from '../../../shared/entities/tag.ts'
import { prepared } from '../../db/statements.ts'
import type { Transaction } from '../../store/store.ts'

export interface TagSummary {
  id: number
  name: string
  color: string
}

/** The tags of a tracker row, by name. */
export function tagsOf(db: Database.Database, trackerId: number): TagSummary[] {
  return prepared<TagSummary>(
    db,
    `SELECT tracker_tags.id, tracker_tags.name, tracker_tags.color
     FROM tracker_item_tags JOIN tracker_tags ON tracker_tags.id = tracker_item_tags.tag_id
     WHERE tracker_item_tags.tracker_id = +? ORDER BY tracker_tags.name`,
  ).all(trackerId)
}

/** The link between a tracker row and a tag, if there is one. */
export function findLink(tx: Transaction, trackerId: number, tagId: number): TrackerTag | undefined {
  return tx.rows(trackerTag, 'tracker_id = ? AND tag_id = ?', trackerId, tagId)[0]
}

/** Puts a tag on a tracker row; a row that has it already is left as it is. */
export function link(tx: Transaction, trackerId: number, tagId: number): { row: TrackerTag; isNew: boolean } {
  const existing = findLink(tx, trackerId, tagId)
  if (existing) return { row: existing, isNew: false }
  return { row: tx.insert(trackerTag, { tracker_id: trackerId, tag_id: tagId }), isNew: true }
}

/** Takes all tags off a tracker row, so that the row itself can be removed. */
export function removeTagsOf(tx: Transaction, trackerId: number): void {
  for (const { id } of tx.rows(trackerTag, 'tracker_id = ? ORDER BY id', trackerId)) tx.remove(trackerTag, id)
}

/** Removes a tag after taking it off every tracker row. Returns the tag as it was. */
export function removeTag(tx: Transaction, id: number, version?: number) {
  for (const { id: linkId } of tx.rows(trackerTag, 'tag_id = ? ORDER BY id', id)) tx.remove(trackerTag, linkId)
  return tx.remove(tag, id, { version })
}

/** Puts `into` on every row that carries `gone`, and removes `gone`. */
export function mergeInto(tx: Transaction, gone: Tag, into: Tag): MergedTags {
  const rows = tx.rows(trackerTag, 'tag_id = ? ORDER BY id', gone.id)
  const moved = rows.filter(({ tracker_id }) => link(tx, tracker_id, into.id).isNew).length
  removeTag(tx, gone.id)
  return { moved, had_both: rows.length - moved }
}
