// Sets a status report as a PDF, with letters that come with the program: nothing is fetched, and no file but those is read.
import pdfmake, { type Content, type CustomTableLayout, type TableCell } from 'pdfmake'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReportLine, StatusReport } from './status-report.ts'

const fonts = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../node_modules/pdfmake/fonts/Roboto/' : './fonts/', import.meta.url),
)
const ink = '#16302f'
const faint = '#5b6b69'
const rule = '#c9d2d0'
const accent = '#0f5c6b'

const ruled: CustomTableLayout = {
  hLineWidth: (row, { table }) => (row === 0 || row === table.body.length ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => rule,
  paddingLeft: (column) => (column === 0 ? 0 : 6),
  paddingRight: () => 0,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

export async function writeStatusReport(report: StatusReport): Promise<Uint8Array> {
  pdfmake.setFonts({
    Roboto: {
      normal: path.join(fonts, 'Roboto-Regular.ttf'),
      bold: path.join(fonts, 'Roboto-Medium.ttf'),
    },
  })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((file) => path.dirname(path.resolve(file)) === path.resolve(fonts))
  const { study, release, effort, as_of } = report
  const stamp = `As of ${as_of.at.slice(0, 16).replace('T', ' ')} UTC`
  const document = pdfmake.createPdf({
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [40, 44, 40, 44],
    defaultStyle: { font: 'Roboto', fontSize: 9, color: ink, lineHeight: 1.15 },
    info: { title: `Status of ${study} / ${release} / ${effort}`, creator: 'PEARL Desktop', producer: 'PEARL Desktop' },
    footer: (page, pages) => ({
      columns: [`${study} / ${release} / ${effort}`, stamp, { text: `Page ${page} of ${pages}`, alignment: 'right' }],
      margin: [40, 14, 40, 0],
      fontSize: 8,
      color: faint,
    }),
    content: [
      { text: 'Status report', fontSize: 8, bold: true, color: accent, characterSpacing: 0.6 },
      { text: effort, fontSize: 20, bold: true, margin: [0, 2, 0, 0] },
      { text: `${study} / ${release}`, fontSize: 11, color: faint },
      {
        text: `${stamp}, entry ${as_of.seq} of the change log (${as_of.hash.slice(0, 16)}). Overdue counts from ${as_of.today}. Made by ${as_of.by}.`,
        color: faint,
        margin: [0, 6, 0, 14],
      },
      {
        columns: [
          { width: 260, stack: [numbersOf(report)] },
          { width: '*', stack: [kindsOf(report)] },
        ],
        columnGap: 36,
      },
      ...report.lists.flatMap(({ title, count, lines }) => listOf(title, count, lines)),
      ...listOf('All items', report.all.length, report.all),
    ],
  })
  return new Uint8Array(await document.getBuffer())
}

const heading = (text: string): Content => ({ text, fontSize: 12, bold: true, margin: [0, 16, 0, 5] })
const head = (words: readonly string[]): TableCell[] => words.map((text) => ({ text, color: faint, fontSize: 8 }))

function numbersOf({ numbers }: StatusReport): Content {
  const body = numbers.map(([label, value]): TableCell[] => [label, { text: value, bold: true, alignment: 'right' }])
  return { table: { widths: ['*', 'auto'], body }, layout: ruled }
}

function kindsOf({ kinds: { header, rows } }: StatusReport): Content {
  const [first = '', ...others] = header
  const right = (text: string): TableCell => ({ text, alignment: 'right' })
  const body = [
    [...head([first]), ...others.map((text): TableCell => ({ text, color: faint, fontSize: 8, alignment: 'right' }))],
    ...rows.map(([kind = '', ...counts]): TableCell[] => [kind, ...counts.map(right)]),
  ]
  return { table: { headerRows: 1, widths: ['*', ...others.map(() => 'auto')], body }, layout: ruled }
}

/** Nothing for a list without rows. */
function listOf(title: string, count: number, lines: readonly ReportLine[]): Content[] {
  if (count === 0) return []
  const body: TableCell[][] = [
    head(['Code', 'Kind', 'Title', 'Stage', 'Production', 'QC', 'Due']),
    ...lines.map(({ code, kind, title: text, stage, production, qc, due }): TableCell[] => [
      { text: code, bold: true },
      kind,
      text,
      stage,
      production,
      qc,
      { text: due, noWrap: true },
    ]),
  ]
  return [
    heading(lines.length < count ? `${title}: ${count}, of which the first ${lines.length}` : `${title}: ${count}`),
    { table: { headerRows: 1, widths: [76, 44, '*', 62, 90, 90, 52], body, dontBreakRows: true }, layout: ruled },
  ]
}
