// Which columns of a spreadsheet the columns of the tracker are.
import { hiddenOf, orderedColumns, type ColumnLayout } from '../../grid/columns/column-model.ts'
import type { GridColumn } from '../../grid/columns/columns.ts'
import type { TrackerRow } from './tracker-row.ts'

const keys: Record<string, readonly string[]> = {
  code: ['item_code'],
  title: ['title'],
  category: ['ich_category'],
  subtype: ['item_subtype'],
  population: ['population_flag'],
  production_programmer_id: ['production_programmer'],
  production_status: ['production_status'],
  priority: ['priority'],
  due_date: ['due_date'],
  in_production_flag: ['in_production_flag'],
  qc_programmer_id: ['qc_programmer'],
  qc_status: ['qc_status'],
  qc_level: ['qc_level'],
  qc_completion_date: ['qc_completion_date'],
  tags: ['tags'],
}

/** The type always goes with the code: together they say which row is meant. */
const exportedColumns = (shown: readonly string[]): string[] => [
  ...new Set(['item_subtype', ...shown.flatMap((id) => keys[id] ?? [])]),
]

/** What is seen of the tracker, as a file of it would have it: columns and rows in their order. */
export const seenIn = (
  columns: readonly GridColumn<TrackerRow>[],
  layout: ColumnLayout,
  rows: readonly TrackerRow[],
): { columns: string[]; ids: number[] } => {
  const hidden = new Set(hiddenOf(columns, layout))
  const shown = orderedColumns(columns, layout).filter(({ id }) => !hidden.has(id))
  return { columns: exportedColumns(shown.map(({ id }) => id)), ids: rows.map(({ id }) => id) }
}
