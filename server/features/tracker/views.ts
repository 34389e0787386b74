// Tracker rows as replies show them (protocol 2.11). All shapes are one: the row, its open comments counted, and the rules
// of the workflow it breaks; lists add what stands around the row. Every list is one statement.
import type Database from 'better-sqlite3'
import { brokenRules, programmerColumn, type TrackerRole, type WorkflowRule } from '../../../shared/domain/workflow.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { prepared } from '../../db/statements.ts'
import { decodeRow } from '../../store/rows.ts'
import { unresolvedCount } from '../comments/index.ts'

interface Derived {
  unresolved_comment_count: number
  rule_breaches: WorkflowRule[]
}
export type TrackerView = Tracker & Derived
/** With the name that clients of upstream read, and its two fields that never had a column. */
export type TrackerOut = TrackerView & { in_production: boolean; programmer_comments: null; biostat_comments: null }

/** The row with what is derived of it. */
export function showTracker(db: Database.Database, row: Tracker): TrackerView {
  return { ...row, unresolved_comment_count: unresolvedCount(db, row.id), rule_breaches: brokenRules(row) }
}

/** TrackerOut of protocol 2.11. */
export function trackerOut(db: Database.Database, row: Tracker): TrackerOut {
  return asOut(showTracker(db, row))
}
const asOut = (view: TrackerView): TrackerOut => ({
  ...view,
  in_production: view.in_production_flag,
  programmer_comments: null,
  biostat_comments: null,
})

const openComments =
  '(SELECT count(*) FROM tracker_comments AS c WHERE c.tracker_id = t.id AND c.parent_comment_id IS NULL AND ' +
  'c.is_resolved = 0) AS unresolved_comment_count'
const withItem =
  'reporting_effort_item_tracker AS t JOIN reporting_effort_items AS i ON i.id = t.reporting_effort_item_id'
const withPath = `${withItem}
  JOIN reporting_efforts AS e ON e.id = i.reporting_effort_id
  JOIN database_releases AS r ON r.id = e.database_release_id
  JOIN studies AS s ON s.id = e.study_id`
const path = `i.item_code, i.item_subtype, i.item_type, i.reporting_effort_id,
  e.database_release_label AS reporting_effort_label, e.study_id, s.study_label, e.database_release_id,
  r.database_release_label`

type Extra = Record<string, unknown>

function readViews<E extends Extra>(db: Database.Database, sql: string, ...parameters: unknown[]): (TrackerView & E)[] {
  return prepared<Extra>(db, sql)
    .all(...parameters)
    .map((stored) => {
      const row = decodeRow(tracker, stored) as TrackerView & E
      row.rule_breaches = brokenRules(row)
      return row
    })
}

/** TrackerRow of protocol 2.11: rows of every effort, by id; the two statuses filter. */
export function listTrackers(
  db: Database.Database,
  page: { skip: number; limit: number; filters: { production_status?: string; qc_status?: string } },
): TrackerView[] {
  const { production_status = null, qc_status = null } = page.filters
  const sql = `SELECT t.*, ${openComments}, ${path} FROM ${withPath}
    WHERE (:production_status IS NULL OR t.production_status = :production_status)
      AND (:qc_status IS NULL OR t.qc_status = :qc_status)
    ORDER BY t.id LIMIT :limit OFFSET :skip`
  return readViews(db, sql, { production_status, qc_status, limit: page.limit, skip: page.skip })
}

/** TrackerOut of the rows on which somebody works in that role, by priority (as text) and due date. */
export function listTrackersOfProgrammer(
  db: Database.Database,
  programmerId: number,
  role: TrackerRole,
): (TrackerOut & { database_release_id: number })[] {
  const sql = `SELECT t.*, ${openComments}, ${path} FROM ${withPath}
    WHERE t.${programmerColumn[role]} = +? ORDER BY t.priority, t.due_date IS NULL, t.due_date, t.id`
  return readViews<{ database_release_id: number }>(db, sql, programmerId).map((row) => ({ ...row, ...asOut(row) }))
}

/** The tracker rows of an effort by the id of their item. */
export function listTrackersOfEffort(db: Database.Database, effortId: number): Map<number, TrackerView> {
  const sql = `SELECT t.*, ${openComments} FROM ${withItem} WHERE i.reporting_effort_id = +?`
  return new Map(readViews(db, sql, effortId).map((row) => [row.reporting_effort_item_id, row]))
}

interface Around {
  [column: string]: unknown
  tags: { id: number; name: string; color: string }[]
}

/** TrackerBulk of protocol 2.11: the rows of one effort with names, title and tags, by item code. */
export function listTrackersInBulk(db: Database.Database, effortId: number): (TrackerView & Around)[] {
  const sql = `SELECT t.*, ${openComments}, i.id AS item_id, i.item_code, i.item_type, i.item_subtype,
      x.label AS item_title, p.username AS prod_programmer_username, q.username AS qc_programmer_username,
      (SELECT json_group_array(json_object('id', g.id, 'name', g.name, 'color', g.color) ORDER BY g.name)
        FROM tracker_item_tags AS l JOIN tracker_tags AS g ON g.id = l.tag_id WHERE l.tracker_id = t.id) AS tags
    FROM ${withItem}
    LEFT JOIN text_elements AS x ON x.id = i.title_id
    LEFT JOIN users AS p ON p.id = t.production_programmer_id
    LEFT JOIN users AS q ON q.id = t.qc_programmer_id
    WHERE i.reporting_effort_id = +? ORDER BY i.item_code, t.id`
  return readViews<Around>(db, sql, effortId).map((row) => {
    const tags: unknown = row.tags
    row.tags = tags === '[]' ? [] : (JSON.parse(tags as string) as Around['tags'])
    return row
  })
}
