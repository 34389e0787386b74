// Loading many items at once, into a package or an effort, with the reports their clients know (protocol 2.9, 2.10). One
// transaction; each row on its own, so a bad one is reported and the others stay. A package checks all rows first and
// creates nothing if one is bad.
import type { z } from 'zod'
import { isSubtypeOf, itemSubtypes, type ItemType } from '../../../shared/domain/item-types.ts'
import type { bulkDataset, bulkTlf } from '../../../shared/entities/item-contents.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import { detailsOf, type ItemValues } from './contents.ts'
import { insertEffortItem } from './effort-items.ts'
import { effortFamily, packageFamily } from './family.ts'
import { keyText, takenKeys } from './rules.ts'
import { textsOfUpload, type TextsOfUpload } from './texts.ts'
import { viewItem } from './views.ts'
import { insertItem } from './write.ts'

type TlfRow = z.output<typeof bulkTlf>
type DatasetRow = z.output<typeof bulkDataset>
type BulkRow = TlfRow | DatasetRow

export interface BulkResult {
  /** Whether every row was created. */
  success: boolean
  created_count: number
  errors: string[]
  items: unknown[]
}

const wordOf = { TLF: 'TLF', Dataset: 'dataset' } as const
const subtypesOf = { TLF: 'Table, Listing, or Figure', Dataset: itemSubtypes.Dataset.join(' or ') } as const

/** Creates the rows in a package; nothing when any row cannot be created. @throws AppError `not_found` */
export function bulkIntoPackage(
  tx: Transaction,
  packageId: number,
  type: ItemType,
  rows: readonly BulkRow[],
): BulkResult {
  tx.get(itemPackage, packageId)
  const taken = takenKeys(tx, packageFamily, packageId)
  const errors = rows.flatMap((row, index) => {
    const problem = problemOf(type, row, taken)
    return problem === null ? [] : [`Item ${index + 1}: ${problem}`]
  })
  if (errors.length > 0) return { success: false, created_count: 0, errors, items: [] }
  return createRows(tx, type, rows, (values) =>
    viewItem(tx.db, packageFamily, insertItem(tx, packageFamily, packageId, values)),
  )
}

function problemOf(item_type: ItemType, row: BulkRow, taken: ReadonlySet<string>): string | null {
  const { item_subtype, item_code } = row
  if (!isSubtypeOf(item_type, item_subtype)) {
    return `Invalid ${wordOf[item_type]} type '${item_subtype}'. Must be ${subtypesOf[item_type]}`
  }
  const isTaken = taken.has(keyText({ item_type, item_subtype, item_code }))
  return isTaken ? `${item_type} '${item_code}' already exists in this package` : null
}

/** Creates the rows in an effort with their trackers; rows that cannot be created are reported. @throws AppError `not_found` */
export function bulkIntoEffort(
  tx: Transaction,
  effortId: number,
  item_type: ItemType,
  rows: readonly BulkRow[],
): BulkResult {
  tx.get(reportingEffort, effortId)
  const taken = takenKeys(tx, effortFamily, effortId)
  return createRows(tx, item_type, rows, (values) => {
    if (taken.has(keyText(values))) {
      const { item_code } = values
      throw new AppError('invalid', `A ${item_type} with code ${item_code} already exists in this reporting effort`)
    }
    const { item } = insertEffortItem(tx, effortId, { ...values, source_type: 'bulk_upload' })
    taken.add(keyText(item))
    return { ...item, ...detailsOf(effortFamily, item) }
  })
}

function createRows(
  tx: Transaction,
  type: ItemType,
  rows: readonly BulkRow[],
  create: (values: ItemValues) => unknown,
): BulkResult {
  const texts = textsOfUpload(tx)
  const errors: string[] = []
  const items: unknown[] = []
  for (const row of rows) {
    try {
      items.push(tx.attempt(() => create(valuesOf(type, row, texts))))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      texts.forget()
      errors.push(`Failed to create ${wordOf[type]} '${row.item_code}': ${error.message}`)
    }
  }
  return { success: errors.length === 0, created_count: items.length, errors, items }
}

function valuesOf(item_type: ItemType, row: BulkRow, texts: TextsOfUpload): ItemValues {
  const { item_subtype, item_code } = row
  const key = { item_type, item_subtype, item_code }
  if (!('footnotes' in row)) {
    const { label, sorting_order, acronyms } = row
    return { ...key, dataset_details: { label, sorting_order, acronyms }, footnotes: [], acronyms: [] }
  }
  return {
    ...key,
    tlf_details: {
      title_id: texts.one('title', row.title),
      population_flag_id: texts.one('population_set', row.population_flag),
      ich_category_id: texts.one('ich_category', row.ich_category),
    },
    footnotes: texts.all('footnote', row.footnotes).map((footnote_id) => ({ footnote_id })),
    acronyms: texts.all('acronyms_set', row.acronyms).map((acronym_id) => ({ acronym_id })),
  }
}
