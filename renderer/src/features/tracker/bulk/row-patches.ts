// From cells that were edited to rows that are to be set: what goes with each value by the rules of the workflow, and what
// the person has yet to say. Pure.
import type { Tracker } from '../../../../../shared/entities/tracker.ts'
import { assignmentOf, effectsOf } from '../../../../../shared/domain/workflow.ts'
import { setOf } from '../../../grid/clipboard/cell-text.ts'
import type { CellEdit } from '../../../grid/editing/cell-state.ts'
import type { TrackerRow } from '../tracker-row.ts'

/** Columns of the row, and what hangs on it. */
export type RowPatch = Partial<Tracker> & { tag_ids?: number[]; finding?: string }

export interface RowEdit {
  /** The row of the grid. */
  id: number
  tracker: Tracker
  patch: RowPatch
  /** The columns that were edited; others in the patch go with them. */
  columns: string[]
}

/** The patch that a value of a column makes. Taking the programmer off takes back the status that needs one. */
function patchOf(tracker: Tracker, { column, value }: CellEdit): RowPatch {
  if (column === 'tags') return { tag_ids: setOf(value) }
  if (value === null && column === 'production_programmer_id') return assignmentOf(tracker, 'production', null)
  if (value === null && column === 'qc_programmer_id') return assignmentOf(tracker, 'qc', null)
  if (column === 'in_production_flag') return { in_production_flag: value === 1 }
  return { [column]: value }
}

/** Cells of one row become one patch; what was edited stands before what goes with something else. Rows without a tracker are left out. */
export function rowEdits(
  edits: readonly CellEdit[],
  rowById: (id: number) => TrackerRow | undefined,
): { rows: RowEdit[]; withoutTracker: number[] } {
  const rows = new Map<number, RowEdit>()
  const missing = new Set<number>()
  for (const edit of edits) {
    const tracker = rowById(edit.row)?.tracker
    if (!tracker) {
      missing.add(edit.row)
      continue
    }
    const held = rows.get(edit.row) ?? { id: edit.row, tracker, patch: {}, columns: [] }
    const { [edit.column as keyof RowPatch]: own, ...others } = patchOf(tracker, edit)
    const isOwn = edit.column in patchOf(tracker, edit)
    held.patch = { ...others, ...held.patch, ...(isOwn && { [edit.column]: own }) }
    held.columns.push(edit.column)
    rows.set(edit.row, held)
  }
  return { rows: [...rows.values()], withoutTracker: [...missing] }
}

const after = ({ tracker, patch }: RowEdit): Tracker => {
  const { tag_ids: _tags, finding: _finding, ...columns } = patch
  return { ...tracker, ...columns }
}

/** Rows whose programmer is set though no due date is or comes: the strict policy wants both. */
export const wantDueDate = (rows: readonly RowEdit[]) =>
  rows.filter((row) => row.patch.production_programmer_id != null && after(row).due_date === null)

/** Rows whose QC is failed without a finding. */
export const wantFinding = (rows: readonly RowEdit[]) =>
  rows.filter(({ tracker, patch }) => patch.qc_status === 'failed' && tracker.qc_status !== 'failed' && !patch.finding)

/** The row as it will be if the host agrees, for showing it meanwhile. */
export function expected(row: RowEdit, today: string): Tracker {
  const state = after(row)
  return { ...state, ...effectsOf(row.tracker, state, today) }
}

/** What the host is sent: with the values that were seen, so that only the same column is a conflict. */
export function requestOf({ tracker, patch }: RowEdit) {
  const { tag_ids: _tags, finding: _finding, ...columns } = patch
  const base = Object.fromEntries(Object.keys(columns).map((column) => [column, tracker[column as keyof Tracker]]))
  return { id: tracker.id, version: tracker.version, base, patch }
}
