// How often each tag is used, and where the chosen one is: asked of the host, which knows the rows of every effort, and
// again when a tag is put on or taken off anywhere.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { z } from 'zod'
import type { MergedTags, TagUse } from '../../../shared/actions/tags.ts'
import type { Tag } from '../../../shared/entities/tag.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { createAsked } from './asked.ts'
import { useSession } from './session.ts'

const SETTLE_MS = 300
const entities: ReadonlySet<string> = new Set(['tracker_item_tags', 'tracker_tags'])

const counted = z.array(z.looseObject({ id: z.number(), usage_count: z.number() }))
const uses: z.ZodType<TagUse[]> = z.array(
  z.looseObject({
    tracker_id: z.number(),
    item_id: z.number(),
    item_code: z.string(),
    item_type: z.string(),
    item_subtype: z.string(),
    reporting_effort_id: z.number(),
    study_label: z.string(),
    release_label: z.string(),
    effort_label: z.string(),
  }),
)
const merged: z.ZodType<MergedTags> = z.looseObject({ moved: z.number(), had_both: z.number() })

export const useTagUses = defineStore('tag-uses', () => {
  const session = useSession()
  const chosen = ref<number | null>(null)
  const counts = createAsked({
    ask: async (signal) => (await session.client.get('/tracker-tags/', counted, { signal })).data,
    settle: SETTLE_MS,
    entities,
  })
  const places = createAsked<TagUse[]>({
    ask: async (signal) => (await session.client.get(`/tracker-tags/${chosen.value}/uses`, uses, { signal })).data,
    settle: SETTLE_MS,
    entities,
  })

  /** @param id the tag to be told about, or null for none */
  function choose(id: number | null) {
    places.close()
    chosen.value = id
    if (id !== null) void places.load()
  }
  function close() {
    choose(null)
    counts.close()
  }
  function apply(changes: readonly FrameChange[]) {
    // What is gone is not asked about once more.
    if (changes.some(({ entity, id, row }) => entity === 'tracker_tags' && id === chosen.value && row === null))
      choose(null)
    counts.apply(changes)
    places.apply(changes)
  }
  const reload = () =>
    Promise.all([counts, places].filter(({ state }) => state.value !== 'none').map((each) => each.load()))

  /** Throws ApiError. */
  async function merge(gone: Tag, into: Tag, step: string): Promise<MergedTags> {
    const options = { step, idempotencyKey: crypto.randomUUID() }
    return (await session.client.post(`/tracker-tags/${gone.id}/merge`, merged, { into: into.id }, options)).data
  }

  return {
    countOf: computed(() => new Map(counts.answer.value?.map(({ id, usage_count }) => [id, usage_count]))),
    failure: counts.failure,
    state: counts.state,
    places: places.answer,
    placesFailure: places.failure,
    load: counts.load,
    choose,
    close,
    apply,
    reload,
    merge,
  }
})
