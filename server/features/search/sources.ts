// What of each table is searched. `code` is what people know the thing by, `text` everything else that is said of it; the
// title of an item is searched with the item, although it is a row of its own.
import type { HitKind } from '../../../shared/actions/search.ts'

const words = (...columns: string[]) => columns.map((column) => `coalesce(${column}, '')`).join(` || ' ' || `)

const itemSource = (table: string) => `
  SELECT i.id, i.item_code AS code,
    ${words('x.label', 'i.dataset_label', 'i.item_description', 'i.dataset_acronyms')} AS text
  FROM ${table} AS i LEFT JOIN text_elements AS x ON x.id = i.title_id
  WHERE i.id`

/** SELECT of `id, code, text` for each kind, up to the comparison of the id. */
export const sources: Readonly<Record<HitKind, string>> = {
  studies: `SELECT id, study_label AS code, ${words('study_title', 'phase', 'therapeutic_area')} AS text
    FROM studies WHERE id`,
  database_releases: `SELECT id, database_release_label AS code, '' AS text FROM database_releases WHERE id`,
  reporting_efforts: `SELECT id, database_release_label AS code, '' AS text FROM reporting_efforts WHERE id`,
  packages: `SELECT id, package_name AS code, ${words('description', 'study_indication', 'therapeutic_area')} AS text
    FROM packages WHERE id`,
  reporting_effort_items: itemSource('reporting_effort_items'),
  package_items: itemSource('package_items'),
  text_elements: `SELECT id, '' AS code, ${words('label', 'content')} AS text FROM text_elements WHERE id`,
  users: `SELECT id, username AS code, ${words('display_name', 'department')} AS text FROM users WHERE id`,
  tracker_comments: `SELECT id, '' AS code, comment_text AS text FROM tracker_comments WHERE id`,
}
