// The items of the open package with the texts they refer to, by kind, in natural order, and those that a search finds.
import { computed, type Ref } from 'vue'
import type { PackageItem } from '../../../../shared/entities/package-item.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'
import { useCollections } from '../../stores/collections.ts'
import { itemTabs, tabOfItem, type ItemTab } from '../items/item-tabs.ts'

export interface PackageLine {
  /** The item's id. */
  id: number
  item: PackageItem
  title: string
  category: string
  /** Population and how many footnotes and acronyms hang on it, in a line. */
  notes: string
}

export function usePackageItems(tab: Readonly<Ref<ItemTab>>, query: Readonly<Ref<string>>) {
  const collections = useCollections()
  const text = (id: number | null) => (id === null ? '' : (collections.text_elements.rows.get(id)?.label ?? ''))

  const counts = computed(() => {
    const found = Object.fromEntries(itemTabs.map((name) => [name, 0])) as Record<ItemTab, number>
    for (const item of collections.package_items.rows.values()) found[tabOfItem(item)] += 1
    return found
  })
  const lines = computed(() =>
    [...collections.package_items.rows.values()]
      .filter((item) => tabOfItem(item) === tab.value)
      .map((item) => ({ line: lineOf(item), key: keyOf(item) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.line.id - b.line.id))
      .map(({ line }) => line),
  )
  const rows = computed(() => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return lines.value
    return lines.value.filter(({ item, title, category, notes }) => {
      const content = `${item.item_code}\n${title}\n${category}\n${notes}`.toLowerCase()
      return words.every((word) => content.includes(word))
    })
  })

  /** Datasets stand in their running order, outputs in that of their codes. */
  function keyOf({ item_code, sorting_order }: PackageItem): string {
    return (sorting_order === null ? '' : String(sorting_order).padStart(9, '0')) + naturalKey(item_code)
  }
  function lineOf(item: PackageItem): PackageLine {
    const isTlf = item.item_type === 'TLF'
    return {
      id: item.id,
      item,
      title: (isTlf ? text(item.title_id) : item.dataset_label) ?? item.item_description ?? '',
      category: text(item.ich_category_id),
      notes: text(item.population_flag_id),
    }
  }
  return { rows, counts }
}
