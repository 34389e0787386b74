// What every cell editor can say to the grid.

/**
 * Where the active cell goes after a commit: keys move on as in a spreadsheet, a click stays, `leave` gives up the focus.
 * After `selection` the value is for every selected cell of the column, and the active one stays.
 */
export type AfterCommit = 'stay' | 'below' | 'next' | 'previous' | 'selection' | 'leave'
/** Whether the grid takes the focus back after an editor was closed without a commit. */
export type AfterCancel = 'stay' | 'leave'

export interface EditorTexts {
  chooseOption: string
  nothingFound: string
  typeDay: string
  notADay: string
  noDay: string
  clear: string
  previousMonth: string
  nextMonth: string
}
