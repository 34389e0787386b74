// Cell editors and what a cell says when a value was refused.
export const editor = {
  chooseOption: 'Type to find',
  nothingFound: 'No such choice',
  typeDay: 'e.g. 12 mar, +7, 2026-03-12',
  notADay: 'Not a day yet. Try 12 mar, 2026-03-12 or +7.',
  noDay: 'Enter takes the date away',
  clear: 'Take the date away',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
}

export const notice = {
  again: 'Try again',
  dismiss: 'Close',
  theirs: 'Now',
  mine: 'Yours',
  takeTheirs: 'Take theirs',
  keepMine: 'Keep mine',
}
