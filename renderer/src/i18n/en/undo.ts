// Undo and redo. The text of a step follows the colon: it begins small.
export const undo = {
  undo: 'Undo',
  redo: 'Redo',
  undoStep: 'Undo: {step}',
  redoStep: 'Redo: {step}',
  nothing: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
  undone: 'Undone: {step}',
  redone: 'Done again: {step}',
  recorded: 'Done: {step}',
  notUndone: 'Not undone: {step}',
  notRedone: 'Not done again: {step}',
  unreachable: 'The host could not be reached. The step is kept; try again when the line is back.',
  change: 'the last change',
  deletion: 'the deletion',
  cell: '{column} of {row} to {value}',
  cellCleared: '{column} of {row} taken away',
}
