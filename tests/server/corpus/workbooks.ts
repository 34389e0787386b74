// Workbooks with one hazard each, as people and programs make them.
import { DAYS_TO_1904 } from '../../../shared/spreadsheets/written-day.ts'
import { workbook, type Cell } from '../../helpers/workbooks.ts'
import type { CorpusCase } from './case.ts'

const due = new Date('2026-05-04T00:00:00Z')
const list = (...rows: Cell[][]) => [['Code', 'Due Date', 'Programmer'], ...rows]
const simple = () => workbook(list(['T-1', due, 'ann']))
const row = (values: Record<string, unknown> = {}) => ({ item_code: 'T-1', due_date: '2026-05-04', ...values })

export const workbooks: CorpusCase[] = [
  { hazard: 'nothing unusual', file: simple, rows: [row({ production_programmer: 'ann' })] },
  {
    hazard: 'title rows and a blank one above the heading',
    file: () => workbook([['Study ABC-123'], ['As of', due], [], ...list(['T-1', due, null])]),
    header: 3,
    rows: [row()],
  },
  {
    hazard: 'blank columns before and between the columns',
    file: () =>
      workbook([
        [null, 'Code', null, 'Due Date'],
        [null, 'T-1', null, due],
      ]),
    rows: [row()],
  },
  {
    hazard: 'blank rows between the rows and a tail of formatted empty cells',
    file: () =>
      workbook(list(['T-1', due, null], [null, null, null], ['T-2', due, null]), (sheet) => {
        for (let number = 5; number < 900; number += 1) sheet.getCell(number, 1).numFmt = '@'
      }),
    rows: [row(), row({ item_code: 'T-2' })],
  },
  {
    hazard: 'a merged programmer counts for each of its rows',
    file: () =>
      workbook(list(['T-1', due, 'ann'], ['T-2', due, null], ['T-3', due, null]), (sheet) => sheet.mergeCells('C2:C4')),
    rows: [1, 2, 3].map((number) => ({ item_code: `T-${number}`, production_programmer: 'ann' })),
  },
  {
    hazard: 'a heading merged over two columns takes only its first',
    file: () =>
      workbook(
        [
          ['Code', 'Due Date', null],
          ['T-1', due, 'x'],
        ],
        (sheet) => sheet.mergeCells('B1:C1'),
      ),
    rows: [row()],
  },
  {
    hazard: 'serial numbers that are not formatted as dates',
    file: () => workbook(list(['T-1', 46_146, null])),
    rows: [row()],
  },
  {
    hazard: 'a workbook that counts days from 1904, dates as numbers',
    file: () =>
      workbook(list(['T-1', 46_146 - DAYS_TO_1904, null]), (_sheet, book) => (book.properties.date1904 = true)),
    rows: [row()],
  },
  {
    hazard: 'a number that is no date',
    file: () => workbook(list(['T-1', 7, null])),
    rows: [{ item_code: 'T-1' }],
    problems: [/Due Date is the number 7, which is not a date/],
  },
  {
    hazard: 'a time of day behind the date',
    file: () => workbook(list(['T-1', new Date('2026-05-04T17:30:00Z'), null])),
    rows: [row()],
  },
  {
    hazard: 'dates as text that could be two days',
    file: () => workbook(list(['T-1', '04/05/2026', null])),
    rows: [{ item_code: 'T-1' }],
    problems: [/could be two days/],
    asks: { days: ['04/05/2026'] },
  },
  {
    hazard: 'dates as text, one of which shows the order of all',
    file: () => workbook(list(['T-1', '04/05/2026', null], ['T-2', '25/05/2026', null])),
    rows: [row(), { item_code: 'T-2', due_date: '2026-05-25' }],
  },
  {
    hazard: 'dates as SAS writes them',
    file: () => workbook(list(['T-1', '04MAY2026', null])),
    rows: [row()],
  },
  {
    hazard: 'a day that does not exist',
    file: () => workbook(list(['T-1', '2026-02-30', null])),
    rows: [{ item_code: 'T-1' }],
    problems: [/Due Date/],
  },
  {
    hazard: 'formulas with the results they were saved with',
    file: () => workbook(list([{ formula: '"T-"&1', result: 'T-1' }, { formula: 'TODAY()', result: due }, null])),
    rows: [row()],
  },
  {
    hazard: 'a formula that was never calculated',
    file: () => workbook(list(['T-1', { formula: 'A1+1' }, null])),
    rows: [{ item_code: 'T-1' }],
    problems: [/formula without a saved result/],
  },
  {
    hazard: 'an error in a cell',
    file: () => workbook(list(['T-1', { error: '#REF!' }, null])),
    rows: [{ item_code: 'T-1' }],
    problems: [/#REF!/],
  },
  {
    hazard: 'an error in a column that is not taken',
    file: () =>
      workbook([
        ['Code', 'Due Date', 'My sums'],
        ['T-1', due, { error: '#DIV/0!' }],
      ]),
    rows: [row()],
  },
  {
    hazard: 'rich text and links',
    file: () =>
      workbook(
        list([
          { richText: [{ text: 'T-' }, { text: '1', font: { bold: true } }] },
          due,
          { text: 'ann', hyperlink: 'mailto:ann@example.org' },
        ]),
      ),
    rows: [row({ production_programmer: 'ann' })],
  },
  {
    hazard: 'rows hidden by a filter are taken, and told',
    file: () => workbook(list(['T-1', due, null], ['T-2', due, null]), (sheet) => (sheet.getRow(3).hidden = true)),
    rows: [row(), row({ item_code: 'T-2' })],
    hiddenRows: [3],
  },
  {
    hazard: 'a hidden sheet before the one with the list',
    file: () =>
      workbook([['Lookup']], (sheet, book) => {
        sheet.state = 'hidden'
        book.addWorksheet('List').addRows(list(['T-1', due, null]))
      }),
    sheet: 1,
    rows: [row()],
  },
  {
    hazard: 'an empty sheet before the one with the list',
    file: () => workbook([], (_sheet, book) => book.addWorksheet('List').addRows(list(['T-1', due, null]))),
    sheet: 1,
    rows: [row()],
  },
  {
    hazard: 'blanks around values and no-break spaces in the heading',
    file: () =>
      workbook([
        [' Code ', 'Due\u00a0Date'],
        ['  T-1 ', due],
      ]),
    rows: [row()],
  },
  {
    hazard: 'headings broken over lines',
    file: () =>
      workbook([
        ['Output\nNumber', 'Due\r\nDate'],
        ['T-1', due],
      ]),
    rows: [row()],
  },
  {
    hazard: 'codes that a spreadsheet took for numbers',
    file: () => workbook(list([14.1, due, null], [1400, due, null])),
    rows: [{ item_code: '14.1' }, { item_code: '1400' }],
  },
  {
    hazard: 'a row without its code',
    file: () => workbook(list([null, due, 'ann'])),
    problems: [/Code is empty/],
    rows: [{ item_code: null }],
  },
  {
    hazard: 'words of other teams for a status',
    file: () =>
      workbook([
        ['Code', 'Status', 'QC Status'],
        ['T-1', 'Done', 'Passed'],
        ['T-2', 'WIP', 'N/A'],
      ]),
    rows: [
      { production_status: 'completed', qc_status: 'completed' },
      { production_status: 'in_progress', qc_status: null },
    ],
  },
  {
    hazard: 'a word that is no status',
    file: () =>
      workbook([
        ['Code', 'Status'],
        ['T-1', 'Done'],
        ['T-2', 'Parked at Joe'],
      ]),
    rows: [{ production_status: 'completed' }, { item_code: 'T-2' }],
    problems: [/'Parked at Joe' is none of/],
    asks: { words: ['Parked at Joe'] },
  },
  {
    hazard: 'yes and no in the words of several languages',
    file: () =>
      workbook([
        ['Code', 'In Production'],
        ['T-1', 'ja'],
        ['T-2', true],
        ['T-3', 'N'],
      ]),
    rows: [{ in_production_flag: true }, { in_production_flag: true }, { in_production_flag: false }],
  },
  {
    hazard: 'footnotes in one cell',
    file: () =>
      workbook([
        ['Code', 'Type', 'Footnotes'],
        ['T-1', 'Table', 'First, with a comma; Second\nThird; Second'],
      ]),
    rows: [{ footnotes: ['First, with a comma', 'Second', 'Third'] }],
  },
  {
    hazard: 'a text that looks like a formula stays text',
    file: () =>
      workbook([
        ['Code', 'Title'],
        ['T-1', '=HYPERLINK("http://x")'],
      ]),
    rows: [{ title: '=HYPERLINK("http://x")' }],
  },
]
