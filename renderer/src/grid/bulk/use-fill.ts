// Filling: the selected cells repeated over the rows below or above them, by key or by the handle at their corner.
import { computed, type ComputedRef } from 'vue'
import { fillCells, type BulkEdit, type BulkTarget } from './bulk-edit.ts'
import { rectangleOf, type Axes, type Rectangle, type Selection } from '../selection/selection.ts'
import type { Drag } from '../selection/use-drag.ts'

export interface FillOptions<Row> {
  target: BulkTarget<Row>
  axes: () => Axes
  selection: () => Selection | null
  editable: (column: string) => boolean
  /** The rows from the first of `rows` to the last become the selection. */
  show: (rows: readonly number[], columns: readonly string[]) => void
  onBulk: (bulk: BulkEdit) => void
  rowAt: (y: number) => number | null
}

export function useFill<Row>(options: FillOptions<Row>) {
  const source: ComputedRef<Rectangle | null> = computed(() => {
    const selection = options.selection()
    const rectangle = selection && selection.blocks.length === 1 ? rectangleOf(options.axes(), selection) : null
    return rectangle?.columns.some(options.editable) ? rectangle : null
  })
  const indexOf = (row: number) => options.axes().rowIndex.get(row)!

  function fill(from: readonly number[], rows: readonly number[], columns: readonly string[]) {
    const bulk = fillCells(options.target, from, rows, columns)
    if (bulk.edits.length > 0 || bulk.problems.length > 0) options.onBulk(bulk)
  }

  /** The first selected row into the others; of one row alone, the row above into it. */
  function fillDown() {
    const held = source.value
    if (!held) return
    const [first, ...others] = held.rows
    const above = options.axes().rows[indexOf(first!) - 1]
    if (others.length > 0) fill([first!], others, held.columns)
    else if (above !== undefined) fill([above], [first!], held.columns)
  }

  /** What dragging the handle does: shows where it would fill, and fills there when let go. */
  function dragHandle(): Drag | null {
    const held = source.value
    if (!held) return null
    const top = indexOf(held.rows[0]!)
    const bottom = indexOf(held.rows.at(-1)!)
    let target = bottom
    const shown = () => options.axes().rows.slice(Math.min(top, target), Math.max(bottom, target) + 1)
    return {
      move(_x, y) {
        target = options.rowAt(y) ?? target
        options.show(shown(), held.columns)
      },
      end() {
        const { rows } = options.axes()
        // Upwards the block is repeated from its end.
        if (target > bottom) fill(held.rows, rows.slice(bottom + 1, target + 1), held.columns)
        else if (target < top) fill(held.rows.toReversed(), rows.slice(target, top).toReversed(), held.columns)
      },
      cancel: () => options.show(held.rows, held.columns),
    }
  }

  return { source, fillDown, dragHandle }
}
