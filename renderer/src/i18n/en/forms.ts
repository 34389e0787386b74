// Forms and questions in dialogs, the same everywhere.
export const form = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  discard: 'Discard what I typed',
  unsaved: 'What you typed is not saved yet. Save it, or discard it.',
  changed: 'Somebody else changed “{field}” meanwhile. It now reads: {theirs}',
  nothing: 'nothing',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
}
