// How wide a column would have to be for its heading and for what stands in sight of it.
import { MAX_WIDTH, MIN_WIDTH } from './column-model.ts'

/** Padding of a cell on both sides, and one pixel against rounding. */
const PADDING = 21
const GAP = 6
/** Room for the signs beside a heading's text. */
const HEADING_SIGNS = 34

function contentWidth(cell: Element): number {
  const children = [...cell.children]
  return children.reduce((sum, child) => sum + child.scrollWidth, 0) + GAP * Math.max(0, children.length - 1)
}

/** In pixels. `root` holds the grid; cells carry their column in `data-column`. */
export function fitWidth(root: Element, heading: Element | null, column: string): number {
  const label = heading?.querySelector('.label')
  const widths = [...root.querySelectorAll(`[role="gridcell"][data-column="${column}"]`)].map(contentWidth)
  const width = Math.max((label?.scrollWidth ?? 0) + HEADING_SIGNS, ...widths.map((each) => each + PADDING))
  return Math.ceil(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)))
}
