// Forms and questions in dialogs, the same everywhere.
export const form = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  discard: 'Discard what I typed',
  unsaved: 'What you typed is not saved yet. Save it, or discard it.',
  changed: '{by} changed “{field}” meanwhile{when}. It now reads: {theirs}',
  offline: 'The line to the host is broken. What you typed stays here; save it when the line is back.',
  nothing: 'nothing',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  combine: 'Combine',
}
