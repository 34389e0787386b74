// The rows that were refused as a file: the columns of the person as they were, and the reasons before them, so that the
// rows can be mended and brought back.
import { AppError } from '../../../shared/errors.ts'
import { shownSheets } from '../../../shared/spreadsheets/exported.ts'
import { isDay, isFaulty, type SheetCell } from '../../../shared/spreadsheets/sheet.ts'
import type { WorkbookPlan, WrittenCell } from '../../spreadsheets/workbook-plan.ts'
import type { Upload } from './uploads.ts'

const REASONS_WIDTH = 60
const WIDTH = 20

/** @throws AppError `invalid` before a dry run */
export function refusedPlan({ book, planned }: Upload): WorkbookPlan {
  if (!planned) throw new AppError('invalid', 'Look at the preview first: it finds the rows that are refused.')
  const { choice, lines } = planned
  const { rows } = shownSheets(book)[choice.sheet]!
  const heading = rows[choice.header_row] ?? []
  const refused = lines.filter(({ kind }) => kind === 'refused')
  const width = Math.max(heading.length, ...refused.map(({ row }) => rows[row - 1]?.length ?? 0))
  return {
    sheet: 'Refused rows',
    columns: [
      { header: 'Row of the file', kind: 'whole', width: 14, isIdentity: true },
      { header: 'Why it was refused', kind: 'text', width: REASONS_WIDTH, isIdentity: true },
      ...Array.from({ length: width }, (_, index) => ({
        header: String(written(heading[index] ?? null) ?? ''),
        kind: rows.some((row) => isDay(row[index] ?? null)) ? ('day' as const) : ('text' as const),
        width: WIDTH,
      })),
    ],
    rows: refused.map(({ row, reasons }) => [
      row,
      reasons.join('\n'),
      ...Array.from({ length: width }, (_, index) => written(rows[row - 1]?.[index] ?? null)),
    ]),
  }
}

function written(cell: SheetCell): WrittenCell {
  if (isDay(cell)) return cell.day
  return isFaulty(cell) ? cell.fault : cell
}
