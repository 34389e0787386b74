// Which items of the open effort others changed since this person last looked at its activity: asked of the host, which has the
// log, and after changes only for what came since the last answer. A set that stays the same keeps its identity, so that nothing
// is counted anew.
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { changedItems } from '../../../shared/actions/activity.ts'
import { createAsked } from './asked.ts'
import { useEffort } from './effort.ts'
import { useReadPositions } from './read-positions.ts'
import { useSession } from './session.ts'

const SETTLE_MS = 900
const entities: ReadonlySet<string> = new Set([
  'reporting_effort_items',
  'reporting_effort_item_tracker',
  'reporting_effort_item_footnotes',
  'reporting_effort_item_acronyms',
  'tracker_comments',
  'tracker_item_tags',
])
const NONE: ReadonlySet<number> = new Set()

export const useChangedItems = defineStore('changed-items', () => {
  const session = useSession()
  const effort = useEffort()
  const positions = useReadPositions()
  const since = computed(() => (effort.id === null ? 0 : positions.through('activity', effort.id)))
  let known = { since: -1, effort: null as number | null, head: 0, ids: NONE }
  const asked = createAsked<ReadonlySet<number>>({
    ask: async (signal) => {
      const wanted = { since: since.value, effort: effort.id }
      const before =
        known.since === wanted.since && known.effort === wanted.effort ? known : { head: wanted.since, ids: NONE }
      const path = `/reporting-efforts/${wanted.effort}/changed-items?since=${before.head}`
      const { data } = await session.client.get(path, changedItems, { signal })
      const isNew = data.item_ids.some((id) => !before.ids.has(id))
      known = { ...wanted, head: data.head, ids: isNew ? new Set([...before.ids, ...data.item_ids]) : before.ids }
      return known.ids
    },
    settle: SETTLE_MS,
    entities,
  })
  // After the rows: what is marked is seen first.
  watch(
    () => (effort.state === 'ready' && positions.ready ? `${effort.id} ${since.value}` : null),
    (wanted) => {
      asked.close()
      if (wanted !== null) void asked.load()
    },
    { immediate: true },
  )
  const ids = computed(() => asked.answer.value ?? NONE)
  const { apply, close } = asked
  /** The host may have another history now. */
  async function reload() {
    known = { ...known, since: -1 }
    if (asked.state.value !== 'none') await asked.load()
  }
  return { ids, apply, close, reload }
})
