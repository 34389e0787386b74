// The lines of the open effort, computed from the collections, and what can be said about them in numbers.
import { computed } from 'vue'
import { useChecks } from '../../stores/checks.ts'
import { useCollections } from '../../stores/collections.ts'
import { useUnread } from '../../composables/unread.ts'
import type { PendingRows } from './bulk/pending-rows.ts'
import {
  countComments,
  joinRows,
  tabOf,
  tagsByTracker,
  trackerTabs,
  type CommentCounts,
  type Joined,
  type TrackerRow,
  type TrackerTab,
} from './tracker-row.ts'
import type { Tag } from '../../../../shared/entities/tag.ts'

export interface TabSummary {
  total: number
  produced: number
  checked: number
}

/** The order in which the team runs its datasets; outputs go by their number. */
function compareRows(a: TrackerRow, b: TrackerRow): number {
  const order = (a.item.sorting_order ?? Infinity) - (b.item.sorting_order ?? Infinity)
  if (order < 0 || order > 0) return order
  return a.codeKey < b.codeKey ? -1 : a.codeKey > b.codeKey ? 1 : a.id - b.id
}

type Lists = Record<TrackerTab, readonly TrackerRow[]>

const keepsPlace = (old: TrackerRow, now: TrackerRow) =>
  now === old ||
  (tabOf(now.item) === tabOf(old.item) &&
    now.codeKey === old.codeKey &&
    now.item.sorting_order === old.item.sorting_order)

/** The same lists with what their rows have become; null when a row came, went or has another place. */
function sameLists(before: Lists, byId: ReadonlyMap<number, TrackerRow>): Lists | null {
  if (trackerTabs.reduce((sum, tab) => sum + before[tab].length, 0) !== byId.size) return null
  const lists: Partial<Lists> = {}
  for (const tab of trackerTabs) {
    const list: TrackerRow[] = []
    let isChanged = false
    for (const old of before[tab]) {
      const now = byId.get(old.id)
      if (!now || !keepsPlace(old, now)) return null
      isChanged ||= now !== old
      list.push(now)
    }
    lists[tab] = isChanged ? list : before[tab]
  }
  return lists as Lists
}

export function useTrackerRows(tab: () => TrackerTab, pending: PendingRows) {
  const collections = useCollections()
  const checks = useChecks()
  const isUnread = useUnread()

  const comments = computed<Map<number, CommentCounts>>((before) =>
    countComments(collections.tracker_comments.rows.values(), before ?? new Map(), isUnread),
  )
  const tags = computed<Map<number, readonly Tag[]>>((before) =>
    tagsByTracker(collections.tracker_item_tags.rows.values(), collections.tracker_tags.rows, before ?? new Map()),
  )
  const joined = computed<Joined>((before) => {
    const sources = {
      items: collections.reporting_effort_items.rows,
      trackers: pending.over(collections.reporting_effort_item_tracker.rows),
      texts: collections.text_elements.rows,
      users: collections.users.rows,
      comments: comments.value,
      tags: tags.value,
      findings: checks.byItem,
    }
    return { sources, rows: joinRows(sources, before) }
  })
  /** Every line of the effort, by item id. */
  const all = computed(() => joined.value.rows)
  const byTab = computed<Lists>((before) => {
    const same = before && sameLists(before, all.value)
    if (same) return same
    const lists: Record<TrackerTab, TrackerRow[]> = { TLF: [], SDTM: [], ADaM: [] }
    for (const row of all.value.values()) lists[tabOf(row.item)].push(row)
    for (const name of trackerTabs) lists[name].sort(compareRows)
    return lists
  })
  const counts = computed(() => ({
    TLF: byTab.value.TLF.length,
    SDTM: byTab.value.SDTM.length,
    ADaM: byTab.value.ADaM.length,
  }))

  const summary = computed<TabSummary>(() => {
    const result: TabSummary = { total: 0, produced: 0, checked: 0 }
    for (const { tracker } of byTab.value[tab()]) {
      result.total += 1
      if (tracker?.production_status === 'completed') result.produced += 1
      if (tracker?.qc_status === 'completed') result.checked += 1
    }
    return result
  })

  return { all, rows: computed(() => byTab.value[tab()]), counts, summary }
}
