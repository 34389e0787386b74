// What a package or another effort has, beside what an effort has: which items are new there, which differ in what, and which
// only the effort has. Two items are the same when type, subtype and code are (protocol 2.10).
import type Database from 'better-sqlite3'
import type { Comparison, ComparisonLine, CopySource } from '../../../shared/actions/effort-copies.ts'
import { naturalKey } from '../../../shared/domain/natural-order.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { notFound } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { readRow } from '../../store/rows.ts'
import { effortFamily, packageFamily } from './family.ts'
import { keyText } from './rules.ts'
import { listItems, type ItemView } from './views.ts'

/** Its items in full. @throws AppError `not_found` */
export function itemsOfSource(db: Database.Database, { kind, id }: CopySource): ItemView[] {
  const owner = kind === 'package' ? itemPackage : reportingEffort
  if (!readRow(db, owner, id)) throw notFound(owner.label)
  return listItems(db, kind === 'package' ? packageFamily : effortFamily, { ownerId: id })
}

/** @throws AppError `not_found` for an unknown effort or source */
export function compareItems(db: Database.Database, effortId: number, source: CopySource): Comparison {
  const theirs = itemsOfSource(db, source)
  const ours = new Map(itemsOfSource(db, { kind: 'effort', id: effortId }).map((item) => [keyText(item), item]))
  const textOf = textsById(db)
  const lines = theirs.map((there): ComparisonLine => {
    const here = ours.get(keyText(there))
    ours.delete(keyText(there))
    const differences = here ? differencesOf(here, there, textOf) : []
    const state = !here ? 'new' : differences.length > 0 ? 'differs' : 'there'
    return { source_id: there.id, item_id: here?.id ?? null, ...shown(there, textOf), state, differences }
  })
  const assigned = assignedItems(db, effortId)
  const extra = [...ours.values()].map((item) => ({
    item_id: item.id,
    ...shown(item, textOf),
    is_assigned: assigned.has(item.id),
  }))
  return { lines: inOrder(lines), extra: inOrder(extra) }
}

type TextOf = (id: number | null) => string

function textsById(db: Database.Database): TextOf {
  const labels = new Map(
    prepared<{ id: number; label: string }>(db, 'SELECT id, label FROM text_elements')
      .all()
      .map(({ id, label }) => [id, label]),
  )
  return (id) => (id === null ? '' : (labels.get(id) ?? ''))
}

const shown = ({ item_type, item_subtype, item_code, title_id, dataset_label }: ItemView, textOf: TextOf) => ({
  item_type,
  item_subtype,
  item_code,
  title: item_type === 'TLF' ? textOf(title_id) : (dataset_label ?? ''),
})

function differencesOf(here: ItemView, there: ItemView, textOf: TextOf): ComparisonLine['differences'] {
  const [ours, theirs] = [readable(here, textOf), readable(there, textOf)]
  return (Object.keys(ours) as (keyof typeof ours)[])
    .filter((field) => ours[field] !== theirs[field])
    .map((field) => ({ field, here: ours[field], there: theirs[field] }))
}

const readable = (item: ItemView, textOf: TextOf) => ({
  title: shown(item, textOf).title,
  population: textOf(item.population_flag_id),
  ich_category: textOf(item.ich_category_id),
  footnotes: item.footnotes.map(({ footnote_id }) => textOf(footnote_id)).join('\n'),
  acronyms: [
    ...item.acronyms.map(({ acronym_id }) => textOf(acronym_id)).sort(),
    ...(item.dataset_acronyms ? [item.dataset_acronyms] : []),
  ].join('\n'),
  run_order: item.sorting_order === null ? '' : String(item.sorting_order),
  description: item.item_description ?? '',
})

function assignedItems(db: Database.Database, effortId: number): ReadonlySet<number> {
  const rows = prepared<{ id: number }>(
    db,
    `SELECT i.id FROM reporting_effort_items AS i
     JOIN reporting_effort_item_tracker AS t ON t.reporting_effort_item_id = i.id
     WHERE i.reporting_effort_id = +?
       AND (t.production_programmer_id IS NOT NULL OR t.qc_programmer_id IS NOT NULL)`,
  ).all(effortId)
  return new Set(rows.map(({ id }) => id))
}

function inOrder<T extends { item_type: string; item_code: string }>(rows: T[]): T[] {
  return rows
    .map((row) => ({ row, key: `${row.item_type === 'TLF' ? 0 : 1}${naturalKey(row.item_code)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)
}
