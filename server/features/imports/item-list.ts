// The items of a package or of a reporting effort as a list to import into. A row is found by its type and code; a code
// alone is enough where it is there once.
import type Database from 'better-sqlite3'
import { isSameLabel } from '../../../shared/domain/labels.ts'
import { itemSubtypes, type ItemType } from '../../../shared/domain/item-types.ts'
import { itemColumns } from '../../../shared/spreadsheets/item-columns.ts'
import { normalWord, type SheetValue } from '../../../shared/spreadsheets/columns.ts'
import { prepared } from '../../db/statements.ts'
import type { Transaction } from '../../store/store.ts'
import type { ItemPatch, ItemValues } from '../items/contents.ts'
import { insertEffortItem } from '../items/effort-items.ts'
import type { ItemFamily } from '../items/family.ts'
import { textsOfUpload, type TextsOfUpload } from '../items/texts.ts'
import { listItems, type ItemView } from '../items/views.ts'
import { insertItem, updateItem } from '../items/write.ts'
import { isEmpty, isSameValue, showValue, type ImportList, type Target, type Values } from './list.ts'

const textColumns: ReadonlySet<string> = new Set(['title', 'population_flag', 'ich_category', 'footnotes', 'acronyms'])

export const typeOf = (subtype: SheetValue): ItemType =>
  (itemSubtypes.Dataset as readonly unknown[]).includes(subtype) ? 'Dataset' : 'TLF'

export interface ItemListOptions {
  family: ItemFamily
  ownerId: number
  /** The type of new rows for which the file gives none (features, PKI-10). */
  defaultSubtype: string
}

/** @returns the list with `write`, and `writeItem`, which tells the item that was written */
export function openItemList(
  db: Database.Database,
  { family, ownerId, defaultSubtype }: ItemListOptions,
): ImportList & { writeItem(tx: Transaction, target: Target | null, values: Values): number } {
  const labels = labelsOf(db)
  const targets = listItems(db, family, { ownerId }).map((item) => ({ id: item.id, values: valuesOf(item, labels) }))
  const byCode = Map.groupBy(targets, ({ values }) => normalWord(String(values.item_code)))
  const byId = new Map(targets.map((target) => [target.id, target]))
  let texts: { tx: Transaction; open: TextsOfUpload } | null = null

  const textsIn = (tx: Transaction) => {
    if (texts?.tx !== tx) texts = { tx, open: textsOfUpload(tx) }
    return texts.open
  }

  function candidates({ item_code, item_subtype }: Values): Target[] {
    const named = byCode.get(normalWord(String(item_code ?? ''))) ?? []
    const exact = named.filter(({ values }) => values.item_code === item_code)
    const fitting = exact.length > 0 ? exact : named
    return isEmpty(item_subtype) ? fitting : fitting.filter(({ values }) => values.item_subtype === item_subtype)
  }

  const list = {
    columns: itemColumns,
    kept: new Set(['item_code', 'item_subtype']),
    find(values: Values) {
      const found = candidates(values)
      if (found.length <= 1) return found[0] ?? null
      const kinds = found.map(({ values: each }) => each.item_subtype).join(' and ')
      return `${String(values.item_code)} is there as ${kinds}. Add a column with the type.`
    },
    byId: (id: number) => byId.get(id),
    all: () => targets,
    nameOf: (values: Values) => [values.item_subtype, values.item_code].filter((part) => !isEmpty(part)).join(' '),
    keyOf: ({ item_code, item_subtype }: Values) =>
      isEmpty(item_code) ? null : `${String(item_subtype ?? '')}/${normalWord(String(item_code))}`,
    complete(values: Values) {
      if (!isEmpty(values.item_subtype) || candidates(values).length > 0) return values
      return { ...values, item_subtype: defaultSubtype }
    },
    isSame: (column: { key: string }, one: SheetValue, other: SheetValue) =>
      textColumns.has(column.key) ? isSameWording(one, other) : isSameValue(one, other),
    show: showValue,
    writeItem(tx: Transaction, target: Target | null, values: Values) {
      if (target) return updateItem(tx, family, target.id, patchOf(values, target.values, textsIn(tx))).id
      const created = itemOf(values, textsIn(tx))
      return family.ownerName === 'package'
        ? insertItem(tx, family, ownerId, created).id
        : insertEffortItem(tx, ownerId, { ...created, source_type: 'bulk_upload' }).item.id
    },
    write(tx: Transaction, target: Target | null, values: Values) {
      list.writeItem(tx, target, values)
    },
    forget: () => texts?.open.forget(),
  }
  return list
}

/** Texts are the same but for blanks and letter case (protocol 5.1). */
function isSameWording(one: SheetValue, other: SheetValue): boolean {
  const [parts, others] = [one, other].map((value) => (isEmpty(value) ? [] : [value].flat().map(String)))
  return parts!.length === others!.length && parts!.every((part, index) => isSameLabel(part, others![index]!))
}

function labelsOf(db: Database.Database): Map<number, string> {
  const rows = prepared<{ id: number; label: string }>(db, 'SELECT id, label FROM text_elements').all()
  return new Map(rows.map(({ id, label }) => [id, label]))
}

function valuesOf(item: ItemView, labels: ReadonlyMap<number, string>): Values {
  const label = (id: number | null) => (id === null ? null : (labels.get(id) ?? null))
  return {
    item_subtype: item.item_subtype,
    item_code: item.item_code,
    title: item.item_type === 'TLF' ? label(item.title_id) : item.dataset_label,
    population_flag: label(item.population_flag_id),
    ich_category: label(item.ich_category_id),
    footnotes: item.footnotes.map(({ footnote_id }) => label(footnote_id) ?? ''),
    acronyms: item.acronyms.map(({ acronym_id }) => label(acronym_id) ?? ''),
    sorting_order: item.sorting_order,
  }
}

const textOrNull = (value: SheetValue | undefined) => (isEmpty(value) ? null : String(value))
const textsOf = (value: SheetValue | undefined) => (isEmpty(value) ? [] : [value].flat().map(String))

function itemOf(values: Values, texts: TextsOfUpload): ItemValues {
  const item_type = typeOf(values.item_subtype ?? null)
  return {
    item_type,
    item_subtype: String(values.item_subtype),
    item_code: String(values.item_code),
    ...detailsOf(item_type, values, texts),
    footnotes: footnotesOf(values, texts),
    acronyms: acronymsOf(values, texts),
  }
}

/** Only what the values hold; an item that changes its type brings all of it. */
function patchOf(changed: Values, before: Values, texts: TextsOfUpload): ItemPatch {
  const item_type = typeOf(changed.item_subtype ?? before.item_subtype ?? null)
  const isOtherType = item_type !== typeOf(before.item_subtype ?? null)
  const values = isOtherType ? { ...before, ...changed } : changed
  return {
    ...(changed.item_code !== undefined && { item_code: String(changed.item_code) }),
    ...(changed.item_subtype !== undefined && { item_type, item_subtype: String(changed.item_subtype) }),
    ...detailsOf(item_type, values, texts),
    ...(changed.footnotes !== undefined && { footnotes: footnotesOf(changed, texts) }),
    ...(changed.acronyms !== undefined && { acronyms: acronymsOf(changed, texts) }),
  }
}

function detailsOf(type: ItemType, values: Values, texts: TextsOfUpload) {
  const { title, population_flag, ich_category, sorting_order } = values
  if (type === 'TLF') {
    const details = {
      ...(title !== undefined && { title_id: texts.one('title', textOrNull(title)) }),
      ...(population_flag !== undefined && {
        population_flag_id: texts.one('population_set', textOrNull(population_flag)),
      }),
      ...(ich_category !== undefined && { ich_category_id: texts.one('ich_category', textOrNull(ich_category)) }),
    }
    return Object.keys(details).length > 0 ? { tlf_details: details } : {}
  }
  const details = {
    ...(title !== undefined && { label: textOrNull(title) }),
    ...(sorting_order !== undefined && { sorting_order: sorting_order as number | null }),
  }
  return Object.keys(details).length > 0 ? { dataset_details: details } : {}
}

const footnotesOf = ({ footnotes }: Values, texts: TextsOfUpload) =>
  texts.all('footnote', textsOf(footnotes)).map((footnote_id) => ({ footnote_id }))
const acronymsOf = ({ acronyms }: Values, texts: TextsOfUpload) =>
  texts.all('acronyms_set', textsOf(acronyms)).map((acronym_id) => ({ acronym_id }))
