// Two people in one cell, and what was typed into a row that is gone.
export const conflict = {
  sentence: '{by} changed this cell{when} while you were editing it.',
  when: ' at {time}',
  theirs: '{by}, now',
  mine: 'You',
  takeTheirs: 'Take theirs',
  keepMine: 'Keep mine',
  combine: 'Combine…',
  combined: 'Both, for you to edit',
  saveCombined: 'Save this',
  back: 'Back',
  lost: '{row} was deleted{by} while you were editing it. Your value was not saved: {value}',
  lostBy: ' by {by}',
  copy: 'Copy my value',
  copied: 'Copied',
  dismiss: 'Close',
  several: '{count} cells were changed by somebody else',
  severalText: 'Nothing of yours was saved in these cells. Choose for each, or for all at once.',
  cellOf: '{column} of {row}',
  allTheirs: 'Take all theirs',
  allMine: 'Keep all mine',
  decide: 'Decide together…',
}

export const presence = {
  here: 'nobody else is here | one more person is here | {count} more people are here',
  looking: '{name} is looking at this effort',
  atRow: '{name} is at {row}',
  editing: '{name} is editing {column} of {row}',
  editingCell: '{name} is editing this cell',
  more: '{count} more',
}
