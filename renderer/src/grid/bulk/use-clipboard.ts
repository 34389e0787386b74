// Copy, cut and paste of the selected cells, as text and as a table at once: each program takes the one it knows. A paste
// whose dates could be read in two ways waits for one answer.
import { shallowRef } from 'vue'
import { clearCells, pasteBlock, type BulkEdit, type BulkTarget } from './bulk-edit.ts'
import { textOf } from '../clipboard/cell-text.ts'
import { readTable, writeTable } from '../clipboard/clipboard-html.ts'
import { readTabbed, writeTabbed } from '../clipboard/clipboard-text.ts'
import { asPasted, type DayOrder, type PastedBlock } from '../clipboard/pasted-cell.ts'
import { cellsOf, rectangleOf, type Axes, type Cell, type Rectangle, type Selection } from '../selection/selection.ts'

export interface ClipboardOptions<Row> {
  target: BulkTarget<Row>
  axes: () => Axes
  selection: () => Selection | null
  editable: () => boolean
  onBulk: (bulk: BulkEdit) => void
  /** The block that was pasted into becomes the selection. */
  onPasted: (area: Rectangle) => void
  /** What is selected has no shape that could be copied. */
  onShapeless: () => void
}

export interface PasteQuestion {
  /** A date as it was pasted, read both ways. */
  text: string
  at: Cell
  answer: (order: DayOrder | null) => void
}

export function useClipboard<Row>(options: ClipboardOptions<Row>) {
  const question = shallowRef<PasteQuestion | null>(null)
  const { target } = options

  function copy(event: ClipboardEvent): boolean {
    const selection = options.selection()
    if (!selection || !event.clipboardData) return false
    event.preventDefault()
    const rectangle = rectangleOf(options.axes(), selection)
    if (!rectangle) {
      options.onShapeless()
      return false
    }
    const block = rectangle.rows.map((id) => {
      const row = target.rowById(id)
      return rectangle.columns.map((column) => (row === undefined ? '' : textOf(target.columnOf(column)!, row)))
    })
    event.clipboardData.setData('text/plain', writeTabbed(block))
    event.clipboardData.setData('text/html', writeTable(block))
    return true
  }

  function cut(event: ClipboardEvent) {
    const selection = options.selection()
    if (!selection || !copy(event) || !options.editable()) return
    options.onBulk(clearCells(target, cellsOf(options.axes(), selection), 'cut'))
  }

  function pasteInto(block: PastedBlock, selected: Rectangle, order: DayOrder | null) {
    const { rows, columns } = options.axes()
    const { ambiguous, area, ...bulk } = pasteBlock(target, block, { selected, rows, columns }, order)
    if (ambiguous > 0 && order === null) return ask(block, selected)
    options.onPasted(area)
    options.onBulk(bulk)
  }

  function ask(block: PastedBlock, selected: Rectangle) {
    const example = block
      .flat()
      .find(({ text, order }) => order === undefined && /^\d{1,2}[-/]\d{1,2}[-/]\d/.test(text.trim()))
    question.value = {
      text: example?.text.trim() ?? '',
      at: { row: selected.rows[0]!, column: selected.columns[0]! },
      answer(order) {
        question.value = null
        if (order !== null) pasteInto(block, selected, order)
      },
    }
  }

  function paste(event: ClipboardEvent) {
    const selection = options.selection()
    const data = event.clipboardData
    if (!selection || !data || !options.editable()) return
    event.preventDefault()
    const selected = rectangleOf(options.axes(), selection)
    if (!selected) return options.onShapeless()
    const html = data.getData('text/html')
    const block = (html && readTable(html)) || asPasted(readTabbed(data.getData('text/plain')))
    pasteInto(block, selected, null)
  }

  return { copy, cut, paste, question }
}
