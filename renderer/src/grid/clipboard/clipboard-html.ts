// Blocks of cells as an HTML table, as spreadsheets put them on the clipboard and take them from it. Merged cells are read
// as their text in the first cell and nothing in the others. What a sheet says about a date beside its text is kept.
import type { DayOrder, PastedBlock, PastedCell } from './pasted-cell.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!).replaceAll('\n', '<br>')

export function writeTable(block: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `<tr>${cells.map((text) => `<td>${escape(text)}</td>`).join('')}</tr>`
  return `<meta charset="utf-8"><table>${block.map(row).join('')}</table>`
}

export interface SpannedCell extends PastedCell {
  columns: number
  rows: number
}

/** The widest a merged cell is believed to be: a span of whole columns must not fill the memory. */
const MAX_SPAN = 1_000

/** Lays cells out on a grid: a merged cell stands at its first place, and its other places are empty. */
export function layOut(lines: readonly (readonly SpannedCell[])[]): PastedBlock {
  const grid: (PastedCell | undefined)[][] = lines.map(() => [])
  for (const [row, cells] of lines.entries()) {
    let column = 0
    for (const { columns, rows, ...cell } of cells) {
      while (grid[row]![column]) column += 1
      const right = column + Math.min(columns, MAX_SPAN)
      for (let down = row; down < Math.min(row + rows, lines.length); down += 1) {
        for (let across = column; across < right; across += 1) {
          grid[down]![across] = down === row && across === column ? cell : { text: '' }
        }
      }
      column = right
    }
  }
  const width = Math.max(0, ...grid.map((row) => row.length))
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? { text: '' }))
}

/** The first table of the HTML; null when there is none. Nothing of it is ever put into the page. */
export function readTable(html: string): PastedBlock | null {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const table = page.querySelector('table')
  if (!table) return null
  const formats = numberFormats(page)
  const lines = [...table.rows].map((row) =>
    [...row.cells].map((cell): SpannedCell => ({
      ...readCell(cell, formats),
      columns: Math.max(1, cell.colSpan),
      rows: Math.max(1, cell.rowSpan),
    })),
  )
  return lines.length > 0 ? layOut(lines) : null
}

function readCell(cell: HTMLTableCellElement, formats: ReadonlyMap<string, string>): PastedCell {
  for (const line of cell.querySelectorAll('br')) line.replaceWith('\n')
  const raw = (cell.textContent ?? '').replaceAll('\u00a0', ' ')
  // Line breaks of the source are spaces; those that the sheet meant were `br`.
  const text = raw.replace(/[ \t]*\r?\n[ \t]*/g, '\n').trim()
  const format =
    [...cell.classList].map((name) => formats.get(name)).find(Boolean) ??
    numberFormatIn(cell.getAttribute('style') ?? '')
  const order = format === undefined ? undefined : orderIn(format)
  const serial = serialOf(cell, format)
  return { text, ...(order && { order }), ...(serial !== undefined && { serial }) }
}

/** Excel: `.xl65 {mso-number-format:"dd\/mm\/yyyy";}` in the head of what it copies. */
function numberFormats(page: Document): Map<string, string> {
  const css = [...page.querySelectorAll('style')].map((style) => style.textContent ?? '').join('\n')
  const formats = new Map<string, string>()
  for (const [, name, body] of css.matchAll(/\.([\w-]+)\s*\{([^}]*)\}/g)) {
    const format = numberFormatIn(body!)
    if (format !== undefined) formats.set(name!, format)
  }
  return formats
}

const numberFormatIn = (css: string) => /mso-number-format:\s*"?((?:\\.|[^;"])*)/i.exec(css)?.[1]?.replaceAll('\\', '')

/** Null of a format without days and months; a named one, such as `Short Date`, follows the sender's machine and says nothing. */
function orderIn(format: string): DayOrder | undefined {
  const bare = format.replace(/\[[^\]]*\]|"[^"]*"/g, '').toLowerCase()
  if (!/^[dmyhs:/\-., @;]+$/.test(bare)) return undefined
  const dayAt = bare.indexOf('d')
  const monthAt = bare.indexOf('m')
  if (dayAt < 0 || monthAt < 0) return undefined
  return dayAt < monthAt ? 'day-month' : 'month-day'
}

/** The number of a date: `x:num` of old Excel, `sdval` of LibreOffice, `data-sheets-value` of Google. Other numbers are none. */
function serialOf(cell: Element, format: string | undefined): number | undefined {
  const libre = cell.getAttribute('sdnum')
  if (libre !== null && /[dy]/i.test(libre.replace(/^\d+;\d*;?/, ''))) return numberIn(cell.getAttribute('sdval'))
  const google = /"1":3,"3":([\d.]+)/.exec(cell.getAttribute('data-sheets-value') ?? '')?.[1]
  if (google && /"1":[57]\b/.test(cell.getAttribute('data-sheets-numberformat') ?? '')) return numberIn(google)
  const excel = cell.getAttribute('x:num')
  return excel && format !== undefined && /[dy]/i.test(format) ? numberIn(excel) : undefined
}

function numberIn(text: string | null): number | undefined {
  const value = text === null || text === '' ? NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}
