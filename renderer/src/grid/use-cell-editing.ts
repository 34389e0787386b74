// The one open editor of a grid: which cell it is at, what was typed to open it, and what becomes of its value.
import { computed, shallowRef, watch } from 'vue'
import type { CellEdit } from './cell-state.ts'
import type { CellOption, CellValue, GridColumn } from './columns.ts'
import type { AfterCancel, AfterCommit } from './editor-events.ts'

interface OpenEditor {
  row: number
  column: string
  typed: string
  above: boolean
  toLeft: boolean
}

export interface CellEditingOptions<Row> {
  rowById: (id: number) => Row | undefined
  indexOf: (id: number) => number | undefined
  columnOf: (id: string) => GridColumn<Row> | undefined
  direction: (index: number, column: string) => { above: boolean; toLeft: boolean }
  place: (index: number, column: string) => { left: number; top: number; width: number }
  onEdit: (edit: CellEdit) => void
  /** The grid takes the focus back. */
  takeFocus: () => void
  moveAfter: (after: AfterCommit) => void
}

export function useCellEditing<Row>(options: CellEditingOptions<Row>) {
  const open = shallowRef<OpenEditor | null>(null)

  /** Everything the editor component needs, or null when none is open or its row is gone. */
  const editor = computed(() => {
    if (!open.value) return null
    const { row: id, column: columnId, typed, above, toLeft } = open.value
    const index = options.indexOf(id)
    const row = options.rowById(id)
    const column = options.columnOf(columnId)
    if (index === undefined || row === undefined || !column?.editor) return null
    return {
      row,
      editor: column.editor,
      label: column.header,
      typed,
      above,
      toLeft,
      ...options.place(index, columnId),
    }
  })
  // A row that was deleted by somebody else takes its editor along.
  watch(editor, (now) => {
    if (!now && open.value) cancel('stay')
  })

  function openAt(row: number, column: string, typed: string) {
    const index = options.indexOf(row)
    if (index !== undefined) open.value = { row, column, typed, ...options.direction(index, column) }
  }

  function cancel(after: AfterCancel) {
    open.value = null
    if (after === 'stay') options.takeFocus()
  }

  function commit(value: CellValue, after: AfterCommit, option?: CellOption) {
    const at = open.value
    const held = editor.value
    if (!at || !held) return
    open.value = null
    if (held.editor.value(held.row) !== value) options.onEdit({ row: at.row, column: at.column, value, option })
    if (after === 'leave') return
    options.moveAfter(after)
    options.takeFocus()
  }

  return { editor, openAt, cancel, commit }
}
