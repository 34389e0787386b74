// Whatever is written into a workbook is read from it again: texts of any letters, numbers, days and flags, in any order, and
// the marks by which it is known.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../shared/domain/days.ts'
import { readMark } from '../../shared/spreadsheets/exported.ts'
import { cellText } from '../../shared/spreadsheets/sheet.ts'
import { readSpreadsheet, writeSpreadsheet } from '../../server/spreadsheets/tasks.ts'
import type { WorkbookPlan } from '../../server/spreadsheets/workbook-plan.ts'

/** What a workbook can hold: no control characters but line breaks (XML 1.0, 2.2), no half of a pair. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'=+-@\'";, \n<&>_x000'.split('')),
      fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
    ),
    minLength: 1,
    maxLength: 40,
  })
  .map((raw) =>
    raw
      .replaceAll(/[^\n\P{C}]/gu, '')
      .normalize()
      .trim(),
  )
  .filter((kept) => kept !== '')
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1999-01-01', days))
const row = fc.tuple(text, fc.option(text), fc.option(day), fc.option(fc.integer({ min: -5, max: 90_000 })))

test('a workbook holds what was written, and knows its rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.boolean(), async (rows, comesBack) => {
      const plan: WorkbookPlan = {
        sheet: 'Tracker',
        columns: [
          { header: 'Code', kind: 'text', width: 10, isIdentity: true },
          { header: 'Title', kind: 'text', width: 20 },
          { header: 'Due', kind: 'day', width: 12 },
          { header: 'Run Order', kind: 'whole', width: 8 },
        ],
        rows,
        ...(comesBack && {
          roundTrip: {
            mark: {
              workspace: 'w',
              subject: 'tracker' as const,
              owner_id: 7,
              seq: 3,
              exported_at: '2026-01-01T00:00:00Z',
            },
            ids: rows.map((_, index) => index + 100),
          },
        }),
      }
      const bytes = await writeSpreadsheet({ plan, format: 'xlsx' })
      const book = await readSpreadsheet({ bytes, name: 'list.xlsx' })
      const [heading, ...read] = book.sheets[0]!.rows
      expect(heading!.slice(0, 4).map(cellText)).toEqual(['Code', 'Title', 'Due', 'Run Order'])
      const wanted = rows.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))))
      expect(read.map((cells) => [0, 1, 2, 3].map((column) => cellText(cells[column])))).toEqual(wanted)
      expect(
        read.some((cells) => cells.some((cell) => typeof cell === 'object' && cell !== null && 'fault' in cell)),
      ).toBe(false)
      const marked = readMark(book)
      expect(marked.kind).toBe(comesBack ? 'exported' : 'foreign')
    }),
    { numRuns: 60 },
  )
})
