// Creating, changing and removing one item with all that hangs on it, in either family. The item's version counts every
// change of its contents, also one that touches only its links: whoever shows the item has to hear of it.
import type { Transaction, WriteOptions } from '../../store/store.ts'
import { columnsForeignTo, columnsOf, type ItemPatch, type ItemValues } from './contents.ts'
import type { ItemFamily, ItemRow } from './family.ts'
import { contentMismatch } from '../../../shared/entities/item-contents.ts'
import { insertLinks, removeLinks, replaceLinks } from './links.ts'
import { refuseField } from '../refusals.ts'

/**
 * Inserts an item with its links; `values` may hold further columns of the item's own family.
 * @throws AppError `invalid` for a code that exists already, and for texts that do not exist or do not fit
 */
export function insertItem(tx: Transaction, family: ItemFamily, ownerId: number, values: ItemValues): ItemRow {
  const { tlf_details, dataset_details, footnotes, acronyms, ...fields } = values
  const columns = { ...fields, ...columnsOf({ tlf_details, dataset_details }), [family.ownerId]: ownerId }
  const item = tx.insert(family.item, columns)
  insertLinks(tx, family, item.id, { footnotes, acronyms })
  return item
}

/**
 * Applies a patch to an item. Lists replace, absent ones stay; of nested details only the members given are applied; an
 * item that changes its type loses the details of the former one.
 * @throws AppError `not_found`, `conflict`, `invalid`, `unprocessable`
 */
export function updateItem(
  tx: Transaction,
  family: ItemFamily,
  id: number,
  { tlf_details, dataset_details, footnotes, acronyms, ...fields }: ItemPatch,
  options: WriteOptions = {},
): ItemRow {
  const before = tx.get(family.item, id)
  const item_type = fields.item_type ?? before.item_type
  const item_subtype = fields.item_subtype ?? before.item_subtype
  const mismatch = contentMismatch({ item_type, item_subtype, tlf_details, dataset_details })
  if (mismatch) throw refuseField(['body', mismatch.field], mismatch.message)
  const patch = {
    ...fields,
    ...columnsOf({ tlf_details, dataset_details }),
    ...(item_type !== before.item_type && columnsForeignTo(item_type)),
  }
  const touch = replaceLinks(tx, family, id, { footnotes, acronyms })
  return tx.update(family.item, id, patch, { ...options, touch })
}

/** Removes an item after its links. */
export function removeItem(tx: Transaction, family: ItemFamily, id: number, options: WriteOptions = {}): ItemRow {
  removeLinks(tx, family, tx.get(family.item, id).id)
  return tx.remove(family.item, id, options)
}
