// What is selected in a grid. It belongs to the active cell: as soon as that goes elsewhere, it alone is selected. What is
// not shown is never covered.
import { computed, shallowRef, type ShallowRef } from 'vue'
import {
  addAt,
  axesOf,
  extendTo,
  extentOf,
  retain,
  selectAt,
  type Block,
  type Cell,
  type Selection,
  type Whole,
} from './selection.ts'
import { HEADER_ROW, type ActiveCell } from './use-active-cell.ts'

const isSame = (a: Cell, b: Cell) => a.row === b.row && a.column === b.column

export function useSelection(
  rows: () => readonly number[],
  columns: () => readonly string[],
  active: ShallowRef<ActiveCell | null>,
) {
  const axes = computed(() => axesOf(rows(), columns()))
  const drawn = shallowRef<Selection | null>(null)

  /** Null when no cell of a row is active. */
  const selection = computed<Selection | null>(() => {
    const at = active.value
    if (!at || at.row === HEADER_ROW) return null
    const held = drawn.value && isSame(drawn.value.anchor, at) ? retain(axes.value, drawn.value) : null
    return held ?? selectAt(axes.value, at)
  })
  const extent = computed(() => (selection.value ? extentOf(selection.value) : { cells: 0, rows: 0, columns: 0 }))

  /** Where the next extension starts from. */
  const head = () => selection.value?.head ?? null
  function extend(to: Cell, whole?: Whole) {
    if (selection.value) drawn.value = extendTo(axes.value, selection.value, to, whole)
  }
  function select(cell: Cell, whole: Whole) {
    drawn.value = selectAt(axes.value, cell, whole)
    if (drawn.value) active.value = cell
  }
  /** Begins another block beside those there are. */
  function add(cell: Cell, whole: Whole = null) {
    drawn.value = addAt(axes.value, selection.value, cell, whole)
    active.value = cell
  }
  const collapse = () => (drawn.value = null)

  /** The selected columns of a row; one set for all rows of a block, so that it can be compared by identity. */
  const columnSets = new WeakMap<Block, ReadonlySet<string>>()
  function setOf(block: Block): ReadonlySet<string> {
    const held = columnSets.get(block) ?? new Set(block.columns)
    columnSets.set(block, held)
    return held
  }
  function selectedIn(row: number): ReadonlySet<string> | null {
    if (extent.value.cells < 2) return null
    const blocks = selection.value!.blocks.filter((block) => block.rows.has(row))
    if (blocks.length < 2) return blocks[0] ? setOf(blocks[0]) : null
    return new Set(blocks.flatMap((block) => block.columns))
  }

  return { axes, selection, extent, head, extend, select, add, collapse, selectedIn }
}
