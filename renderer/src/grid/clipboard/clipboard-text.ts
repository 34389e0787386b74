// Blocks of cells as tab-separated text, in the dialect that spreadsheets write and read: rows end with a line break, a cell
// that holds a tab, a line break or a quote stands in quotes, and a quote in it is doubled.
const NEEDS_QUOTES = /[\t\r\n"]/

/** One row alone has no line break behind it, so that a copied cell can be pasted into a sentence. */
export function writeTabbed(block: readonly (readonly string[])[]): string {
  const cell = (text: string) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = block.map((row) => row.map(cell).join('\t'))
  return rows.length === 1 ? rows[0]! : rows.map((row) => `${row}\r\n`).join('')
}

/** Rows of cells; shorter rows are filled up. A quote that is not closed stands for itself. */
export function readTabbed(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let place = 0
  while (place <= text.length) {
    const quoted = readQuoted(text, place)
    const end = quoted ? quoted.end : endOfCell(text, place)
    row.push(quoted ? quoted.cell : text.slice(place, end))
    if (text[end] === '\t') {
      place = end + 1
      continue
    }
    rows.push(row)
    row = []
    if (end >= text.length) break
    place = end + (text.startsWith('\r\n', end) ? 2 : 1)
    // The line break at the end closes the last row and begins no other.
    if (place === text.length) break
  }
  const width = Math.max(...rows.map((cells) => cells.length))
  return rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => '')])
}

function endOfCell(text: string, from: number): number {
  let end = from
  while (end < text.length && !'\t\r\n'.includes(text[end]!)) end += 1
  return end
}

function readQuoted(text: string, from: number): { cell: string; end: number } | null {
  if (text[from] !== '"') return null
  let cell = ''
  for (let place = from + 1; place < text.length; place += 1) {
    if (text[place] !== '"') cell += text[place]
    else if (text[place + 1] === '"') {
      cell += '"'
      place += 1
    } else {
      const end = place + 1
      return end === text.length || '\t\r\n'.includes(text[end]!) ? { cell, end } : null
    }
  }
  return null
}
