// Where a text element is used: as title, population or ICH category of an item, as a footnote, as an acronym; in packages
// and in reporting efforts.
import type Database from 'better-sqlite3'
import { prepared } from '../../db/statements.ts'

export interface TextUsage {
  /** The entity that refers to it. */
  entity: 'package_items' | 'reporting_effort_items'
  item_id: number
  item_code: string
  /** The package's name or the effort's label. */
  owner: string
  role: 'title' | 'population' | 'ICH category' | 'footnote' | 'acronym'
}

const usedBy = (items: string, owners: string, ownerId: string, ownerLabel: string, itemId: string) => {
  const from = `FROM ${items} JOIN ${owners} ON ${owners}.id = ${items}.${ownerId}`
  const shown = `'${items}' AS entity, ${items}.id AS item_id, ${items}.item_code, ${owners}.${ownerLabel} AS owner`
  const footnotes = `${itemId.replace('_id', '')}_footnotes`
  const acronyms = `${itemId.replace('_id', '')}_acronyms`
  return `
    SELECT ${shown}, 'title' AS role ${from} WHERE ${items}.title_id = +:id
    UNION ALL SELECT ${shown}, 'population' ${from} WHERE ${items}.population_flag_id = +:id
    UNION ALL SELECT ${shown}, 'ICH category' ${from} WHERE ${items}.ich_category_id = +:id
    UNION ALL SELECT ${shown}, 'footnote' ${from} JOIN ${footnotes} ON ${footnotes}.${itemId} = ${items}.id
      WHERE ${footnotes}.footnote_id = +:id
    UNION ALL SELECT ${shown}, 'acronym' ${from} JOIN ${acronyms} ON ${acronyms}.${itemId} = ${items}.id
      WHERE ${acronyms}.acronym_id = +:id`
}

const sql = `
  ${usedBy('package_items', 'packages', 'package_id', 'package_name', 'package_item_id')}
  UNION ALL
  ${usedBy('reporting_effort_items', 'reporting_efforts', 'reporting_effort_id', 'database_release_label', 'reporting_effort_item_id')}
  ORDER BY entity, item_id`

/** Every use of a text element, packages first, in the order of the items' ids. */
export function usagesOf(db: Database.Database, textElementId: number): TextUsage[] {
  return prepared<TextUsage>(db, sql).all({ id: textElementId })
}
