// What the keyboard, the pointer and the clipboard do to the cells of a grid: they move the active cell, draw the selection,
// open editors, and ask for edits of one cell or of many. What becomes of an edit is not decided here.
import { ref, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { clearCells, setColumn, type BulkEdit, type BulkTarget } from './bulk/bulk-edit.ts'
import type { CellEdit } from './editing/cell-state.ts'
import type { CellOption, CellValue } from './columns/columns.ts'
import { gridAction, type GridAction } from './selection/grid-keys.ts'
import { moveByKey, nextEditable, type CellPosition, type GridExtent } from './selection/navigation.ts'
import { cellsOf, rowsOf, type Cell } from './selection/selection.ts'
import { HEADER_ROW, type ActiveCell } from './selection/use-active-cell.ts'
import { useClipboard } from './bulk/use-clipboard.ts'
import { useDrag } from './selection/use-drag.ts'
import { useFill } from './bulk/use-fill.ts'
import type { useCellPlaces } from './rows/use-cell-places.ts'
import type { useSelection } from './selection/use-selection.ts'
import type { AfterCommit } from './editing/editor-events.ts'

export interface CellCommandOptions<Row> {
  scroller: Ref<HTMLElement | null>
  active: ShallowRef<ActiveCell | null>
  position: ComputedRef<CellPosition | null>
  selecting: ReturnType<typeof useSelection>
  places: ReturnType<typeof useCellPlaces>
  target: BulkTarget<Row>
  extent: () => GridExtent
  /** Whether cells of that column can be edited now. */
  canEdit: (column: string) => boolean
  setPosition: (position: CellPosition) => void
  revealRow: (index: number) => void
  openEditor: (cell: Cell, typed: string) => void
  onHeaderKey: (event: KeyboardEvent, column: string) => boolean
  onEdit: (edit: CellEdit) => void
  onBulk: (bulk: BulkEdit) => void
  onDismiss: (cell: Cell) => void
  onLeaveUp: () => void
  onShapeless: () => void
}

/** The end of an editable cell that opens it at the first click, in pixels: where grid.css draws the sign. */
const OPENER_WIDTH = 24
/** The beginning of a row that selects it whole, in pixels: where grid.css shows another pointer. */
const ROW_HEAD_WIDTH = 12

export function useCellCommands<Row>(options: CellCommandOptions<Row>) {
  const { active, position, selecting, places, target } = options
  const axes = () => selecting.axes.value
  const selection = () => selecting.selection.value
  const drag = useDrag(options.scroller)
  /** Whether Tab goes from cell to cell: once something was done here, until Esc. Else it passes the grid by. */
  const engaged = ref(false)
  /** Where a run of Tab began: Enter goes to the next row there. */
  let tabbedFrom: number | null = null

  const cellAtIndex = ({ row, column }: CellPosition): Cell => ({
    row: axes().rows[row]!,
    column: axes().columns[column]!,
  })

  function goTo(to: CellPosition) {
    selecting.collapse()
    tabbedFrom = null
    options.setPosition(to)
    if (to.row >= 0) options.revealRow(to.row)
    if (active.value) places.revealColumn(active.value.column)
  }

  function extendTo(to: Cell) {
    selecting.extend(to)
    options.revealRow(axes().rowIndex.get(to.row)!)
    places.revealColumn(to.column)
  }

  /** The cells from the first to the last of these become the selection. */
  function selectArea(rows: readonly number[], columns: readonly string[]) {
    if (rows.length === 0 || columns.length === 0) return
    selecting.select({ row: rows[0]!, column: columns[0]! }, null)
    selecting.extend({ row: rows.at(-1)!, column: columns.at(-1)! })
  }

  const clipboard = useClipboard({
    target,
    axes,
    selection,
    editable: () => axes().columns.some(options.canEdit),
    onBulk: options.onBulk,
    onPasted: ({ rows, columns }) => selectArea(rows, columns),
    onShapeless: options.onShapeless,
  })
  const fill = useFill({
    target,
    axes,
    selection,
    editable: options.canEdit,
    show: (rows, columns) => selectArea(rows, columns),
    onBulk: options.onBulk,
    rowAt: (y) =>
      axes().rows[places.rowIndexAt(y, axes().rows.length)] !== undefined
        ? places.rowIndexAt(y, axes().rows.length)
        : null,
  })

  function moveAfter(after: AfterCommit) {
    const from = position.value
    if (!from || after === 'stay' || after === 'selection') return
    const begun = tabbedFrom ?? from.column
    if (after === 'below') return goTo({ row: Math.min(from.row + 1, axes().rows.length - 1), column: begun })
    const editable = (column: number) => options.canEdit(axes().columns[column]!)
    const next = nextEditable(from, after === 'next' ? 1 : -1, options.extent(), editable)
    if (!next) return
    goTo(next)
    tabbedFrom = after === 'next' && next.row === from.row ? begun : null
  }

  /** The next cell in reading order; false at the end, where the focus goes on. */
  function step(by: 1 | -1): boolean {
    const from = position.value
    const next = from && nextEditable(from, by, options.extent(), () => true)
    if (!next) return false
    goTo(next)
    return true
  }

  function clear() {
    const held = selection()
    if (!held || !axes().columns.some(options.canEdit)) return
    const bulk = clearCells(target, cellsOf(axes(), held))
    const [only] = bulk.edits
    if (selecting.extent.value.cells === 1 && only) options.onEdit(only)
    else if (bulk.edits.length > 0 || bulk.problems.length > 0) options.onBulk(bulk)
  }

  /** One value for every selected cell of its column. */
  function editSelection(edit: CellEdit) {
    const held = selection()
    if (!held || selecting.extent.value.rows < 2) return options.onEdit(edit)
    options.onBulk(setColumn(target, rowsOf(axes(), held), edit.column, edit.value, edit.option))
  }

  /** Sets one column of every selected row. */
  function setSelected(column: string, value: CellValue, option: CellOption | undefined) {
    const held = selection()
    if (held) options.onBulk(setColumn(target, rowsOf(axes(), held), column, value, option))
  }

  function escape(cell: Cell) {
    if (selecting.extent.value.cells > 1) selecting.collapse()
    else {
      engaged.value = false
      options.onDismiss(cell)
    }
  }

  /** @returns whether the key was for the cells */
  function act(action: GridAction, cell: Cell): boolean {
    switch (action.do) {
      case 'open':
        options.openEditor(cell, '')
        return true
      case 'type':
        if (!options.canEdit(cell.column)) return false
        options.openEditor(cell, action.text)
        return true
      case 'clear':
        clear()
        return true
      case 'select': {
        selecting.select(cell, action.whole)
        return true
      }
      case 'fill-down':
        if (axes().columns.some(options.canEdit)) fill.fillDown()
        return true
      case 'next':
        return engaged.value && step(action.step)
      case 'escape':
        escape(cell)
        return true
    }
  }

  function onKey(event: KeyboardEvent) {
    const at = active.value
    if (!at || !position.value || event.isComposing) return
    if (at.row === HEADER_ROW && options.onHeaderKey(event, at.column)) return
    const far = event.ctrlKey || event.metaKey
    const head = event.shiftKey && at.row !== HEADER_ROW ? selecting.head() : null
    const from = head
      ? { row: axes().rowIndex.get(head.row)!, column: axes().columns.indexOf(head.column) }
      : position.value
    const to = event.altKey ? null : moveByKey(from, event.key, far, options.extent())
    if (to) {
      event.preventDefault()
      engaged.value = true
      if (head) extendTo(cellAtIndex({ ...to, row: Math.max(0, to.row) }))
      else if (to.row === from.row && event.key === 'ArrowUp' && to.row === HEADER_ROW) options.onLeaveUp()
      else goTo(to)
      return
    }
    if (at.row === HEADER_ROW) return
    const action = gridAction(event)
    if (!action || !act(action, at)) return
    event.preventDefault()
    if (action.do !== 'escape') engaged.value = true
  }

  function cellAt(event: Event): (Cell & { element: HTMLElement }) | null {
    const element = (event.target as Element).closest<HTMLElement>('[role="gridcell"]')
    const row = element?.closest<HTMLElement>('[data-row]')
    return element && row ? { row: Number(row.dataset.row), column: element.dataset.column!, element } : null
  }

  let wasActive = false
  function onPointerDown(event: PointerEvent) {
    const hit = cellAt(event)
    if (!hit || event.button !== 0) return
    const { row, column, element } = hit
    const cell = { row, column }
    const isHead = column === axes().columns[0] && event.clientX - element.getBoundingClientRect().left < ROW_HEAD_WIDTH
    const whole = isHead ? 'rows' : null
    wasActive =
      !isHead &&
      !event.shiftKey &&
      selecting.extent.value.cells === 1 &&
      active.value?.row === row &&
      active.value.column === column
    engaged.value = true
    tabbedFrom = null
    if (event.shiftKey && selection()) selecting.extend(cell, whole)
    else if (event.ctrlKey || event.metaKey) selecting.add(cell, whole)
    else selecting.select(cell, whole)
    // A press that the pool may draw over must not begin a selection of text.
    places.revealColumn(column)
    drag.begin(event, {
      move(x, y) {
        const over = cellAtIndex({
          row: places.rowIndexAt(y, axes().rows.length),
          column: Math.max(0, axes().columns.indexOf(places.columnAt(x) ?? column)),
        })
        const head = selecting.head()
        if (head?.row !== over.row || head.column !== over.column) selecting.extend(over)
      },
    })
  }

  function onClick(event: MouseEvent) {
    const hit = cellAt(event)
    if (!hit || event.shiftKey || event.ctrlKey || event.metaKey || selecting.extent.value.cells > 1) return
    const isOpener =
      options.canEdit(hit.column) && hit.element.getBoundingClientRect().right - event.clientX < OPENER_WIDTH
    if (wasActive || isOpener) options.openEditor({ row: hit.row, column: hit.column }, '')
  }

  function onHandle(event: PointerEvent) {
    const filling = fill.dragHandle()
    if (!filling) return
    event.preventDefault()
    drag.begin(event, filling)
  }

  /** The focus left the grid for something that is not its editor. */
  function onBlur({ relatedTarget }: FocusEvent) {
    if (!options.scroller.value?.contains(relatedTarget as Node | null)) engaged.value = false
  }

  return {
    goTo,
    moveAfter,
    editSelection,
    setSelected,
    fillSource: fill.source,
    clipboard,
    onKey,
    onPointerDown,
    onClick,
    onHandle,
    onBlur,
  }
}
