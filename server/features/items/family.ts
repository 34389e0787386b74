// The two families of items: those of a package and those of a reporting effort. They hold the same contents and obey the
// same rules; a family says which entities they are made of and what their owner is called.
import { packageItem, packageItemAcronym, packageItemFootnote } from '../../../shared/entities/package-item.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import {
  reportingEffortItem,
  reportingEffortItemAcronym,
  reportingEffortItemFootnote,
} from '../../../shared/entities/reporting-effort-item.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import type { RowOf } from '../../../shared/entity.ts'

interface PackageFamily {
  item: typeof packageItem
  footnote: typeof packageItemFootnote
  acronym: typeof packageItemAcronym
  owner: typeof itemPackage
  /** Column of the item that names its owner. */
  ownerId: 'package_id'
  /** Column of the links that names their item; also a member of the details on the wire. */
  itemId: 'package_item_id'
  /** As it stands in a sentence. */
  ownerName: 'package'
}
interface EffortFamily {
  item: typeof reportingEffortItem
  footnote: typeof reportingEffortItemFootnote
  acronym: typeof reportingEffortItemAcronym
  owner: typeof reportingEffort
  ownerId: 'reporting_effort_id'
  itemId: 'reporting_effort_item_id'
  ownerName: 'reporting effort'
}
export type ItemFamily = PackageFamily | EffortFamily
export type ItemRow = RowOf<ItemFamily['item']>

export const packageFamily: PackageFamily = {
  item: packageItem,
  footnote: packageItemFootnote,
  acronym: packageItemAcronym,
  owner: itemPackage,
  ownerId: 'package_id',
  itemId: 'package_item_id',
  ownerName: 'package',
}
export const effortFamily: EffortFamily = {
  item: reportingEffortItem,
  footnote: reportingEffortItemFootnote,
  acronym: reportingEffortItemAcronym,
  owner: reportingEffort,
  ownerId: 'reporting_effort_id',
  itemId: 'reporting_effort_item_id',
  ownerName: 'reporting effort',
}
