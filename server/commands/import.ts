// `import`: brings a spreadsheet into a list as the window does: uploaded, tried, and then taken in one transaction or not at
// all. What a person would be asked is a reason to stop and a flag to answer with.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { imported, lines, preview, uploaded } from '../../shared/actions/import-replies.ts'
import type { ImportChoice, ImportLine, Preview, Uploaded } from '../../shared/actions/imports.ts'
import { AppError } from '../../shared/errors.ts'
import { guessColumns } from '../../shared/spreadsheets/guess.ts'
import { columnsOf } from '../../shared/spreadsheets/subjects.ts'
import type { Command } from './command.ts'
import { hostOptions, hostUsage, withHost, type HostClient } from './host-client.ts'
import { listNamed, listOptions, listUsage } from './list-owner.ts'

/** Exit code when the file has rows that cannot be taken, or asks something. */
const REFUSED = 2
/** Rows of a report that are printed; the others are counted. */
const SHOWN = 50

const options = {
  ...hostOptions,
  ...listOptions,
  sheet: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  'skip-refused': { type: 'boolean', default: false },
  'no-add': { type: 'boolean', default: false },
  'no-update': { type: 'boolean', default: false },
  'blank-clears': { type: 'boolean', default: false },
  dates: { type: 'string' },
} as const

export const importCommand: Command = {
  name: 'import',
  usage: `  import FILE LIST [--dry-run]   bring an .xlsx or .csv file into a list; LIST is one of
${listUsage}
    --dry-run        only say what would happen
    --skip-refused   take the other rows when some are refused; otherwise nothing is taken
    --no-add, --no-update, --blank-clears   leave out new rows, or changed ones; let empty cells empty fields
    --dates day-month|month-day             how to read dates such as 03/04/2026
    --sheet NAME     the sheet to read; the first that is not hidden unless told otherwise
${hostUsage}
    ends with 0 when all rows were taken or needed nothing, 2 when rows are refused or questions open, 1 on any other trouble`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [file] = positionals
    if (file === undefined) throw new AppError('invalid', 'Name the file to bring in.')
    const bytes = await readFile(file).catch((error: unknown) => {
      throw new AppError(
        'invalid',
        `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      )
    })
    return withHost(values, async (host) => {
      const { subject, owner_id } = await listNamed(host, values)
      const upload = uploaded.parse(await host.send(`/imports?name=${encodeURIComponent(path.basename(file))}`, bytes))
      const choice = choiceOf(
        upload,
        subject,
        {
          owner_id,
          day_order: dayOrderOf(values.dates),
          add: !values['no-add'],
          update: !values['no-update'],
          blank_clears: values['blank-clears'],
        },
        values.sheet,
      )
      const found = preview.parse(await host.job(`/imports/${upload.id}/preview`, choice))
      await report(host, upload, found)
      const isOpen = found.counts.refused > 0 || found.counts.conflicts > 0
      if (values['dry-run'] || (isOpen && !values['skip-refused'])) {
        console.log(values['dry-run'] ? 'Nothing was changed: this was a dry run.' : 'Nothing was changed.')
        return isOpen ? REFUSED : 0
      }
      const { counts } = imported.parse(
        await host.call('POST', `/imports/${upload.id}/commit`, { digest: found.digest }),
      )
      console.log(`Done: ${counts.new} new, ${counts.changed} changed.`)
      return isOpen ? REFUSED : 0
    })
  },
}

function choiceOf(
  { sheets, exported }: Uploaded,
  subject: ImportChoice['subject'],
  given: Pick<ImportChoice, 'owner_id' | 'day_order' | 'add' | 'update' | 'blank_clears'>,
  sheetName: string | undefined,
): ImportChoice {
  const sheet = sheets.findIndex(({ name, is_hidden, row_count }) =>
    sheetName === undefined ? !is_hidden && row_count > 0 : name === sheetName,
  )
  if (sheet < 0) {
    const names = sheets.map(({ name }) => `"${name}"`).join(', ')
    throw new AppError('invalid', `The file has no such sheet with rows. It has ${names}.`)
  }
  const { header_row, mapping } = guessColumns({ rows: sheets[sheet]!.sample }, columnsOf[subject], exported !== null)
  return { ...given, subject, sheet, header_row, mapping, default_subtype: 'Table', answers: {}, file_wins: [] }
}

function dayOrderOf(text: string | undefined): ImportChoice['day_order'] {
  if (text === undefined || text === 'day-month' || text === 'month-day') return text ?? null
  throw new AppError('invalid', `--dates is day-month or month-day, not "${text}".`)
}

async function report(host: HostClient, { id }: Uploaded, { counts, questions }: Preview): Promise<void> {
  console.log(
    `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.refused} refused, ${counts.left_out} left out, ${counts.conflicts} cells changed on both sides.`,
  )
  for (const kind of ['refused', 'conflict'] as const) {
    const { total, lines: found } = lines.parse(
      await host.call('GET', `/imports/${id}/lines?kind=${kind}&limit=${SHOWN}`),
    )
    for (const line of found) console.log(sentenceOf(line))
    if (total > found.length) console.log(`... and ${total - found.length} more.`)
  }
  if (questions.day_orders.length > 0) console.log('Say with --dates which way round its dates are.')
}

function sentenceOf({ row, name, reasons, conflicts }: ImportLine): string {
  const both = conflicts.map(
    ({ column, file, here, taken }) =>
      `${column} is '${file}' in the file and '${here}' here; ${taken === 'file' ? 'the file' : 'what is here'} is kept.`,
  )
  return `Row ${row}${name ? ` (${name})` : ''}: ${[...reasons, ...both].join(' ')}`
}
