// What a package or another effort has beside the open effort, as the host compares them, and what of it somebody chose to take
// over. What is new is chosen from the start; what would change or remove something is not.
import { computed, ref, shallowRef, watch } from 'vue'
import {
  applied,
  comparison as comparisonShape,
  type Comparison,
  type CopySource,
} from '../../../../shared/actions/effort-copies.ts'
import { sentenceOf } from '../../api/api-error.ts'
import { useSession } from '../../stores/session.ts'

export type Taking = 'add' | 'update' | 'remove'
type Chosen = Record<Taking, ReadonlySet<number>>
const nothing = (): Chosen => ({ add: new Set(), update: new Set(), remove: new Set() })

export function useComparison(effortId: number, source: () => CopySource | null) {
  const session = useSession()
  const comparison = shallowRef<Comparison | null>(null)
  const chosen = shallowRef<Chosen>(nothing())
  const failure = ref('')
  const busy = ref(false)
  const route = `/reporting-efforts/${effortId}`

  watch(
    source,
    async (wanted, _before, onCleanup) => {
      const ask = new AbortController()
      onCleanup(() => ask.abort())
      comparison.value = null
      chosen.value = nothing()
      failure.value = ''
      if (!wanted) return
      try {
        const path = `${route}/compare?kind=${wanted.kind}&id=${wanted.id}`
        const { data } = await session.client.get(path, comparisonShape, { signal: ask.signal })
        comparison.value = data
        const fresh = data.lines.filter(({ state }) => state === 'new').map(({ source_id }) => source_id)
        chosen.value = { ...nothing(), add: new Set(fresh) }
      } catch (error) {
        if (!ask.signal.aborted) failure.value = sentenceOf(error)
      }
    },
    { immediate: true },
  )

  const count = computed(() => chosen.value.add.size + chosen.value.update.size + chosen.value.remove.size)

  function choose(taking: Taking, ids: readonly number[], isWanted: boolean) {
    const next = new Set(chosen.value[taking])
    for (const id of ids) {
      if (isWanted) next.add(id)
      else next.delete(id)
    }
    chosen.value = { ...chosen.value, [taking]: next }
  }

  /** Does what was chosen, as one step with these words. @returns what came of it; undefined when it failed, with the reason */
  async function take(step: string) {
    busy.value = true
    failure.value = ''
    try {
      const [add, update, remove] = [chosen.value.add, chosen.value.update, chosen.value.remove].map((ids) => [...ids])
      const options = { idempotencyKey: crypto.randomUUID(), step }
      const body = { source: source(), add, update, remove }
      return (await session.client.post(`${route}/apply-differences`, applied, body, options)).data
    } catch (error) {
      failure.value = sentenceOf(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { comparison, chosen, count, failure, busy, choose, take }
}
