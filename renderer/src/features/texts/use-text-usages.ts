// Where a text is used, as the host counts it: grouped by package or effort, packages first.
import { computed, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import { sentenceOf } from '../../api/api-error.ts'
import { useSession } from '../../stores/session.ts'

const usage = z.object({
  entity: z.enum(['package_items', 'reporting_effort_items']),
  item_id: z.number().int(),
  item_code: z.string(),
  owner: z.string(),
  role: z.enum(['title', 'population', 'ICH category', 'footnote', 'acronym']),
})
type Usage = z.infer<typeof usage>

export function useTextUsages(id: () => number) {
  const session = useSession()
  const uses = shallowRef<Usage[] | null>(null)
  const failure = ref('')

  watch(
    id,
    async (wanted, _before, onCleanup) => {
      const ask = new AbortController()
      onCleanup(() => ask.abort())
      uses.value = null
      failure.value = ''
      try {
        const { signal } = ask
        uses.value = (await session.client.get(`/text-elements/${wanted}/usages`, z.array(usage), { signal })).data
      } catch (error) {
        if (!ask.signal.aborted) failure.value = sentenceOf(error)
      }
    },
    { immediate: true },
  )

  const groups = computed(() => {
    const found = new Map<string, { key: string; entity: Usage['entity']; owner: string; uses: Usage[] }>()
    for (const use of uses.value ?? []) {
      const key = `${use.entity} ${use.owner}`
      const group = found.get(key) ?? { key, entity: use.entity, owner: use.owner, uses: [] }
      group.uses.push(use)
      found.set(key, group)
    }
    return [...found.values()]
  })
  return { groups, count: computed(() => uses.value?.length ?? null), failure }
}
