// What a column of the grid is: how its cell looks, what it is sorted and found by, and how it is edited. Widths, groups
// and visibility are kept by TanStack Table's column model, built here from these declarations.
import { getCoreRowModel, useVueTable, type ColumnDef } from '@tanstack/vue-table'
import { computed, type ComputedRef, type VNodeChild } from 'vue'

export type CellValue = string | number | null

/** One of the values that an option cell may take. */
export interface CellOption {
  value: CellValue
  label: string
  /** Shown fainter, after the label. */
  hint?: string
  /** Drawn before the label. */
  mark?: () => VNodeChild
  /** Why it cannot be chosen now; absent when it can. */
  refusal?: string | undefined
}

export type CellEditor<Row> =
  | { kind: 'option'; value: (row: Row) => CellValue; options: (row: Row) => CellOption[]; clearable: boolean }
  | { kind: 'day'; value: (row: Row) => string | null; clearable: boolean }

export interface GridColumn<Row> {
  id: string
  header: string
  /** Id of the group whose heading stands above it. */
  group: string
  /** Width in pixels; the one `flexible` column takes what is left over. */
  width: number
  flexible?: boolean
  /** Stays in place when the grid scrolls sideways. */
  pinned?: boolean
  align?: 'end'
  /** What rows are ordered by: texts by naturalKey where they hold numbers. Null comes last. */
  sortKey: (row: Row) => string | number | null
  /** What the cell says as plain text: for assistive technology, and to see whether it changed. */
  text: (row: Row) => string
  render: (row: Row) => VNodeChild
  /** Absent: the cell cannot be edited. */
  editor?: CellEditor<Row>
}

export interface ColumnGroup {
  id: string
  header: string
}

export interface GroupSpan {
  group: ColumnGroup
  span: number
  /** Position of its first column, from zero. */
  start: number
}

export interface ColumnModel<Row> {
  columns: GridColumn<Row>[]
  groups: GroupSpan[]
  /** Value of `grid-template-columns`. */
  template: string
  totalWidth: number
  /** Width of the columns that stay in place. */
  pinnedWidth: number
}

/** The visible columns in order, with their groups. Both arguments are read again whenever they change. */
export function useColumnModel<Row>(
  columns: () => GridColumn<Row>[],
  groups: () => ColumnGroup[],
): ComputedRef<ColumnModel<Row>> {
  const definitions = computed<ColumnDef<Row>[]>(() =>
    groups().map((group) => ({
      id: group.id,
      header: group.header,
      columns: columns()
        .filter((column) => column.group === group.id)
        .map(({ id, header, width }) => ({ id, header, size: width, accessorFn: () => null })),
    })),
  )
  const table = useVueTable<Row>({
    get columns() {
      return definitions.value
    },
    data: [],
    getCoreRowModel: getCoreRowModel(),
  })
  return computed(() => {
    const byId = new Map(columns().map((column) => [column.id, column]))
    const groupById = new Map(groups().map((group) => [group.id, group]))
    const leaves = table.getVisibleLeafColumns()
    const visible = leaves.flatMap((leaf) => {
      const column = byId.get(leaf.id)
      return column ? [{ ...column, width: leaf.getSize() }] : []
    })
    const spans: GroupSpan[] = []
    for (const [index, column] of visible.entries()) {
      const previous = spans.at(-1)
      if (previous?.group.id === column.group) previous.span += 1
      else spans.push({ group: groupById.get(column.group)!, span: 1, start: index })
    }
    return {
      columns: visible,
      groups: spans,
      template: visible.map(({ width, flexible }) => (flexible ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' '),
      totalWidth: visible.reduce((sum, { width }) => sum + width, 0),
      pinnedWidth: visible.reduce((sum, { width, pinned }) => (pinned ? sum + width : sum), 0),
    }
  })
}
