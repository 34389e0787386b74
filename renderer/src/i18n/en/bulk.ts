// Many cells at once: what is selected, the bar that sets them, what is asked, and the report.
export const selection = {
  cells: '{cells} cells in {rows} rows',
  cellsInRow: '{cells} cells in one row',
  rows: 'one row selected | {count} rows selected',
  all: 'all {count} rows selected',
  shapeless: 'These cells are not side by side: select one block to copy or paste.',
  description:
    'Arrow keys move, Shift with arrow keys selects, Enter or F2 edits, or shows the details of the row where a cell cannot be edited, typing replaces, Delete clears, Control C and V copy and paste, Control D fills down. Press Escape, then Tab, to leave the table.',
}

export const paste = {
  question: '“{text}” can be read in two ways. Which is it? The answer is for all dates of this paste.',
  giveUp: 'Do not paste',
}

export const bulk = {
  bar: 'Set a value of the selected rows',
  set: 'Set',
  of: 'of one row | of {count} rows',
  field: 'Field',
  value: 'Value',
  nothing: 'nothing',
  apply: 'Set',
  report: 'What became of it',
  done: {
    paste: 'Pasted into one row | Pasted into {count} rows',
    cut: 'Cut from one row | Cut from {count} rows',
    fill: 'Filled one row | Filled {count} rows',
    clear: 'Cleared in one row | Cleared in {count} rows',
    set: 'Set in one row | Set in {count} rows',
  },
  step: {
    paste: 'pasting into one row | pasting into {count} rows',
    cut: 'cutting from one row | cutting from {count} rows',
    fill: 'filling one row | filling {count} rows',
    clear: 'clearing in one row | clearing in {count} rows',
    set: 'setting one row | setting {count} rows',
  },
  nothingDone: 'Nothing was changed',
  skipped: 'one row was so already | {count} rows were so already',
  refused: 'one cell was left out | {count} cells were left out',
  cutOff: 'What stood out over the end of the table was left out: {rows} rows, {columns} columns.',
  more: 'and {count} more',
  goTo: 'Show',
  close: 'Close',
  again: 'Try again',
  unreachable: 'Nothing was changed as far as this window knows: the host could not be reached.',
  problem: {
    'read-only': 'This column cannot be edited.',
    unknown: '“{text}” is not a value of this column.',
    several: 'More than one person is called “{text}”: use the user name.',
    needed: 'This column cannot be empty.',
    refused: '“{text}”: {refusal}.',
  },
  finding: {
    title: 'What was found? | What was found in these {count} rows?',
    text: 'It becomes a comment, and the item goes back to its programmer.',
    label: 'Finding',
    confirm: 'Fail QC',
  },
  dueDate: {
    title: 'By when? | By when, for these {count} rows?',
    text: 'A production programmer needs a due date: both are set together.',
    label: 'Due date',
    confirm: 'Assign',
  },
  cancel: 'Cancel',
}
