// Items by the three kinds under which people look for them: outputs, SDTM datasets, ADaM datasets.
import type { ItemType } from '../../../../shared/domain/item-types.ts'

export const itemTabs = ['TLF', 'SDTM', 'ADaM'] as const
export type ItemTab = (typeof itemTabs)[number]

export const typeOfTab = (tab: ItemTab): ItemType => (tab === 'TLF' ? 'TLF' : 'Dataset')
export function tabOfItem(item: { item_type: ItemType; item_subtype: string }): ItemTab {
  if (item.item_type === 'TLF') return 'TLF'
  return item.item_subtype === 'SDTM' ? 'SDTM' : 'ADaM'
}
