// The details of an item: nested by kind on the wire, columns of the item in the table (protocol 2.9). Both directions are
// here. An item shows the details of its own kind and null for the other.
import type { ItemType } from '../../../shared/domain/item-types.ts'
import type { packageItem } from '../../../shared/entities/package-item.ts'
import type { CreateOf, UpdateOf } from '../../../shared/entity.ts'
import type { ItemFamily, ItemRow } from './family.ts'

/** What an item is, without the owner it stands in; the same in both families. */
export type ItemValues = Omit<CreateOf<typeof packageItem>, 'package_id'>
export type ItemPatch = UpdateOf<typeof packageItem>
type Details = Pick<ItemPatch, 'tlf_details' | 'dataset_details'>

type ContentColumns = Partial<
  Pick<
    ItemRow,
    | 'item_type'
    | 'item_subtype'
    | 'item_code'
    | 'item_description'
    | 'title_id'
    | 'population_flag_id'
    | 'ich_category_id'
    | 'dataset_label'
    | 'sorting_order'
    | 'dataset_acronyms'
  >
>

/** The columns that the details given stand for; a member that was not given is left out. */
export function columnsOf({ tlf_details, dataset_details }: Details): ContentColumns {
  return {
    ...(tlf_details && {
      title_id: tlf_details.title_id,
      population_flag_id: tlf_details.population_flag_id,
      ich_category_id: tlf_details.ich_category_id,
    }),
    ...(dataset_details && {
      dataset_label: dataset_details.label,
      sorting_order: dataset_details.sorting_order,
      dataset_acronyms: dataset_details.acronyms,
    }),
  }
}

/** The columns that an item loses when its type becomes `type`. */
export function columnsForeignTo(type: ItemType): ContentColumns {
  return type === 'Dataset'
    ? { title_id: null, population_flag_id: null, ich_category_id: null }
    : { dataset_label: null, sorting_order: null, dataset_acronyms: null }
}

/** `tlf_details` and `dataset_details` of an item, one of them null. */
export function detailsOf(family: ItemFamily, item: ItemRow) {
  const { id, title_id, population_flag_id, ich_category_id, dataset_label, sorting_order, dataset_acronyms } = item
  const key = { id, [family.itemId]: id }
  return item.item_type === 'TLF'
    ? { tlf_details: { ...key, title_id, population_flag_id, ich_category_id }, dataset_details: null }
    : {
        tlf_details: null,
        dataset_details: { ...key, label: dataset_label, sorting_order, acronyms: dataset_acronyms },
      }
}
