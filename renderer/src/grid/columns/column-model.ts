// Which columns are shown, in which order, how wide, and which stay in place: TanStack Table's column model, fed from the
// declarations and from what the person has set. A setting that names columns which do not exist here is passed over, so
// one layout serves tables that differ in a column.
import { createTable, getCoreRowModel, type ColumnDef } from '@tanstack/vue-table'
import { computed, type ComputedRef } from 'vue'
import type { ColumnGroup, GridColumn } from './columns.ts'

/** What the person has set; what is absent is as the declarations say. */
export interface ColumnLayout {
  order?: readonly string[] | undefined
  hidden?: readonly string[] | undefined
  pinned?: readonly string[] | undefined
  /** In pixels, by column. */
  widths?: Readonly<Record<string, number>> | undefined
}

export const MIN_WIDTH = 44
export const MAX_WIDTH = 900

export interface GroupSpan {
  group: ColumnGroup
  span: number
  /** Position of its first column, from zero. */
  start: number
  pinned: boolean
}

export interface PlacedColumn<Row> extends GridColumn<Row> {
  pinned: boolean
  /** Where a pinned column stands, in pixels from the left edge. */
  left: number
}

export interface ColumnModel<Row> {
  columns: PlacedColumn<Row>[]
  groups: GroupSpan[]
  /** Value of `grid-template-columns`. */
  template: string
  totalWidth: number
  /** Width of the columns that stay in place. */
  pinnedWidth: number
}

const clampWidth = (width: number) => Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)))

/** Ids of the columns that stay in place, in their order. */
export const pinnedOf = (columns: readonly GridColumn<never>[], layout: ColumnLayout): string[] =>
  columns.filter(({ id, pinned }) => layout.pinned?.includes(id) ?? pinned === true).map(({ id }) => id)
/** Ids of the columns that are not shown. */
export const hiddenOf = (columns: readonly GridColumn<never>[], layout: ColumnLayout): string[] =>
  columns
    .filter(({ id, fixed, initiallyHidden }) => !fixed && (layout.hidden?.includes(id) ?? initiallyHidden === true))
    .map(({ id }) => id)

/** All columns in the order they stand in, hidden ones included, pinned ones first. */
export function orderedColumns<Row>(columns: readonly GridColumn<Row>[], layout: ColumnLayout): GridColumn<Row>[] {
  const table = tableOf(columns, layout)
  const byId = new Map(columns.map((column) => [column.id, column]))
  return [...table.getLeftLeafColumns(), ...table.getCenterLeafColumns()].flatMap(({ id }) => byId.get(id) ?? [])
}

function tableOf(columns: readonly GridColumn<never>[], layout: ColumnLayout) {
  const definitions = columns.map(({ id, header, width }): ColumnDef<never> => ({
    id,
    header,
    size: width,
    minSize: MIN_WIDTH,
    maxSize: MAX_WIDTH,
    accessorFn: () => null,
  }))
  const table = createTable<never>({
    columns: definitions,
    data: [],
    state: {},
    onStateChange: () => undefined,
    renderFallbackValue: null,
    getCoreRowModel: getCoreRowModel(),
  })
  const places = new Map(orderOf(columns, layout).map((id, place) => [id, place]))
  table.setOptions((options) => ({
    ...options,
    state: {
      ...table.initialState,
      columnOrder: [...places.keys()],
      columnVisibility: Object.fromEntries(hiddenOf(columns, layout).map((id) => [id, false])),
      columnPinning: { left: pinnedOf(columns, layout).sort((a, b) => places.get(a)! - places.get(b)!), right: [] },
      columnSizing: Object.fromEntries(
        Object.entries(layout.widths ?? {}).map(([id, width]) => [id, clampWidth(width)]),
      ),
    },
  }))
  return table
}

/** Columns the layout does not know stand behind the one they are declared behind. */
function orderOf(columns: readonly GridColumn<never>[], { order }: ColumnLayout): string[] {
  const ids = columns.map(({ id }) => id)
  if (!order) return ids
  const result = order.filter((id) => ids.includes(id))
  for (const [index, id] of ids.entries()) {
    if (result.includes(id)) continue
    const before = index === 0 ? -1 : result.indexOf(ids[index - 1]!)
    result.splice(before + 1, 0, id)
  }
  return result
}

/** The model of these columns as the layout has them. Pure; cheap enough to make anew on every change. */
export function buildColumnModel<Row>(
  columns: readonly GridColumn<Row>[],
  groups: readonly ColumnGroup[],
  layout: ColumnLayout,
): ColumnModel<Row> {
  const table = tableOf(columns, layout)
  const byId = new Map(columns.map((column) => [column.id, column]))
  const groupById = new Map(groups.map((group) => [group.id, group]))
  const pinnedLeaves = table.getLeftVisibleLeafColumns()
  const leaves = [...pinnedLeaves, ...table.getCenterVisibleLeafColumns()]
  let left = 0
  const placed = leaves.flatMap((leaf, index): PlacedColumn<Row>[] => {
    const column = byId.get(leaf.id)
    if (!column) return []
    const pinned = index < pinnedLeaves.length
    const width = leaf.getSize()
    // A pinned column has the width it says: the next one stands right behind it. So has one that the person has sized.
    const flexible = column.flexible === true && !pinned && layout.widths?.[leaf.id] === undefined
    const result = { ...column, pinned, width, flexible, left }
    if (pinned) left += width
    return [result]
  })
  const spans: GroupSpan[] = []
  for (const [index, column] of placed.entries()) {
    const previous = spans.at(-1)
    if (previous?.group.id === column.group && previous.pinned === column.pinned) previous.span += 1
    else spans.push({ group: groupById.get(column.group)!, span: 1, start: index, pinned: column.pinned })
  }
  return {
    columns: placed,
    groups: spans,
    template: placed.map(({ width, flexible }) => (flexible ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' '),
    totalWidth: placed.reduce((sum, { width }) => sum + width, 0),
    pinnedWidth: left,
  }
}

/** The same as a computed value; the arguments are read again whenever they change. */
export function useColumnModel<Row>(
  columns: () => readonly GridColumn<Row>[],
  groups: () => readonly ColumnGroup[],
  layout: () => ColumnLayout,
): ComputedRef<ColumnModel<Row>> {
  return computed(() => buildColumnModel(columns(), groups(), layout()))
}
