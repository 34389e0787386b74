// A list as a file to write: the columns wanted in their order, values as people read them, and the marks by which the file
// is known when it comes back.
import type Database from 'better-sqlite3'
import type { InputOf } from '../../../shared/action.ts'
import type { exportList } from '../../../shared/actions/exports.ts'
import { AppError } from '../../../shared/errors.ts'
import { naturalKey } from '../../../shared/domain/natural-order.ts'
import type { SheetColumn, SheetValue } from '../../../shared/spreadsheets/columns.ts'
import { columnsOf } from '../../../shared/spreadsheets/subjects.ts'
import type { WorkbookPlan, WrittenCell, WrittenColumn } from '../../spreadsheets/workbook-plan.ts'
import type { ImportList, Target } from '../imports/list.ts'
import { openPeople, type People } from '../imports/names.ts'
import { openList, workspaceMark } from '../imports/open-import.ts'

type Wanted = InputOf<typeof exportList>['body']

const sheetNames: Record<Wanted['subject'], string> = {
  tracker: 'Tracker',
  effort_items: 'Items',
  package_items: 'Package items',
  texts: 'Text Elements',
  packages: 'Packages',
  people: 'Users',
}
/** Columns that say which row a row is. */
const identity: ReadonlySet<string> = new Set(['item_subtype', 'item_code', 'package_name', 'username', 'type'])
/** Rows below the list that are ready to be filled in. */
const SPARE_ROWS = 200

export interface ExportContext {
  /** The last change that the file knows of. */
  seq: number
  at: string
  /** User name of who asked. */
  by: string
}

/** @throws AppError `not_found` for an unknown owner, `invalid` for an unknown column */
export function listPlan(db: Database.Database, wanted: Wanted, { seq, at, by }: ExportContext): WorkbookPlan {
  const people = openPeople(db)
  const { subject, owner_id } = wanted
  const list = openList(db, { subject, owner_id, default_subtype: 'Table' }, people)
  const columns = chosen(subject, wanted.columns)
  const targets = rowsOf(list, wanted.ids)
  const writtenColumns = columns.map((column) => asWritten(column, people))
  return {
    sheet: sheetNames[subject],
    columns: writtenColumns,
    rows: targets.map(({ values }) => columns.map((column) => cellOf(column, values[column.key] ?? null, people))),
    spareRows: SPARE_ROWS,
    info: {
      sheet: 'Export Info',
      rows: [
        ['Export date (UTC)', at],
        ['Total', String(targets.length)],
        ['Exported by', by],
      ],
    },
    ...(wanted.round_trip && {
      roundTrip: {
        mark: { workspace: workspaceMark(db), subject, owner_id, seq, exported_at: at },
        ids: targets.map(({ id }) => id),
      },
    }),
  }
}

function chosen(subject: Wanted['subject'], keys: readonly string[] | undefined): readonly SheetColumn[] {
  const all = columnsOf[subject]
  if (!keys) return all
  return [...new Set(keys)].map((key) => {
    const column = all.find((each) => each.key === key)
    if (column) return column
    throw new AppError('invalid', `There is no column '${key}'. Use ${all.map((each) => each.key).join(', ')}.`)
  })
}

/** Rows that were deleted in the meantime are left out. */
function rowsOf(list: ImportList, ids: readonly number[] | undefined): Target[] {
  if (ids) return [...new Set(ids)].flatMap((id) => list.byId(id) ?? [])
  return [...list.all()]
    .map((target) => ({ target, key: naturalKey(list.nameOf(target.values)) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ target }) => target)
}

function asWritten({ key, header, kind, width, choices }: SheetColumn, people: People): WrittenColumn {
  const offered =
    kind === 'flag' ? ['yes', 'no'] : kind === 'person' ? people.written() : choices?.map(({ label }) => label)
  return { header, kind, width, ...(offered && { choices: offered }), isIdentity: identity.has(key) }
}

function cellOf({ kind, choices }: SheetColumn, value: SheetValue, people: People): WrittenCell {
  if (value === null) return null
  if (kind === 'person') return typeof value === 'number' ? people.writtenAs(value) : null
  if (kind === 'flag') return value === true ? 'yes' : 'no'
  if (kind === 'choice') return choices?.find((choice) => choice.value === value)?.label ?? (value as string)
  return Array.isArray(value) ? value.join('; ') : (value as string | number)
}
