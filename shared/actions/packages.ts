// The items of a package: listing, adding, and loading many at once (protocol 2.9).
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { bulkDataset, bulkTlf } from '../entities/item-contents.ts'
import { packageItem } from '../entities/package-item.ts'
import { wholeNumber } from '../fields.ts'

const params = z.object({ package_id: wholeNumber })
/** The most rows one upload may hold. */
export const MAX_BULK_ROWS = 20_000

export const listPackageItems = defineAction({
  method: 'GET',
  path: '/packages/:package_id/items',
  summary: 'List: items of a package',
  policy: 'viewer',
  params,
})

export const readPackageTables = defineAction({
  method: 'GET',
  path: '/packages/:package_id/tables',
  summary: 'Read: the items of a package and their links as rows, each table by the name of its entity',
  policy: 'viewer',
  params,
})

export const createPackageItem = defineAction({
  method: 'POST',
  path: '/packages/:package_id/items',
  summary: 'Create: item of a package; the package in the path counts',
  policy: 'admin',
  status: 201,
  params,
  body: packageItem.create,
})

export const bulkPackageTlfs = defineAction({
  method: 'POST',
  path: '/packages/:package_id/items/bulk-tlf',
  summary: 'Create many: tables, listings and figures of a package; nothing is created when a row is not valid',
  policy: 'admin',
  spreadsheet: 'TLF',
  params,
  body: z.array(bulkTlf.extend({ title: z.string().min(1).max(20_000) })).max(MAX_BULK_ROWS),
})

export const bulkPackageDatasets = defineAction({
  method: 'POST',
  path: '/packages/:package_id/items/bulk-dataset',
  summary: 'Create many: datasets of a package; nothing is created when a row is not valid',
  policy: 'admin',
  spreadsheet: 'Dataset',
  params,
  body: z.array(bulkDataset).max(MAX_BULK_ROWS),
})
