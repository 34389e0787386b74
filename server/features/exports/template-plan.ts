// The empty files to fill in, with the names and headings that upstream's users know, drop-downs and a page that says what
// goes where.
import { AppError } from '../../../shared/errors.ts'
import type { SheetColumn } from '../../../shared/spreadsheets/columns.ts'
import { columnsOf, templates } from '../../../shared/spreadsheets/subjects.ts'
import type { WorkbookPlan } from '../../spreadsheets/workbook-plan.ts'

/** As many rows as upstream's templates take. */
const ROWS = 1000

const meaning: Record<SheetColumn['kind'], string> = {
  text: 'text',
  whole: 'a whole number',
  day: 'a date, best as YYYY-MM-DD',
  choice: 'one of the listed words',
  person: 'user name, name or e-mail address of somebody who has an account',
  flag: 'yes or no',
  texts: 'texts parted by semicolons or line breaks, in their order',
  tags: 'names of tags, parted by commas',
}

/** @throws AppError `not_found` for a name that is none of the templates */
export function templatePlan(file: string): WorkbookPlan {
  const template = templates.find((each) => each.file === file)
  if (!template) {
    throw new AppError(
      'not_found',
      `There is no template '${file}'. There are ${templates.map((each) => each.file).join(', ')}.`,
    )
  }
  const columns = template.columns.map(([key, header]) => {
    const column = columnsOf[template.subject].find((each) => each.key === key)!
    const choices = column.kind === 'flag' ? ['yes', 'no'] : column.choices?.map(({ label }) => label)
    return { ...column, header, choices }
  })
  return {
    sheet: template.sheet,
    columns: columns.map(({ header, kind, width, choices }) => ({ header, kind, width, ...(choices && { choices }) })),
    rows: [],
    spareRows: ROWS,
    instructions: [
      'Fill in the first sheet, one row for each entry, and bring the file in with Import. Nothing is stored before you have seen a preview.',
      'Keep the headings; their order does not matter, and columns that you do not need can be deleted.',
      '',
      ...columns.map(
        ({ header, kind, isRequired, choices }) =>
          `${header}: ${choices ? `one of ${choices.join(', ')}` : meaning[kind]}${isRequired ? ' (needed)' : ''}.`,
      ),
    ],
  }
}
