// What a cell is too narrow for is told where the pointer rests. Found out there and then, and not before it rests: a tooltip on
// each of hundreds of cells would be set anew in every scrolled frame, and a cell that is measured while rows pass below
// the pointer has the page laid out twice.

/** Milliseconds; a tooltip takes longer to come. */
const REST = 150

/** @returns what to do on `pointerover` of the rows */
export function createFullTextTeller(): (event: PointerEvent) => void {
  let rest: ReturnType<typeof setTimeout> | undefined
  return ({ target }) => {
    clearTimeout(rest)
    const cell = (target as Element).closest<HTMLElement>('[role=gridcell]')
    if (cell) rest = setTimeout(() => tellFullText(cell), REST)
  }
}

function tellFullText(cell: HTMLElement): void {
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText.trim()
  else forgetFullText(cell)
}

export function forgetFullText(cell: HTMLElement): void {
  if (cell.title !== '') cell.removeAttribute('title')
}
