// What a cell is too narrow for is told where the pointer rests. Found out there and then: a tooltip on each of hundreds of cells
// would be set anew in every scrolled frame.

/** For `pointerover` of the rows. */
export function tellFullText({ target }: PointerEvent): void {
  const cell = (target as Element).closest<HTMLElement>('[role=gridcell]')
  if (!cell) return
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText.trim()
  else forgetFullText(cell)
}

export function forgetFullText(cell: HTMLElement): void {
  if (cell.title !== '') cell.removeAttribute('title')
}
