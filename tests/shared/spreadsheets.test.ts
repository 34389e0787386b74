// What cells mean: headings guessed from the names people use, words, and days that are asked about rather than guessed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../shared/domain/days.ts'
import { guessColumns } from '../../shared/spreadsheets/guess.ts'
import { readRows } from '../../shared/spreadsheets/read-rows.ts'
import type { SheetCell } from '../../shared/spreadsheets/sheet.ts'
import { columnsOf, templates } from '../../shared/spreadsheets/subjects.ts'
import type { DayOrder } from '../../shared/spreadsheets/written-day.ts'

const columns = columnsOf.tracker
const guess = (rows: SheetCell[][]) => guessColumns({ rows }, columns)

function readDays(cells: SheetCell[], dayOrder: DayOrder | null = null, since1904 = false) {
  const rows: SheetCell[][] = [['Code', 'Due'], ...cells.map((cell, index): SheetCell[] => [`T-${index}`, cell])]
  return readRows({ rows }, columns, 0, { 0: 'item_code', 1: 'due_date' }, { dayOrder, since1904, answers: {} })
}

describe('headings', () => {
  test('every heading of ours and of the templates is known again', () => {
    for (const { subject, columns: headings } of templates) {
      const { mapping } = guessColumns({ rows: [headings.map(([, header]) => header)] }, columnsOf[subject])
      expect(Object.values(mapping), subject).toEqual(headings.map(([key]) => key))
    }
    for (const [subject, all] of Object.entries(columnsOf)) {
      const { mapping } = guessColumns({ rows: [all.map(({ header }) => header)] }, all)
      expect(Object.values(mapping), subject).toEqual(all.map(({ key }) => key))
    }
  })

  test('upstream’s columns of a tracker file', () => {
    const heading =
      'item_code,production_programmer_username,production_status,qc_programmer_username,qc_status,priority,due_date,qc_completion_date'
    expect(Object.values(guess([heading.split(',')]).mapping)).toEqual([
      'item_code',
      'production_programmer',
      'production_status',
      'qc_programmer',
      'qc_status',
      'priority',
      'due_date',
      'qc_completion_date',
    ])
  })

  test.each([
    [
      'below title rows',
      [['My study'], [], ['Output No.', 'Programmer', 'Deadline']],
      2,
      ['item_code', 'production_programmer', 'due_date'],
    ],
    ['a column is taken once', [['Code', 'Output', 'Due', 'Deadline']], 0, ['item_code', 'due_date']],
    [
      'words that are no choice',
      [
        ['Code', 'Category'],
        ['T-1', 'Safety'],
        ['T-2', 'Efficacy'],
      ],
      0,
      ['item_code'],
    ],
    [
      'words that are',
      [
        ['Code', 'Category'],
        ['T-1', 'Table'],
      ],
      0,
      ['item_code', 'item_subtype'],
    ],
    ['nothing known', [['a', 'b']], 0, []],
  ] as [string, SheetCell[][], number, string[]][])('%s', (_name, rows, row, keys) => {
    const { header_row, mapping } = guess(rows)
    expect([header_row, Object.values(mapping)]).toEqual([row, keys])
  })
})

describe('days', () => {
  test.each<[SheetCell, DayOrder | null, string | null]>([
    ['03/04/2026', null, null],
    ['03/04/2026', 'day-month', '2026-04-03'],
    ['03/04/2026', 'month-day', '2026-03-04'],
    ['12MAR2026', null, '2026-03-12'],
    ['12-Mar-26', null, '2026-03-12'],
    ['12.03.2026', null, '2026-03-12'],
    ['2026-03-12T00:00:00', null, '2026-03-12'],
    [46_093, null, '2026-03-12'],
    ['46093', null, null],
    [{ day: '2026-03-12' }, null, '2026-03-12'],
    [7, null, null],
    ['soon', null, null],
    [{ fault: '#REF!' }, null, null],
    ['29.02.2026', null, null],
  ])('%j with %s is %s', (cell, order, day) => {
    const [row] = readDays([cell], order).rows
    expect(row!.values.due_date ?? null).toBe(day)
    expect(row!.problems).toHaveLength(day === null ? 1 : 0)
  })

  test('one date that can only be one way decides for the file', () => {
    const { rows, day_order_found } = readDays(['03/04/2026', '25/04/2026'])
    expect([day_order_found, rows[0]!.values.due_date]).toEqual(['day-month', '2026-04-03'])
  })

  test('two that disagree decide nothing, and the others are asked about', () => {
    const { rows, day_order_found, questions } = readDays(['03/04/2026', '25/04/2026', '04/25/2026'])
    expect(day_order_found).toBeNull()
    expect(rows.map(({ problems }) => problems.length)).toEqual([1, 0, 0])
    expect(questions.day_orders).toEqual([{ column: 'due_date', samples: ['03/04/2026'] }])
  })

  test('a serial number is the same day whichever year the file counts from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 21_462, max: 70_000 }), (serial) => {
        const [since1900] = readDays([serial]).rows
        const [since1904] = readDays([serial - 1462], null, true).rows
        expect(since1900!.values.due_date).toBe(addDays('1899-12-30', serial))
        expect(since1904!.values.due_date).toBe(since1900!.values.due_date)
      }),
    )
  })
})

test('words of a column that stand for none of its choices are asked once, and answered for the file', () => {
  const rows: SheetCell[][] = [
    ['Code', 'Status'],
    ['T-1', 'Frozen'],
    ['T-2', 'frozen '],
    ['T-3', 'Done'],
    ['T-4', 'n/a'],
  ]
  const mapping = { 0: 'item_code', 1: 'production_status' }
  const context = { dayOrder: null, since1904: false, answers: {} }
  const read = readRows({ rows }, columns, 0, mapping, context)
  expect(read.questions.words).toEqual([{ column: 'production_status', word: 'Frozen', rows: 2 }])
  expect(read.rows.map(({ values }) => values.production_status)).toEqual([undefined, undefined, 'completed', null])
  const answers = { production_status: { frozen: 'on_hold' } }
  const answered = readRows({ rows }, columns, 0, mapping, { ...context, answers })
  expect(answered.rows.map(({ values }) => values.production_status)).toEqual(['on_hold', 'on_hold', 'completed', null])
})
