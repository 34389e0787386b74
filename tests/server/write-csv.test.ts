// Text files for spreadsheets: whatever a cell holds, no spreadsheet calculates it, and our own reader gives it back.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '../../server/spreadsheets/read-csv.ts'
import { writeCsv } from '../../server/spreadsheets/write-csv.ts'

test('cells are quoted where they have to be, and nothing starts a formula', () => {
  const rows = [
    ['a', 'b,c', 'd"e', 'f\r\ng'],
    ['=1+1', '+1', '-1', '@x'],
    ['\t=1', '＝1', 5, null],
  ]
  expect(writeCsv(rows)).toBe(`\uFEFFa,"b,c","d""e","f\r\ng"\r\n'=1+1,'+1,'-1,'@x\r\n"'\t=1",'＝1,5,\r\n`)
})

test('T-EXP-1: no text at all comes out as a formula, and every one is read back', () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, unit: fc.constantFrom(...'=+-@\t\r\n＝＋－＠",; aé1'.split('')) }),
    fc.string({ minLength: 1, unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(text, (cell) => {
      const written = writeCsv([
        ['head', 'tail'],
        [cell, 'x'],
      ]).slice('\uFEFFhead,tail\r\n'.length)
      expect(written).not.toMatch(/^(?:"?[=+\-@\t\r＝＋－＠]|\n)/)
      // A line break outside of quotes would begin a line with whatever follows it.
      expect(written.replaceAll(/"[^"]*"/g, '')).toMatch(/^[^\r\n]*\r\n$/)
    }),
    { numRuns: 2_000 },
  )
  const { sheets } = readCsv(
    Buffer.from(
      writeCsv([
        ['head', 'tail'],
        ['=SUM(A1)', 'plain'],
      ]),
    ),
    'x.csv',
  )
  expect(sheets[0]!.rows[1]).toEqual(['=SUM(A1)', 'plain'])
})
