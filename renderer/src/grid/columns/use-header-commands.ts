// What is done to columns at their headings, by keys and by the header's own events: ordering, moving, sizing, the menu.
import { nextTick, type Ref } from 'vue'
import { withMoved, withStep, withWidth } from './column-layout.ts'
import type { ColumnLayout } from './column-model.ts'
import type { GridColumn } from './columns.ts'
import { fitWidth } from './fit-width.ts'
import { headerAction } from './header-keys.ts'
import { toggleSorting, type Sorting } from '../pipeline/sorting.ts'

export interface HeaderCommandOptions {
  sorting: Ref<readonly Sorting[]>
  layout: Ref<ColumnLayout>
  columns: () => readonly GridColumn<never>[]
  gridElement: Ref<HTMLElement | null>
  headingId: (column: string) => string
  revealColumn: (column: string) => void
  onMenu: (column: string, heading: HTMLElement) => void
}

export function useHeaderCommands(options: HeaderCommandOptions) {
  const { sorting, layout, columns, gridElement } = options
  const headingOf = (column: string) => document.getElementById(options.headingId(column))
  const sort = (column: string, add: boolean) => (sorting.value = toggleSorting(sorting.value, column, add))
  const resize = (column: string, width: number) => (layout.value = withWidth(layout.value, column, width))
  const move = (column: string, target: string) => (layout.value = withMoved(columns(), layout.value, column, target))
  function openMenu(column: string) {
    const heading = headingOf(column)
    if (heading) options.onMenu(column, heading)
  }
  function fit(column: string) {
    if (gridElement.value) resize(column, fitWidth(gridElement.value, headingOf(column), column))
  }

  /** @returns whether the key was for the heading */
  function onHeaderKey(event: KeyboardEvent, column: string): boolean {
    const action = headerAction(event)
    if (!action) return false
    event.preventDefault()
    if (action.do === 'sort') sort(column, action.add)
    else if (action.do === 'menu') openMenu(column)
    else if (action.do === 'fit') fit(column)
    else if (action.do === 'resize') resize(column, (headingOf(column)?.offsetWidth ?? 0) + action.by)
    else {
      layout.value = withStep(columns(), layout.value, column, action.step)
      void nextTick(() => options.revealColumn(column))
    }
    return true
  }

  return { sort, openMenu, resize, move, fit, onHeaderKey }
}
