// The items of a reporting effort: listing, adding, loading many at once, and copying from packages and other efforts
// (protocol 2.10).
import { z } from 'zod'
import { defineAction } from '../action.ts'
import type { ItemType } from '../domain/item-types.ts'
import { bulkDataset, bulkTlf } from '../entities/item-contents.ts'
import { reportingEffortItem } from '../entities/reporting-effort-item.ts'
import { reference, wholeNumber } from '../fields.ts'
import { MAX_BULK_ROWS } from './packages.ts'

const params = z.object({ reporting_effort_id: wholeNumber })
const pathOf = (operation: string) => `/reporting-effort-items/:reporting_effort_id/${operation}`

export const countItems = defineAction({
  method: 'GET',
  path: '/reporting-effort-items/count',
  summary: 'Count: items of all reporting efforts',
  policy: 'viewer',
})

export const listItemsByEffort = defineAction({
  method: 'GET',
  path: '/reporting-effort-items/by-effort/:reporting_effort_id',
  summary: 'List: items of a reporting effort with details, links and tracker, by code',
  policy: 'viewer',
  params,
})

export const createItemInEffort = defineAction({
  method: 'POST',
  path: pathOf('items'),
  summary: 'Create: item of a reporting effort with details, links and tracker; the effort in the path counts',
  policy: 'editor',
  status: 201,
  params,
  body: reportingEffortItem.create,
})

export const bulkEffortTlfs = defineAction({
  method: 'POST',
  path: pathOf('bulk-tlf'),
  summary: 'Create many: tables, listings and figures of a reporting effort; each row on its own',
  policy: 'admin',
  spreadsheet: 'TLF',
  params,
  body: z.array(bulkTlf).max(MAX_BULK_ROWS),
})

export const bulkEffortDatasets = defineAction({
  method: 'POST',
  path: pathOf('bulk-dataset'),
  summary: 'Create many: datasets of a reporting effort; each row on its own',
  policy: 'admin',
  spreadsheet: 'Dataset',
  params,
  body: z.array(bulkDataset).max(MAX_BULK_ROWS),
})

/** Which items to copy; all when absent or empty. Ids that the source does not have are ignored. */
const item_ids = z.array(wholeNumber).nullish()
const fromPackage = z.object({ package_id: reference, item_ids })
const fromEffort = z.object({ source_reporting_effort_id: reference, item_ids })

const copyFromPackage = (operation: string, what: string) =>
  defineAction({
    method: 'POST',
    path: pathOf(operation),
    summary: `Copy: ${what} of a package into a reporting effort`,
    policy: 'admin',
    params,
    body: fromPackage,
  })
const copyFromEffort = (operation: string, what: string) =>
  defineAction({
    method: 'POST',
    path: pathOf(operation),
    summary: `Copy: ${what} of another reporting effort into a reporting effort`,
    policy: 'admin',
    params,
    body: fromEffort,
  })

/** The copies from a package with the type of item each takes; null takes both. */
export const copiesFromPackage: readonly { action: ReturnType<typeof copyFromPackage>; type: ItemType | null }[] = [
  { action: copyFromPackage('copy-from-package', 'items'), type: null },
  { action: copyFromPackage('copy-tlf-from-package', 'tables, listings and figures'), type: 'TLF' },
  { action: copyFromPackage('copy-dataset-from-package', 'datasets'), type: 'Dataset' },
]
/** The copies from another effort, likewise. */
export const copiesFromEffort: readonly { action: ReturnType<typeof copyFromEffort>; type: ItemType | null }[] = [
  { action: copyFromEffort('copy-from-reporting-effort', 'items'), type: null },
  { action: copyFromEffort('copy-tlf-from-reporting-effort', 'tables, listings and figures'), type: 'TLF' },
  { action: copyFromEffort('copy-dataset-from-reporting-effort', 'datasets'), type: 'Dataset' },
]
