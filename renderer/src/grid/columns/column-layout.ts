// What a person does to the columns, as changes of a layout: pure, so that header, menu and chooser do the same thing.
import { hiddenOf, MAX_WIDTH, MIN_WIDTH, orderedColumns, pinnedOf, type ColumnLayout } from './column-model.ts'
import type { GridColumn } from './columns.ts'

type Columns = readonly GridColumn<never>[]

export const withWidth = (layout: ColumnLayout, id: string, width: number): ColumnLayout => ({
  ...layout,
  widths: { ...layout.widths, [id]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) },
})

export function withShown(columns: Columns, layout: ColumnLayout, id: string, shown: boolean): ColumnLayout {
  const hidden = hiddenOf(columns, layout).filter((each) => each !== id)
  return { ...layout, hidden: shown ? hidden : [...hidden, id] }
}

/** Pins a column behind those that are pinned already, or lets it scroll again. */
export function withPinned(columns: Columns, layout: ColumnLayout, id: string, pinned: boolean): ColumnLayout {
  const held = pinnedOf(columns, layout).filter((each) => each !== id)
  return { ...layout, pinned: pinned ? [...held, id] : held }
}

/** Puts `id` where `target` stands; pinned columns stay among themselves, as do the others. */
export function withMoved(columns: Columns, layout: ColumnLayout, id: string, target: string): ColumnLayout {
  const order = orderedColumns(columns, layout).map((column) => column.id)
  const pinned = pinnedOf(columns, layout)
  const from = order.indexOf(id)
  const to = order.indexOf(target)
  if (from < 0 || to < 0 || from === to || pinned.includes(id) !== pinned.includes(target)) return layout
  order.splice(from, 1)
  order.splice(to, 0, id)
  return { ...layout, order }
}

/** Moves a column by one visible place. */
export function withStep(columns: Columns, layout: ColumnLayout, id: string, step: 1 | -1): ColumnLayout {
  const hidden = new Set(hiddenOf(columns, layout))
  const visible = orderedColumns(columns, layout).filter((column) => !hidden.has(column.id))
  const target = visible[visible.findIndex((column) => column.id === id) + step]
  return target ? withMoved(columns, layout, id, target.id) : layout
}
