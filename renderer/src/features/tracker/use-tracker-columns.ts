// The columns of the tracker's grid for one kind of item, made anew only when what they show changes.
import { useMediaQuery } from '@vueuse/core'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { formatDay, useToday } from '../../composables/dates.ts'
import { DATE_LOCALE } from '../../i18n/index.ts'
import { useCollections } from '../../stores/collections.ts'
import { useWorkflowPolicy } from '../../stores/workflow-policy.ts'
import { trackerColumns, trackerGroups } from './tracker-columns.ts'
import type { TrackerRow, TrackerTab } from './tracker-row.ts'

/** Width of the window from which on every column stands beside the tree. */
const WIDE = 1600

/** Makes each text once: hundreds of cells ask for the same few in every scrolled frame. */
function remembered(make: (key: string, values?: Record<string, unknown>) => string): typeof make {
  const texts = new Map<string, string>()
  return (key, values) => {
    const name = values ? key + JSON.stringify(values) : key
    let text = texts.get(name)
    if (text === undefined) texts.set(name, (text = make(key, values)))
    return text
  }
}

export function useTrackerColumns(tab: () => TrackerTab, rows: () => readonly TrackerRow[]) {
  const { t } = useI18n()
  const collections = useCollections()
  const workflow = useWorkflowPolicy()
  const today = useToday()
  const isNarrow = useMediaQuery(`(max-width: ${WIDE - 1}px)`)

  const users = computed(() => [...collections.users.rows.values()])
  const tagsByName = computed(() =>
    [...collections.tracker_tags.rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
  const translate = (key: string, values: Record<string, unknown> = {}) =>
    typeof values.count === 'number' ? t(key, values.count, { named: values }) : t(key, values)
  const columns = computed(() =>
    trackerColumns({
      tab: tab(),
      today: today.value,
      locale: DATE_LOCALE,
      users: users.value,
      tags: () => tagsByName.value,
      rows,
      t: remembered(translate),
      date: remembered(formatDay),
      isStrict: workflow.isStrict,
      isNarrow: isNarrow.value,
    }),
  )
  return { columns, groups: computed(() => trackerGroups(translate)) }
}
