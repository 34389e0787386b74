// Which cells are selected, as a pure value. A block names its rows and columns by id, so that what it covers never changes
// by itself: a row that somebody else adds between two selected ones is not in it, one that is gone or hidden has left it.
export interface Cell {
  row: number
  column: string
}

/** Rows and columns as they are shown, in order. */
export interface Axes {
  rows: readonly number[]
  columns: readonly string[]
  rowIndex: ReadonlyMap<number, number>
}

/** What was asked for as a whole: it is said so, and extending it keeps it whole. */
export type Whole = 'rows' | 'columns' | 'all' | null

export interface Block {
  rows: ReadonlySet<number>
  columns: readonly string[]
  whole: Whole
}

export interface Selection {
  blocks: readonly Block[]
  /** Where the last block begins; the active cell. */
  anchor: Cell
  /** The corner of the last block that moves. */
  head: Cell
}

export interface Extent {
  cells: number
  rows: number
  columns: number
}

/** A selection that is one rectangle, rows and columns in the order shown. */
export interface Rectangle {
  rows: number[]
  columns: string[]
}

export const axesOf = (rows: readonly number[], columns: readonly string[]): Axes => ({
  rows,
  columns,
  rowIndex: new Map(rows.map((id, index) => [id, index])),
})

function between<T>(list: readonly T[], from: number, to: number): T[] {
  return list.slice(Math.min(from, to), Math.max(from, to) + 1)
}

/** The block with these two cells as opposite corners; null when one of them is not shown. */
function blockBetween(axes: Axes, anchor: Cell, head: Cell, whole: Whole): Block | null {
  const from = axes.rowIndex.get(anchor.row)
  const to = axes.rowIndex.get(head.row)
  const fromColumn = axes.columns.indexOf(anchor.column)
  const toColumn = axes.columns.indexOf(head.column)
  if (from === undefined || to === undefined || fromColumn < 0 || toColumn < 0) return null
  const allRows = whole === 'columns' || whole === 'all'
  const allColumns = whole === 'rows' || whole === 'all'
  return {
    rows: new Set(allRows ? axes.rows : between(axes.rows, from, to)),
    columns: allColumns ? axes.columns : between(axes.columns, fromColumn, toColumn),
    whole,
  }
}

/** One cell, or the whole rows or columns of one cell. */
export function selectAt(axes: Axes, cell: Cell, whole: Whole = null): Selection | null {
  const block = blockBetween(axes, cell, cell, whole)
  return block && { blocks: [block], anchor: cell, head: cell }
}

/** The last block drawn anew from its anchor to `head`. Whole rows or columns stay whole. */
export function extendTo(axes: Axes, selection: Selection, head: Cell, whole?: Whole): Selection {
  const last = selection.blocks.at(-1)
  const block = blockBetween(axes, selection.anchor, head, whole === undefined ? (last?.whole ?? null) : whole)
  return block ? { ...selection, blocks: [...selection.blocks.slice(0, -1), block], head } : selection
}

/** Another block beside those there are. */
export function addAt(axes: Axes, selection: Selection | null, cell: Cell, whole: Whole = null): Selection | null {
  const begun = selectAt(axes, cell, whole)
  return begun && { ...begun, blocks: [...(selection?.blocks ?? []), ...begun.blocks] }
}

export function covers({ blocks }: Selection, row: number, column: string): boolean {
  return blocks.some((block) => block.rows.has(row) && block.columns.includes(column))
}

/** How much is selected; a cell in two blocks counts once. */
export function extentOf({ blocks }: Selection): Extent {
  const [only] = blocks
  if (blocks.length === 1 && only) {
    return { cells: only.rows.size * only.columns.length, rows: only.rows.size, columns: only.columns.length }
  }
  const byRow = new Map<number, Set<string>>()
  for (const { rows, columns } of blocks) {
    for (const row of rows) {
      const held = byRow.get(row) ?? new Set()
      for (const column of columns) held.add(column)
      byRow.set(row, held)
    }
  }
  let cells = 0
  for (const columns of byRow.values()) cells += columns.size
  return { cells, rows: byRow.size, columns: new Set(blocks.flatMap(({ columns }) => columns)).size }
}

/** The selected rows, in the order shown. */
export function rowsOf(axes: Axes, { blocks }: Selection): number[] {
  return axes.rows.filter((id) => blocks.some(({ rows }) => rows.has(id)))
}

/** The selection as one rectangle; null when its blocks do not make one, for what has no shape cannot be copied. */
export function rectangleOf(axes: Axes, selection: Selection): Rectangle | null {
  const rows = rowsOf(axes, selection)
  const columns = axes.columns.filter((id) => selection.blocks.some((block) => block.columns.includes(id)))
  return extentOf(selection).cells === rows.length * columns.length ? { rows, columns } : null
}

/** Every selected cell, row by row in the order shown. */
export function cellsOf(axes: Axes, selection: Selection): Cell[] {
  return rowsOf(axes, selection).flatMap((row) =>
    axes.columns.filter((column) => covers(selection, row, column)).map((column) => ({ row, column })),
  )
}

/** What is left when other rows or columns are shown; null when nothing is. What is hidden is never covered. */
export function retain(axes: Axes, selection: Selection): Selection | null {
  const shown = ({ row, column }: Cell) => axes.rowIndex.has(row) && axes.columns.includes(column)
  if (!shown(selection.anchor)) return null
  const blocks = selection.blocks.flatMap((block): Block[] => {
    const rows = [...block.rows].filter((id) => axes.rowIndex.has(id))
    const columns = axes.columns.filter((id) => block.columns.includes(id))
    if (rows.length === block.rows.size && columns.length === block.columns.length) return [block]
    return rows.length > 0 && columns.length > 0 ? [{ rows: new Set(rows), columns, whole: null }] : []
  })
  if (blocks.length === 0) return null
  if (blocks.every((block, index) => block === selection.blocks[index])) return selection
  return { blocks, anchor: selection.anchor, head: shown(selection.head) ? selection.head : selection.anchor }
}
