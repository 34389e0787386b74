// Answers the actions on the items of a package.
import {
  bulkPackageDatasets,
  bulkPackageTlfs,
  createPackageItem,
  listPackageItems,
  readPackageTables,
} from '../../../shared/actions/packages.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import { notFound } from '../../../shared/errors.ts'
import { readRow } from '../../store/rows.ts'
import { reads, writes, type Handler } from '../handler.ts'
import { bulkIntoPackage } from '../items/bulk.ts'
import { packageFamily } from '../items/family.ts'
import { listItems, viewItem } from '../items/views.ts'
import { insertItem } from '../items/write.ts'
import { packageTables } from './views.ts'

export const packageHandlers: readonly Handler[] = [
  reads(listPackageItems, ({ db }, { params }) => {
    if (!readRow(db, itemPackage, params.package_id)) throw notFound(itemPackage.label)
    return listItems(db, packageFamily, { ownerId: params.package_id })
  }),
  reads(readPackageTables, ({ db }, { params }) => {
    if (!readRow(db, itemPackage, params.package_id)) throw notFound(itemPackage.label)
    return { package_id: params.package_id, tables: packageTables(db, params.package_id) }
  }),
  writes(createPackageItem, (tx, { params, body }) => {
    const { id } = tx.get(itemPackage, params.package_id)
    return viewItem(tx.db, packageFamily, insertItem(tx, packageFamily, id, body))
  }),
  writes(bulkPackageTlfs, (tx, { params, body }) => bulkIntoPackage(tx, params.package_id, 'TLF', body)),
  writes(bulkPackageDatasets, (tx, { params, body }) => bulkIntoPackage(tx, params.package_id, 'Dataset', body)),
]
