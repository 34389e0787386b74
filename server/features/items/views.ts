// Items as replies show them: the row with its details nested, its ordered footnotes and its acronyms (protocol 2.9, 2.10).
// A list is one statement, whatever its length.
import type Database from 'better-sqlite3'
import { prepared } from '../../db/statements.ts'
import { decodeRow, readRows } from '../../store/rows.ts'
import { detailsOf, type ItemValues } from './contents.ts'
import type { ItemFamily, ItemRow } from './family.ts'
import type { AcronymLink, FootnoteLink } from './links.ts'

export interface ShownLinks {
  footnotes: Required<FootnoteLink>[]
  acronyms: AcronymLink[]
}
export type ItemView = ItemRow & ReturnType<typeof detailsOf> & ShownLinks

/** The links of one item, footnotes in their order. */
export function linksOf(db: Database.Database, family: ItemFamily, itemId: number): ShownLinks {
  const footnotes = readRows(db, family.footnote, `${family.itemId} = ? ORDER BY sequence_number, id`, itemId)
  const acronyms = readRows(db, family.acronym, `${family.itemId} = ? ORDER BY id`, itemId)
  return {
    footnotes: footnotes.map(({ footnote_id, sequence_number }) => ({ footnote_id, sequence_number })),
    acronyms: acronyms.map(({ acronym_id }) => ({ acronym_id })),
  }
}

/** One item in full. */
export function viewItem(db: Database.Database, family: ItemFamily, item: ItemRow): ItemView {
  return { ...item, ...detailsOf(family, item), ...linksOf(db, family, item.id) }
}

const linksSql = ({ footnote, acronym, itemId }: ItemFamily) => `
  (SELECT json_group_array(json_object('footnote_id', footnote_id, 'sequence_number', sequence_number)
     ORDER BY sequence_number, id) FROM ${footnote.name} WHERE ${itemId} = i.id) AS footnotes,
  (SELECT json_group_array(json_object('acronym_id', acronym_id) ORDER BY id)
     FROM ${acronym.name} WHERE ${itemId} = i.id) AS acronyms`

export interface ItemsWanted {
  /** Items of this package or effort; of all when absent. */
  ownerId?: number | undefined
  /** By id when absent. */
  order?: 'id' | 'item_code'
  skip?: number
  limit?: number
}

/** Items in full; every one unless paged. */
export function listItems(
  db: Database.Database,
  family: ItemFamily,
  { ownerId, order = 'id', skip = 0, limit = -1 }: ItemsWanted,
): ItemView[] {
  const condition = ownerId === undefined ? '+? IS NULL' : `i.${family.ownerId} = +?`
  const sql =
    `SELECT i.*, ${linksSql(family)} FROM ${family.item.name} AS i ` +
    `WHERE ${condition} ORDER BY i.${order}, i.id LIMIT ? OFFSET ?`
  return prepared<Record<string, unknown>>(db, sql)
    .all(ownerId ?? null, limit, skip)
    .map((stored) => {
      const item = decodeRow(family.item, stored) as ItemRow
      const links = {
        footnotes: JSON.parse(stored.footnotes as string) as ShownLinks['footnotes'],
        acronyms: JSON.parse(stored.acronyms as string) as ShownLinks['acronyms'],
      }
      return { ...item, ...detailsOf(family, item), ...links }
    })
}

/** What an item is, without where it stands: enough to make the same one elsewhere. */
export function contentsOf(item: ItemView): ItemValues {
  const { item_type, item_subtype, item_code, item_description, footnotes, acronyms } = item
  const { title_id, population_flag_id, ich_category_id, dataset_label, sorting_order, dataset_acronyms } = item
  return {
    ...{ item_type, item_subtype, item_code, item_description, footnotes, acronyms },
    tlf_details: { title_id, population_flag_id, ich_category_id },
    dataset_details: { label: dataset_label, sorting_order, acronyms: dataset_acronyms },
  }
}
