// Every item with what a lead asks of it, as the one relation that all numbers, lists and days are taken from: a number
// and the rows behind it cannot differ. An item without a tracker row has not been started.
import type { BoardLine } from '../../../shared/actions/dashboard.ts'

/** The columns of a line beside the few that queries need only to count. */
const columns: readonly (keyof BoardLine)[] = [
  'id',
  'item_code',
  'item_type',
  'item_subtype',
  'title',
  'reporting_effort_id',
  'reporting_effort_label',
  'database_release_label',
  'study_label',
  'production_programmer_id',
  'qc_programmer_id',
  'production_status',
  'qc_status',
  'priority',
  'due_date',
  'stage',
]

/** What `SELECT` takes from a relation `line`. */
export const lineColumns = columns.map((name) => `line.${name}`).join(', ')

/** `WITH counted AS (…)`: the bare state of each item, parameter `:effort` (null for all). */
export const withCounted = `WITH counted AS (
  SELECT i.id, i.reporting_effort_id, i.item_subtype, i.item_code, i.created_at, t.id AS tracker_id,
    t.production_programmer_id, t.qc_programmer_id, t.priority, t.due_date,
    coalesce(t.production_status, 'not_started') AS production_status, coalesce(t.qc_status, 'not_started') AS qc_status,
    CASE
      WHEN t.production_status = 'completed' AND (t.qc_status = 'completed' OR t.qc_programmer_id IS NULL) THEN 'complete'
      WHEN t.qc_status = 'failed' THEN 'failed'
      WHEN t.production_status = 'completed' THEN 'in_qc'
      ELSE coalesce(t.production_status, 'not_started')
    END AS stage
  FROM reporting_effort_items AS i LEFT JOIN reporting_effort_item_tracker AS t ON t.reporting_effort_item_id = i.id
  WHERE :effort IS NULL OR i.reporting_effort_id = +:effort
)`

/** `WITH counted AS (…), line AS (…)`: the same with names and places. */
export const withLines = `${withCounted}, line AS (
  SELECT c.*, i.item_type, coalesce(iif(i.item_type = 'TLF', x.label, i.dataset_label), i.item_description, '') AS title,
    e.database_release_label AS reporting_effort_label, r.database_release_label, s.study_label
  FROM counted AS c
  JOIN reporting_effort_items AS i ON i.id = c.id
  JOIN reporting_efforts AS e ON e.id = i.reporting_effort_id
  JOIN database_releases AS r ON r.id = e.database_release_id
  JOIN studies AS s ON s.id = e.study_id
  LEFT JOIN text_elements AS x ON x.id = i.title_id
)`

export const isOverdue = "due_date < :today AND qc_status <> 'completed'"
export const isSoon = "due_date BETWEEN :today AND :soon AND qc_status <> 'completed'"
export const isUnassigned = '(production_programmer_id IS NULL OR qc_programmer_id IS NULL)'
export const byDue = 'due_date IS NULL, due_date, item_code, id'
