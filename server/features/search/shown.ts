// What is told of each thing that was found: its name, where it stands and how to get there, read when it is asked for.
import type Database from 'better-sqlite3'
import type { HitKind, SearchHit } from '../../../shared/actions/search.ts'
import { excerptOf } from '../../../shared/domain/excerpt.ts'
import { prepared } from '../../db/statements.ts'
import type { Found } from './search-index.ts'

interface Shown {
  name: string
  text: string | null
  type: string | null
  item_type: string | null
  item_subtype: string | null
  study: string | null
  release: string | null
  effort: string | null
  package: string | null
  reporting_effort_id: number | null
  package_id: number | null
  item_id: number | null
}
const nothing: Shown = {
  name: '',
  text: null,
  type: null,
  item_type: null,
  item_subtype: null,
  study: null,
  release: null,
  effort: null,
  package: null,
  reporting_effort_id: null,
  package_id: null,
  item_id: null,
}

const words = (...columns: string[]) =>
  `concat_ws(' · ', ${columns.map((column) => `nullif(${column}, '')`).join(', ')})`
const itemText = words(`iif(i.item_type = 'TLF', x.label, i.dataset_label)`, 'i.item_description', 'i.dataset_acronyms')
const effortPath = 's.study_label AS study, r.database_release_label AS "release"'
const effortJoins = `JOIN database_releases AS r ON r.id = e.database_release_id JOIN studies AS s ON s.id = r.study_id`

const queries: Readonly<Record<HitKind, string>> = {
  studies: `SELECT study_label AS name, ${words('study_title', 'phase', 'therapeutic_area')} AS text
    FROM studies WHERE id = ?`,
  database_releases: `SELECT r.database_release_label AS name, s.study_label AS study
    FROM database_releases AS r JOIN studies AS s ON s.id = r.study_id WHERE r.id = +?`,
  reporting_efforts: `SELECT e.database_release_label AS name, ${effortPath}, e.id AS reporting_effort_id
    FROM reporting_efforts AS e ${effortJoins} WHERE e.id = +?`,
  packages: `SELECT package_name AS name, ${words('description', 'study_indication', 'therapeutic_area')} AS text,
    id AS package_id FROM packages WHERE id = ?`,
  reporting_effort_items: `SELECT i.item_code AS name, ${itemText} AS text, i.item_subtype AS type, i.item_type, i.item_subtype,
      ${effortPath}, e.database_release_label AS effort, e.id AS reporting_effort_id, i.id AS item_id
    FROM reporting_effort_items AS i LEFT JOIN text_elements AS x ON x.id = i.title_id
    JOIN reporting_efforts AS e ON e.id = i.reporting_effort_id ${effortJoins} WHERE i.id = +?`,
  package_items: `SELECT i.item_code AS name, ${itemText} AS text, i.item_subtype AS type, i.item_type, i.item_subtype,
      p.package_name AS package, p.id AS package_id, i.id AS item_id
    FROM package_items AS i LEFT JOIN text_elements AS x ON x.id = i.title_id
    JOIN packages AS p ON p.id = i.package_id WHERE i.id = +?`,
  text_elements: `SELECT label AS name, content AS text, type FROM text_elements WHERE id = ?`,
  users: `SELECT username AS name, ${words('display_name', 'department')} AS text FROM users WHERE id = ?`,
  tracker_comments: `SELECT i.item_code AS name, c.comment_text AS text, c.comment_type AS type, i.item_type, i.item_subtype,
      ${effortPath}, e.database_release_label AS effort, e.id AS reporting_effort_id, i.id AS item_id
    FROM tracker_comments AS c JOIN reporting_effort_item_tracker AS t ON t.id = c.tracker_id
    JOIN reporting_effort_items AS i ON i.id = t.reporting_effort_item_id
    JOIN reporting_efforts AS e ON e.id = i.reporting_effort_id ${effortJoins} WHERE c.id = +?`,
}

/** @returns null for a row that is gone */
export function show(db: Database.Database, { kind, id }: Found, marks: readonly string[]): SearchHit | null {
  const row = prepared<Partial<Shown>>(db, queries[kind]).get(id)
  if (!row) return null
  const { name, text, study, release, effort, package: inPackage, ...rest } = { ...nothing, ...row }
  const { type, item_type, item_subtype, reporting_effort_id, package_id, item_id } = rest
  return {
    kind,
    id,
    name: excerptOf(name, marks, kind !== 'text_elements'),
    excerpt: excerptOf(text ?? '', marks),
    path: [study, release, effort, inPackage].filter((label) => label !== null),
    type,
    item_type,
    item_subtype,
    reporting_effort_id,
    package_id,
    item_id,
  }
}
