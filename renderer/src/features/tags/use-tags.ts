// Tags by name, those whose name or description contains every word of a search.
import { computed, type Ref } from 'vue'
import type { Tag } from '../../../../shared/entities/tag.ts'
import { useCollections } from '../../stores/collections.ts'

const order = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

export function useTags(query: Readonly<Ref<string>>) {
  const collections = useCollections()
  const all = computed<Tag[]>(() =>
    [...collections.tracker_tags.rows.values()].sort(
      (one, other) => order.compare(one.name, other.name) || one.id - other.id,
    ),
  )
  const tags = computed(() => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean)
    return all.value.filter(({ name, description }) => {
      const text = `${name}\n${description ?? ''}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  })
  return { all, tags }
}
