// The items of a package or of another effort, read to be compared with the open effort and copied into it.
import { ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import { itemTypes } from '../../../../shared/domain/item-types.ts'
import { sentenceOf } from '../../api/api-error.ts'
import { useCollections } from '../../stores/collections.ts'
import { useSession } from '../../stores/session.ts'
import type { Comparable } from './copy-plan.ts'
import type { ItemOwner } from './item-owner.ts'

const sourceItem = z.looseObject({
  id: z.number().int(),
  item_type: z.enum(itemTypes),
  item_subtype: z.string(),
  item_code: z.string(),
  item_description: z.string().nullish(),
  title_id: z.number().int().nullish(),
  dataset_label: z.string().nullish(),
})
type SourceItem = Pick<z.infer<typeof sourceItem>, keyof typeof sourceItem.shape>

const path = ({ kind, id }: ItemOwner) =>
  kind === 'package' ? `/packages/${id}/items` : `/reporting-effort-items/by-effort/${id}`

export function useCopySource(source: () => ItemOwner | null) {
  const collections = useCollections()
  const session = useSession()
  const items = shallowRef<Comparable[] | null>(null)
  const failure = ref('')

  /** An item of either owner as it is compared. */
  function comparable(item: SourceItem): Comparable {
    const { id, item_type, item_subtype, item_code, title_id, dataset_label, item_description } = item
    const title = item_type === 'TLF' ? collections.text_elements.get(title_id)?.label : dataset_label
    return { id, item_type, item_subtype, item_code, title: title ?? item_description ?? '' }
  }

  watch(
    source,
    async (wanted, _before, onCleanup) => {
      const ask = new AbortController()
      onCleanup(() => ask.abort())
      items.value = null
      failure.value = ''
      if (!wanted) return
      try {
        const { data } = await session.client.get(path(wanted), z.array(sourceItem), { signal: ask.signal })
        items.value = data.map(comparable)
      } catch (error) {
        if (!ask.signal.aborted) failure.value = sentenceOf(error)
      }
    },
    { immediate: true },
  )
  return { items, failure, comparable }
}
