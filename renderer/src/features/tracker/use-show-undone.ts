// After an undo or redo: brings the cells it changed into sight and lights them up, on the tab where they are, as soon as
// their rows are there.
import { watch } from 'vue'
import type { UndoneChange } from '../../../../shared/actions/undo.ts'
import { useCollections } from '../../stores/collections.ts'
import { useUndo } from '../../stores/undo.ts'
import { tabOf, type TrackerRow, type TrackerTab } from './tracker-row.ts'

export interface ShownCell {
  row: number
  column: string
}

export interface ShowUndoneOptions {
  tab: () => TrackerTab
  chooseTab: (tab: TrackerTab) => void
  row: (id: number) => TrackerRow | undefined
  /** Whether the row is among those the grid shows now. */
  isShown: (id: number) => boolean
  show: (cells: ShownCell[]) => void
}

/** The column of a row as a whole. */
const WHOLE_ROW = 'code'

export function useShowUndone(options: ShowUndoneOptions) {
  const collections = useCollections()
  const undo = useUndo()

  /** The item a change belongs to, and the columns that show it. */
  function cellsOf({ entity, id, action, fields }: UndoneChange): ShownCell[] {
    const ofTracker = (trackerId: number | undefined, columns: string[]) => {
      const row = collections.reporting_effort_item_tracker.get(trackerId)?.reporting_effort_item_id
      return row === undefined ? [] : columns.map((column) => ({ row, column }))
    }
    if (entity === 'reporting_effort_items') return action === 'delete' ? [] : [{ row: id, column: WHOLE_ROW }]
    if (entity === 'reporting_effort_item_tracker') return ofTracker(id, action === 'update' ? fields : [WHOLE_ROW])
    if (entity === 'tracker_comments') return ofTracker(collections.tracker_comments.get(id)?.tracker_id, ['comments'])
    if (entity === 'tracker_item_tags') return ofTracker(collections.tracker_item_tags.get(id)?.tracker_id, ['tags'])
    return []
  }

  watch(
    () => {
      const cells = undo.toShow.flatMap(cellsOf)
      const first = cells[0] && options.row(cells[0].row)
      return first ? { cells, tab: tabOf(first.item), isShown: options.isShown(first.id) } : null
    },
    (found) => {
      if (!found) return
      if (found.tab !== options.tab()) return options.chooseTab(found.tab)
      if (!found.isShown) return
      undo.toShow = []
      options.show(found.cells)
    },
    { flush: 'post', immediate: true },
  )
}
