// What the palette can do with the open tracker: its tabs, presets and saved views, and away with every filter.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useOffer, type Command } from '../../commands/commands.ts'
import { presets } from './presets.ts'
import { trackerTabs, type TrackerTab } from './tracker-row.ts'
import { useSavedViews } from './views/use-saved-views.ts'
import type { ViewStateStore } from './views/use-view-state.ts'
import { emptyState, readState } from './views/view-state.ts'

export interface TrackerCommandOptions {
  view: ViewStateStore
  tab: () => TrackerTab
  chooseTab: (tab: TrackerTab) => unknown
  clearFilters: () => void
}

export function useTrackerCommands({ view, tab, chooseTab, clearFilters }: TrackerCommandOptions) {
  const { t } = useI18n()
  const saved = useSavedViews()

  function show(id: number | null) {
    const row = saved.get(id)
    const held = row && readState(row.state)
    view.show(row?.id ?? null, held?.state ?? emptyState)
    if (held?.tab) void chooseTab(held.tab)
  }

  const tabs = computed(() =>
    trackerTabs
      .filter((name) => name !== tab())
      .map((name): Command => ({
        id: `tab-${name}`,
        title: t('commands.tab', { tab: t(`tracker.tab.${name}`) }),
        icon: 'i-lucide-table-2',
        run: () => void chooseTab(name),
      })),
  )
  const narrowing = computed(() =>
    presets.map((preset): Command => {
      const isOn = view.presets.value.includes(preset)
      return {
        id: `preset-${preset}`,
        title: t(`commands.preset.${isOn ? 'off' : 'on'}`, { name: t(`presets.name.${preset}`) }),
        icon: isOn ? 'i-lucide-filter-x' : 'i-lucide-filter',
        words: t(`presets.hint.${preset}`),
        run: () =>
          void (view.presets.value = isOn
            ? view.presets.value.filter((each) => each !== preset)
            : [...view.presets.value, preset]),
      }
    }),
  )
  const views = computed(() =>
    [...saved.mine.value, ...saved.shared.value].map(({ id, name }): Command => ({
      id: `view-${id}`,
      title: t('commands.view', { name }),
      icon: 'i-lucide-bookmark',
      run: () => show(id),
    })),
  )
  const back = computed((): Command[] => {
    const { filters, presets: chosen, text } = view.state.value
    const isNarrowed = Object.keys(filters).length > 0 || chosen.length > 0 || text !== ''
    return [
      ...(isNarrowed
        ? [{ id: 'clear-filters', title: t('commands.clearFilters'), icon: 'i-lucide-filter-x', run: clearFilters }]
        : []),
      { id: 'all-rows', title: t('commands.allRows'), icon: 'i-lucide-rows-3', run: () => show(null) },
    ]
  })
  useOffer(() => [...back.value, ...narrowing.value, ...views.value, ...tabs.value])
}
