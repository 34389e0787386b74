// Which items of the open effort others changed since this person last looked at its activity: asked of the host, which has the
// log, and again when something changed. A set that stays the same keeps its identity, so that nothing is counted anew.
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
  const asked = createAsked<readonly number[]>({
    ask: async (signal) => {
      const path = `/reporting-efforts/${effort.id}/changed-items?since=${since.value}`
      return (await session.client.get(path, changedItems, { signal })).data.item_ids
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
  const ids = computed<ReadonlySet<number>>((before = NONE) => {
    const now = asked.answer.value ?? []
    return now.length === before.size && now.every((id) => before.has(id)) ? before : new Set(now)
  })
  const { apply, close } = asked
  const reload = async () => void (asked.state.value !== 'none' && (await asked.load()))
  return { ids, apply, close, reload }
})
