// The lines of the open effort, computed from the collections, and what can be said about them in numbers.
import { computed } from 'vue'
import { tally } from '../../grid/pipeline/remember.ts'
import { useChecks } from '../../stores/checks.ts'
import { useCollections } from '../../stores/collections.ts'
import { RowTable } from '../../stores/row-table.ts'
import { steadyFields } from '../../stores/steady.ts'
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

type Lists = Record<TrackerTab, RowTable<TrackerRow>>

/** The rows of each tab in their order, and what they were made from. */
interface Sorted {
  all: RowTable<TrackerRow>
  lists: Lists
}

const keepsPlace = (old: TrackerRow, now: TrackerRow) =>
  tabOf(now.item) === tabOf(old.item) &&
  now.codeKey === old.codeKey &&
  now.item.sorting_order === old.item.sorting_order

/** The same lists with what their rows have become; null when a row came, went or has another place. */
function sameLists(before: Sorted, all: RowTable<TrackerRow>): Lists | null {
  const changed = all.changedSince(before.all)
  if (!changed?.every(({ now, was }) => keepsPlace(was, now))) return null
  const lists = { ...before.lists }
  for (const tab of trackerTabs) {
    const own = changed.map(({ now }) => now).filter(({ item }) => tabOf(item) === tab)
    if (own.length > 0) lists[tab] = lists[tab].with(own)
  }
  return lists
}

function sortedLists(all: RowTable<TrackerRow>): Lists {
  const rows: Record<TrackerTab, TrackerRow[]> = { TLF: [], SDTM: [], ADaM: [] }
  for (const row of all.list) rows[tabOf(row.item)].push(row)
  const sorted = (tab: TrackerTab) => RowTable.of(rows[tab].sort(compareRows))
  return { TLF: sorted('TLF'), SDTM: sorted('SDTM'), ADaM: sorted('ADaM') }
}

export function useTrackerRows(tab: () => TrackerTab, pending: PendingRows) {
  const collections = useCollections()
  const checks = useChecks()
  const isUnread = useUnread()

  const comments = computed<ReadonlyMap<number, CommentCounts>>((before) =>
    countComments(collections.tracker_comments.rows.values(), before ?? new Map(), isUnread),
  )
  const tags = computed<ReadonlyMap<number, readonly Tag[]>>((before) =>
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
  const sorted = computed<Sorted>((before) => ({
    all: all.value,
    lists: (before && sameLists(before, all.value)) ?? sortedLists(all.value),
  }))
  const rows = computed(() => sorted.value.lists[tab()].list)
  const counts = computed<Record<TrackerTab, number>>((before) => {
    const { TLF, SDTM, ADaM } = sorted.value.lists
    return steadyFields(before, { TLF: TLF.size, SDTM: SDTM.size, ADaM: ADaM.size })
  })

  const produced = tally<TrackerRow>(({ tracker }) => tracker?.production_status === 'completed')
  const checked = tally<TrackerRow>(({ tracker }) => tracker?.qc_status === 'completed')
  const summary = computed<TabSummary>((before) =>
    steadyFields(before, {
      total: rows.value.length,
      produced: produced(rows.value),
      checked: checked(rows.value),
    }),
  )

  return { all, rows, counts, summary }
}
