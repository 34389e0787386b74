// How wide a column would have to be for its heading and for what stands in sight of it.
import { MAX_WIDTH, MIN_WIDTH } from './column-model.ts'

/** Padding of a cell on both sides, and one pixel against rounding. */
const PADDING = 21
const GAP = 6
/** Room for the signs beside a heading's text. */
const HEADING_SIGNS = 34

/** Parts are measured one by one: one that stands at the far end of the cell would make the whole as wide as the cell. */
function widthOf(part: Node): number {
  if (part instanceof Element) return Math.max(part.scrollWidth, part.getBoundingClientRect().width)
  const range = document.createRange()
  range.selectNode(part)
  return range.getBoundingClientRect().width
}

function contentWidth(cell: Element): number {
  const parts = [...cell.childNodes]
  return parts.reduce((sum, part) => sum + widthOf(part), 0) + GAP * Math.max(0, parts.length - 1)
}

/** In pixels. `root` holds the grid; cells carry their column in `data-column`. */
export function fitWidth(root: Element, heading: Element | null, column: string): number {
  const label = heading?.querySelector('.label')
  const widths = [...root.querySelectorAll(`[role="gridcell"][data-column="${column}"]`)].map(contentWidth)
  const width = Math.max((label?.scrollWidth ?? 0) + HEADING_SIGNS, ...widths.map((each) => each + PADDING))
  return Math.ceil(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)))
}
