// Which items of an effort others changed: asked by every open tracker after every change, so one statement over a bounded
// part of the log.
import type Database from 'better-sqlite3'
import { prepared } from '../../db/statements.ts'

/** The newest entries of the log that are looked at, so that a log of many years holds nobody up. */
const MOST_ENTRIES = 10_000

/** Items by the entry of any of their parts; those that are gone have no row to be marked. */
const changed = `
  WITH recent AS MATERIALIZED (
    SELECT entity, row_id, coalesce(after, before) AS row FROM changes
    WHERE seq > max(?, (SELECT coalesce(max(seq), 0) FROM changes) - ${MOST_ENTRIES}) AND actor_id IS NOT ?
      AND entity IN ('reporting_effort_items', 'reporting_effort_item_tracker', 'reporting_effort_item_footnotes',
        'reporting_effort_item_acronyms', 'tracker_comments', 'tracker_item_tags')),
  touched (item_id) AS (
    SELECT row_id FROM recent WHERE entity = 'reporting_effort_items'
    UNION SELECT row ->> '$.reporting_effort_item_id' FROM recent
      WHERE entity IN ('reporting_effort_item_tracker', 'reporting_effort_item_footnotes', 'reporting_effort_item_acronyms')
    UNION SELECT reporting_effort_item_id FROM recent JOIN reporting_effort_item_tracker AS tracker
      ON tracker.id = row ->> '$.tracker_id' WHERE entity IN ('tracker_comments', 'tracker_item_tags'))
  SELECT items.id FROM touched JOIN reporting_effort_items AS items ON items.id = touched.item_id
  WHERE items.reporting_effort_id = +?`

/** @param since entries up to this one do not count @param me whose own changes do not */
export const readChangedItems = (db: Database.Database, effort: number, since: number, me: number | null): number[] =>
  prepared<number>(db, changed).pluck().all(since, me, effort)
