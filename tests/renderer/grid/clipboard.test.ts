// Cells from and to other programs: tab-separated text and HTML tables, both ways, with what spreadsheets make of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOut, readTable, writeTable } from '../../../renderer/src/grid/clipboard/clipboard-html.ts'
import { readTabbed, writeTabbed } from '../../../renderer/src/grid/clipboard/clipboard-text.ts'
import { readWrittenDay } from '../../../shared/spreadsheets/written-day.ts'

const anyBlock = fc
  .record({ width: fc.integer({ min: 1, max: 4 }), height: fc.integer({ min: 1, max: 4 }) })
  .chain(({ width, height }) =>
    fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', 'é', ',') }), {
        minLength: width,
        maxLength: width,
      }),
      {
        minLength: height,
        maxLength: height,
      },
    ),
  )
const texts = (html: string) => readTable(html)!.map((row) => row.map(({ text }) => text))

describe('tab-separated text', () => {
  test('what was written is read again', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        expect(readTabbed(writeTabbed(block))).toEqual(block)
        // Spreadsheets end a single row too.
        if (block.length === 1) expect(readTabbed(`${writeTabbed(block)}\r\n`)).toEqual(block)
      }),
    )
  })

  test.each([
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"two\nlines"\tx', [['two\nlines', 'x']]],
    ['"say ""no"""', [['say "no"']]],
    ['5" pipe\tx', [['5" pipe', 'x']]],
    ['"open\tx', [['"open', 'x']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    [
      'a\tb\nc',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    ['', [['']]],
  ])('%j', (text, expected) => {
    expect(readTabbed(text)).toEqual(expected)
  })
})

describe('an HTML table', () => {
  test('what was written is read again, line breaks and signs included', () => {
    expect(
      texts(
        writeTable([
          ['a < b & "c"', 'two\nlines'],
          ['', 'é'],
        ]),
      ),
    ).toEqual([
      ['a < b & "c"', 'two\nlines'],
      ['', 'é'],
    ])
  })

  test('as Excel puts it: fragment marks, formats, line breaks of the source, merged cells', () => {
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>
      .xl65 {mso-number-format:"dd\\/mm\\/yyyy";} .xl66{mso-number-format:"Short Date";} .xl67{mso-number-format:"m\\/d\\/yy";}
      </style></head><body><table border=0><!--StartFragment-->
      <tr height=20><td rowspan=2 class=x>Safety
        tables</td><td class=xl65 align=right>03/04/2026</td><td class=xl66>03/04/2026</td></tr>
      <tr><td class=xl67>3/4/26</td><td>x<br>y</td></tr>
      <tr><td colspan=3>all</td></tr><!--EndFragment--></table></body></html>`
    const block = readTable(html)!
    expect(block.map((row) => row.map(({ text }) => text.replace('\n', '|')))).toEqual([
      ['Safety|tables', '03/04/2026', '03/04/2026'],
      ['', '3/4/26', 'x|y'],
      ['all', '', ''],
    ])
    expect(block[0]!.map(({ order }) => order)).toEqual([undefined, 'day-month', undefined])
    expect(block[1]![1]!.order).toBe('month-day')
  })

  test('dates of other spreadsheets carry their number', () => {
    const google = `<table><tr><td data-sheets-value='{"1":3,"3":46093}' data-sheets-numberformat='{"1":5,"2":"m/d/yyyy"}'>3/12/2026</td></tr></table>`
    const libre =
      '<table><tr><td sdval="46093" sdnum="1033;0;MM/DD/YY">03/12/26</td><td sdval="5" sdnum="1033;">5</td></tr></table>'
    expect(readWrittenDay(readTable(google)![0]![0]!, null)).toEqual({ kind: 'day', day: '2026-03-12' })
    expect(readWrittenDay(readTable(libre)![0]![0]!, null)).toEqual({ kind: 'day', day: '2026-03-12' })
    expect(readTable(libre)![0]![1]!.serial).toBeUndefined()
  })

  test('without a table there is nothing', () => expect(readTable('<p>text</p>')).toBeNull())

  test('every merged cell takes its places and only its first holds the text', () => {
    const spanned = fc.record({
      text: fc.constantFrom('a', 'b'),
      columns: fc.integer({ min: 1, max: 3 }),
      rows: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(fc.array(spanned, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (lines) => {
        const grid = layOut(lines)
        expect(grid).toHaveLength(lines.length)
        expect(new Set(grid.map((row) => row.length)).size).toBe(1)
        const held = grid.flat().filter(({ text }) => text !== '').length
        expect(held).toBe(lines.flat().length)
      }),
    )
  })
})

describe('a pasted date', () => {
  test.each([
    ['2026-03-12', '2026-03-12'],
    ['2026-03-12 00:00:00', '2026-03-12'],
    ['2026/3/12', '2026-03-12'],
    ['12-Mar-26', '2026-03-12'],
    ['12MAR2026', '2026-03-12'],
    ['12 March 2026', '2026-03-12'],
    ['Thursday, March 12, 2026', '2026-03-12'],
    ['12.03.2026', '2026-03-12'],
    ['25/03/2026', '2026-03-25'],
    ['3/25/2026', '2026-03-25'],
    ['04/04/2026', '2026-04-04'],
  ])('%s is one day', (text, expected) => {
    expect(readWrittenDay({ text }, null)).toEqual({ kind: 'day', day: expected })
  })

  test('day and month that could be either are asked for; what the sheet or the person says decides', () => {
    expect(readWrittenDay({ text: '03/04/2026' }, null)).toEqual({ kind: 'ambiguous' })
    expect(readWrittenDay({ text: '03/04/2026' }, 'day-month')).toEqual({ kind: 'day', day: '2026-04-03' })
    expect(readWrittenDay({ text: '03/04/2026', order: 'month-day' }, 'day-month')).toEqual({
      kind: 'day',
      day: '2026-03-04',
    })
  })

  test.each(['+7', 'today', 'n/a', '31/02/2026', '12', '99999999'])('%s is none', (text) => {
    expect(readWrittenDay({ text }, null)).toEqual({ kind: 'unknown' })
  })
})
