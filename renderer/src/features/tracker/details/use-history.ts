// The history of one item, asked of the host when it is looked at, and again when its row has been written since.
import { shallowRef, watch } from 'vue'
import { z } from 'zod'
import type { HistoryEntry } from '../../../../../shared/actions/history.ts'
import { sentenceOf } from '../../../api/api-error.ts'
import { useSession } from '../../../stores/session.ts'
import type { TrackerRow } from '../tracker-row.ts'

const entry = z.looseObject({
  seq: z.number().int(),
  transaction: z.number().int(),
  at: z.string(),
  actor_name: z.string(),
  entity: z.string(),
  action: z.enum(['create', 'update', 'delete']),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})
const history = z.array(entry) as unknown as z.ZodType<HistoryEntry[]>

export function useHistory(row: () => TrackerRow) {
  const session = useSession()
  const entries = shallowRef<HistoryEntry[] | null>(null)
  const failure = shallowRef('')
  let attempt: AbortController | null = null

  async function load(id: number) {
    attempt?.abort()
    const own = (attempt = new AbortController())
    failure.value = ''
    try {
      const { data } = await session.client.get(`/reporting-effort-items/${id}/history`, history, {
        signal: own.signal,
      })
      if (attempt === own) entries.value = data
    } catch (error) {
      if (attempt === own) failure.value = sentenceOf(error)
    }
  }

  watch(
    () => row().id,
    () => (entries.value = null),
  )
  watch(
    () => [row().id, row().item.version, row().tracker?.version, row().tags],
    () => void load(row().id),
    { immediate: true },
  )
  return { entries, failure, again: () => load(row().id) }
}
