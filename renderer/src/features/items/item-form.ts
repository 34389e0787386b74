// What the form of an item edits, the same for packages and efforts, and how that stands on the wire: details nested by the
// kind of item, footnotes and acronyms as whole lists.
import type { ItemType } from '../../../../shared/domain/item-types.ts'
import { itemSubtypes } from '../../../../shared/domain/item-types.ts'
import type { PackageItem } from '../../../../shared/entities/package-item.ts'
import type { ReportingEffortItem } from '../../../../shared/entities/reporting-effort-item.ts'

export type AnyItem = PackageItem | ReportingEffortItem

export interface ItemDraft {
  item_subtype: string
  item_code: string
  item_description: string
  title_id: number | null
  population_flag_id: number | null
  ich_category_id: number | null
  /** Ids of texts, in their order. */
  footnotes: number[]
  acronyms: number[]
  dataset_label: string
  /** A whole number as typed. */
  sorting_order: string
}

export interface ItemLinks {
  footnotes: number[]
  acronyms: number[]
}

/** The draft of an existing item, or of a new one of that type. */
export function draftOf(type: ItemType, item: AnyItem | null, links: ItemLinks): ItemDraft {
  return {
    item_subtype: item?.item_subtype ?? itemSubtypes[type][0],
    item_code: item?.item_code ?? '',
    item_description: item?.item_description ?? '',
    title_id: item?.title_id ?? null,
    population_flag_id: item?.population_flag_id ?? null,
    ich_category_id: item?.ich_category_id ?? null,
    footnotes: [...links.footnotes],
    acronyms: [...links.acronyms],
    dataset_label: item?.dataset_label ?? '',
    sorting_order: item?.sorting_order == null ? '' : String(item.sorting_order),
  }
}

const tlfColumns = ['title_id', 'population_flag_id', 'ich_category_id'] as const

/** The body of a request from the fields that are sent (protocol 2.9). */
export function bodyOf(type: ItemType, fields: Partial<ItemDraft>): object {
  const { footnotes, acronyms, dataset_label, sorting_order, item_subtype, item_code, item_description } = fields
  const tlf = Object.fromEntries(
    tlfColumns.filter((column) => column in fields).map((column) => [column, fields[column]]),
  )
  const dataset = {
    ...('dataset_label' in fields && { label: dataset_label }),
    ...('sorting_order' in fields && { sorting_order: sorting_order == null ? null : Number(sorting_order) }),
  }
  const isTlf = type === 'TLF'
  return {
    ...('item_subtype' in fields && { item_subtype }),
    ...('item_code' in fields && { item_code }),
    ...('item_description' in fields && { item_description }),
    ...(isTlf && Object.keys(tlf).length > 0 && { tlf_details: tlf }),
    ...(!isTlf && Object.keys(dataset).length > 0 && { dataset_details: dataset }),
    ...(footnotes && {
      footnotes: footnotes.map((footnote_id, index) => ({ footnote_id, sequence_number: index + 1 })),
    }),
    ...(acronyms && { acronyms: acronyms.map((acronym_id) => ({ acronym_id })) }),
  }
}
