// The two owners of items, a package and an effort: where their items are written, and how the links of one are found.
import { z } from 'zod'
import type { ItemType } from '../../../../shared/domain/item-types.ts'
import type { PackageItem } from '../../../../shared/entities/package-item.ts'
import type { ReportingEffortItem } from '../../../../shared/entities/reporting-effort-item.ts'
import type { Collections } from '../../stores/collections.ts'
import type { Client } from '../../api/client.ts'
import { draftOf, type AnyItem, type ItemDraft, type ItemLinks } from './item-form.ts'

export interface ItemOwner {
  kind: 'package' | 'effort'
  id: number
}

const collectionNames = { package: 'package_items', effort: 'reporting_effort_items' } as const
const ownerColumns = { package: 'package_id', effort: 'reporting_effort_id' } as const
const paths = { package: '/packages/items', effort: '/reporting-effort-items' } as const

export const collectionOfOwner = ({ kind }: ItemOwner) => collectionNames[kind]
export const ownerFields = ({ kind, id }: ItemOwner) => ({ [ownerColumns[kind]]: id })

/** The items of the owner that this window holds. */
export function itemsOf({ kind, id }: ItemOwner, collections: Collections): AnyItem[] {
  const rows: Iterable<PackageItem | ReportingEffortItem> = collections[collectionNames[kind]].rows.values()
  return [...rows].filter((item) => ('package_id' in item ? item.package_id : item.reporting_effort_id) === id)
}

/** The texts linked to an item: footnotes in their order, acronyms. */
export function linksOf(owner: ItemOwner, itemId: number, collections: Collections): ItemLinks {
  const footnotes =
    owner.kind === 'package'
      ? [...collections.package_item_footnotes.rows.values()].filter((link) => link.package_item_id === itemId)
      : [...collections.reporting_effort_item_footnotes.rows.values()].filter(
          (link) => link.reporting_effort_item_id === itemId,
        )
  const acronyms =
    owner.kind === 'package'
      ? [...collections.package_item_acronyms.rows.values()].filter((link) => link.package_item_id === itemId)
      : [...collections.reporting_effort_item_acronyms.rows.values()].filter(
          (link) => link.reporting_effort_item_id === itemId,
        )
  return {
    footnotes: footnotes
      .sort((a, b) => (a.sequence_number ?? 0) - (b.sequence_number ?? 0) || a.id - b.id)
      .map((link) => link.footnote_id),
    acronyms: acronyms.sort((a, b) => a.id - b.id).map((link) => link.acronym_id),
  }
}

const itemInFull = z.looseObject({
  id: z.number().int(),
  footnotes: z.array(z.looseObject({ footnote_id: z.number().int() })),
  acronyms: z.array(z.looseObject({ acronym_id: z.number().int() })),
})

/** An item as the host has it now, as a draft. Throws ApiError. */
export async function rereadItem(client: Client, owner: ItemOwner, type: ItemType, itemId: number): Promise<ItemDraft> {
  const { data } = await client.get(`${paths[owner.kind]}/${itemId}`, itemInFull)
  const links = {
    footnotes: data.footnotes.map(({ footnote_id }) => footnote_id),
    acronyms: data.acronyms.map(({ acronym_id }) => acronym_id),
  }
  return draftOf(type, data as unknown as AnyItem, links)
}
