// Two people in one cell, and what was typed into a row that is gone.
export const conflict = {
  sentence: '{by} changed this cell while you were editing it{when}.',
  when: ', at {time}',
  lost: 'Not saved: {cell}, because the row was deleted{by}. You entered: {value}',
  lostBy: ' by {by}',
  copy: 'Copy my value',
  copied: 'Copied',
  dismiss: 'Close',
  several: '{count} cells were changed by somebody else while you were editing them',
  severalText: 'Theirs stands for now. Choose for each cell, or for all at once.',
  allTheirs: 'Take all theirs',
  allMine: 'Keep all mine',
  decide: 'Decide together…',
}

export const presence = {
  others: 'Also on this effort',
  looking: '{name} is looking at this effort',
  atRow: '{name} is at {row}',
  editing: '{name} is editing {cell}',
  more: '+{count}',
}
