// What ids meant: the name of a row as it was last recorded, also when the row is gone. One reader is made for one answer,
// because it remembers what it has looked up.
import type Database from 'better-sqlite3'
import { prepared } from '../../db/statements.ts'

type Row = Record<string, unknown>

/** The field that a row is called by. */
const nameField: Record<string, string> = {
  studies: 'study_label',
  database_releases: 'database_release_label',
  reporting_efforts: 'database_release_label',
  reporting_effort_items: 'item_code',
  package_items: 'item_code',
  packages: 'package_name',
  text_elements: 'label',
  tracker_tags: 'name',
  saved_views: 'name',
  users: 'username',
  workspace: 'workspace_name',
  audit_events: 'username',
}

/** Where a row that has no name of its own takes it from: what it hangs on. */
const owner: readonly (readonly [field: string, entity: string])[] = [
  ['tracker_id', 'reporting_effort_item_tracker'],
  ['reporting_effort_item_id', 'reporting_effort_items'],
  ['package_item_id', 'package_items'],
  ['reporting_effort_id', 'reporting_efforts'],
]

/** Which entity the ids in a field are of. */
const referred: Record<string, string> = {
  production_programmer_id: 'users',
  qc_programmer_id: 'users',
  user_id: 'users',
  owner_id: 'users',
  resolved_by_user_id: 'users',
  title_id: 'text_elements',
  population_flag_id: 'text_elements',
  ich_category_id: 'text_elements',
  footnote_id: 'text_elements',
  acronym_id: 'text_elements',
  tag_id: 'tracker_tags',
  study_id: 'studies',
  database_release_id: 'database_releases',
  reporting_effort_id: 'reporting_efforts',
  package_id: 'packages',
}

export interface Names {
  /** The name of a row, empty when it has none. */
  ofRow(entity: string, row: Row): string
  /** What the id in this field means; undefined when it is no id, or of a row that never was. */
  ofValue(field: string, value: unknown): string | undefined
}

export function openNames(db: Database.Database): Names {
  const known = new Map<string, string>()
  const last = prepared<{ row: string }>(
    db,
    'SELECT coalesce(after, before) AS row FROM changes WHERE entity = +? AND row_id = +? ORDER BY seq DESC LIMIT 1',
  )

  function ofId(entity: string, id: unknown): string {
    const key = `${entity} ${String(id)}`
    let name = known.get(key)
    if (name === undefined) {
      const stored = last.get(entity, id)
      known.set(key, (name = stored ? ofRow(entity, JSON.parse(stored.row) as Row) : ''))
    }
    return name
  }
  function ofRow(entity: string, row: Row): string {
    const own = nameField[entity]
    if (own !== undefined) return typeof row[own] === 'string' ? row[own] : ''
    for (const [field, parent] of owner) if (typeof row[field] === 'number') return ofId(parent, row[field])
    return ''
  }
  return {
    ofRow,
    ofValue(field, value) {
      const entity = referred[field]
      return entity === undefined || typeof value !== 'number' ? undefined : ofId(entity, value) || undefined
    },
  }
}
