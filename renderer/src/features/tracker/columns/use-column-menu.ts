// Which column's menu stands open, under which heading, and what is asked of that column there.
import { computed, shallowRef, type Ref } from 'vue'
import type { GridColumn } from '../../../grid/columns/columns.ts'
import type { Filter } from '../../../grid/pipeline/filters.ts'
import type { TrackerRow } from '../tracker-row.ts'

export function useColumnMenu(
  columns: Readonly<Ref<readonly GridColumn<TrackerRow>[]>>,
  filters: Ref<Readonly<Record<string, Filter>>>,
) {
  const columnMenu = shallowRef<{ id: string; heading: HTMLElement } | null>(null)
  const menuColumn = computed(() => columns.value.find(({ id }) => id === columnMenu.value?.id))
  const asked = computed<Filter | null>({
    get: () => (columnMenu.value && filters.value[columnMenu.value.id]) || null,
    set(value) {
      if (!columnMenu.value) return
      const { [columnMenu.value.id]: _before, ...others } = filters.value
      filters.value = value ? { ...others, [columnMenu.value.id]: value } : others
    },
  })
  const openMenu = (id: string, heading: HTMLElement) => (columnMenu.value = { id, heading })
  return { columnMenu, menuColumn, asked, openMenu }
}
