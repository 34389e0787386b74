// The one open editor of a grid: which cell it is at, what was typed to open it, and what becomes of its value.
import { computed, shallowRef, watch } from 'vue'
import type { CellEdit, LostText } from './cell-state.ts'
import type { CellOption, CellValue, GridColumn } from '../columns/columns.ts'
import type { AfterCancel, AfterCommit } from './editor-events.ts'

interface OpenEditor {
  row: number
  column: string
  typed: string
  above: boolean
  toLeft: boolean
  /** What the cell held when the editor was opened: what it holds later may be somebody else's. */
  base: CellValue
}

export interface CellEditingOptions<Row> {
  rowById: (id: number) => Row | undefined
  indexOf: (id: number) => number | undefined
  columnOf: (id: string) => GridColumn<Row> | undefined
  direction: (index: number, column: string) => { above: boolean; toLeft: boolean }
  place: (index: number, column: string) => { left: number; top: number; width: number }
  onEdit: (edit: CellEdit) => void
  /** The value is for every selected cell of its column. */
  onEditSelection: (edit: CellEdit) => void
  /** The row went away while something was typed into it. */
  onLost: (lost: LostText<Row>) => void
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
  // A row that was deleted by somebody else takes its editor along, but not what was typed: the field is still there now.
  watch(editor, (now, before) => {
    if (now || !open.value) return
    const field = document.activeElement
    const text = field instanceof HTMLInputElement && field.closest('.cell-editor') ? field.value : ''
    if (before && text) options.onLost({ row: before.row, column: open.value.column, text })
    cancel('stay')
  })

  function openAt(row: number, column: string, typed: string) {
    const index = options.indexOf(row)
    const held = options.rowById(row)
    const base = (held && options.columnOf(column)?.editor?.value(held)) ?? null
    if (index !== undefined) open.value = { row, column, typed, base, ...options.direction(index, column) }
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
    const edit = { row: at.row, column: at.column, value, base: at.base, option }
    if (after === 'selection') options.onEditSelection(edit)
    else if (held.editor.value(held.row) !== value) options.onEdit(edit)
    if (after === 'leave') return
    options.moveAfter(after)
    options.takeFocus()
  }

  /** The cell that is being edited. */
  const place = computed(() => (open.value ? { row: open.value.row, column: open.value.column } : null))

  return { editor, place, openAt, cancel, commit }
}
