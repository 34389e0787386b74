// Every file of the corpus is read as a tracker list and comes to what is written beside it: rows, questions, sentences.
import { describe, expect, test } from 'vitest'
import { shownSheets } from '../../../shared/spreadsheets/exported.ts'
import { guessColumns } from '../../../shared/spreadsheets/guess.ts'
import { readRows } from '../../../shared/spreadsheets/read-rows.ts'
import { columnsOf } from '../../../shared/spreadsheets/subjects.ts'
import { readSpreadsheet } from '../../../server/spreadsheets/tasks.ts'
import type { CorpusCase } from './case.ts'
import { texts } from './texts.ts'
import { workbooks } from './workbooks.ts'

const columns = columnsOf.tracker
const cases = [...workbooks, ...texts]

async function read({ file, name = 'list.xlsx' }: CorpusCase) {
  const book = await readSpreadsheet({ bytes: await file(), name })
  // The sheet that a person is shown first: one that is not hidden and has rows.
  const sheets = shownSheets(book)
  const index = Math.max(
    0,
    sheets.findIndex(({ isHidden, rows }) => !isHidden && rows.length > 0),
  )
  const sheet = sheets[index]!
  const { header_row, mapping } = guessColumns(sheet, columns)
  const context = { dayOrder: null, since1904: book.since1904, answers: {} }
  return { book, index, sheet, header_row, ...readRows(sheet, columns, header_row, mapping, context) }
}

describe('the corpus', () => {
  test('has at least forty files, one hazard each', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40)
    expect(new Set(cases.map(({ hazard }) => hazard)).size).toBe(cases.length)
  })

  test.each(cases.map((one) => [one.hazard, one] as const))('%s', async (_hazard, one) => {
    if (one.refused) return expect(read(one)).rejects.toThrow(one.refused)
    const { book, index, sheet, header_row, rows, questions } = await read(one)
    expect(rows.map(({ values }) => values)).toMatchObject(one.rows ?? [])
    expect(rows).toHaveLength(one.rows?.length ?? 0)
    const said = rows.flatMap(({ problems }) => problems)
    expect(said, said.join('\n')).toHaveLength(one.problems?.length ?? 0)
    one.problems?.forEach((sentence, at) => expect(said[at]).toMatch(sentence))
    expect(header_row).toBe(one.header ?? 0)
    expect(index).toBe(one.sheet ?? 0)
    expect(questions.day_orders.flatMap(({ samples }) => samples)).toEqual(one.asks?.days ?? [])
    expect(questions.words.map(({ word }) => word)).toEqual(one.asks?.words ?? [])
    expect(sheet.hiddenRows).toEqual(one.hiddenRows ?? [])
    if (one.encoding) expect(book.text?.encoding).toBe(one.encoding)
    if (one.delimiter) expect(book.text?.delimiter).toBe(one.delimiter)
  })
})
