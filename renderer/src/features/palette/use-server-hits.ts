// What the host finds in the whole workspace, asked a moment after the last letter; a question that is no longer wanted is
// called off, and an answer to an older one is never shown.
import { watchDebounced } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import { hitKinds, type SearchAnswer, type SearchHit } from '../../../../shared/actions/search.ts'
import { sentenceOf } from '../../api/api-error.ts'
import { useSession } from '../../stores/session.ts'

const PAUSE_MS = 120
const LIMIT = 30
/** More than anybody types; the host takes no more. */
const MAX_QUERY = 500

const pieces = z.array(z.object({ text: z.string(), hit: z.boolean() }))
const answer: z.ZodType<SearchAnswer> = z.object({
  hits: z.array(
    z.object({
      kind: z.enum(hitKinds),
      id: z.number().int(),
      name: pieces,
      excerpt: pieces,
      path: z.array(z.string()),
      type: z.string().nullable(),
      item_type: z.string().nullable(),
      item_subtype: z.string().nullable(),
      reporting_effort_id: z.number().int().nullable(),
      package_id: z.number().int().nullable(),
      item_id: z.number().int().nullable(),
    }),
  ),
  more: z.boolean(),
})

export function useServerHits(query: () => string) {
  const session = useSession()
  const hits = shallowRef<readonly SearchHit[]>([])
  const more = ref(false)
  const failure = ref('')
  /** Something was typed that the host has not answered yet. */
  const busy = ref(false)
  let asking: AbortController | null = null

  async function ask(text: string) {
    asking?.abort()
    const mine = (asking = new AbortController())
    const wanted = new URLSearchParams({ q: text.slice(0, MAX_QUERY), limit: String(LIMIT) })
    try {
      const { data } = await session.client.get(`/search?${wanted.toString()}`, answer, { signal: mine.signal })
      if (mine.signal.aborted) return
      hits.value = data.hits
      more.value = data.more
      failure.value = ''
    } catch (error) {
      if (mine.signal.aborted) return
      hits.value = []
      more.value = false
      failure.value = sentenceOf(error)
    }
    busy.value = false
  }

  watch(query, (text) => {
    busy.value = text.trim() !== ''
    asking?.abort()
    if (busy.value) return
    hits.value = []
    more.value = false
    failure.value = ''
  })
  watchDebounced(query, (text) => text.trim() !== '' && void ask(text), { debounce: PAUSE_MS })
  onScopeDispose(() => asking?.abort())
  // Lets the host take in what was written since the last search, before the first letter.
  void ask('')
  return { hits, more, failure, busy }
}
