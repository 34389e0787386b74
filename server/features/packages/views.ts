// A package as replies show it: alone with its items, in lists without them (protocol 2.9).
import type Database from 'better-sqlite3'
import { itemPackage, type Package } from '../../../shared/entities/package.ts'
import { readRows } from '../../store/rows.ts'
import { packageFamily } from '../items/family.ts'
import { listItems, type ItemView } from '../items/views.ts'

/** A package with its items in full. */
export function viewPackage(db: Database.Database, row: Package): Package & { package_items: ItemView[] } {
  return { ...row, package_items: listItems(db, packageFamily, { ownerId: row.id }) }
}

/** The rows that make up a package's contents, by the names of their entities. */
export function packageTables(db: Database.Database, packageId: number): Record<string, unknown[]> {
  const { item, footnote, acronym, itemId } = packageFamily
  const ofItems = `${itemId} IN (SELECT id FROM ${item.name} WHERE package_id = ?) ORDER BY id`
  return {
    [item.name]: readRows(db, item, 'package_id = ? ORDER BY id', packageId),
    [footnote.name]: readRows(db, footnote, ofItems, packageId),
    [acronym.name]: readRows(db, acronym, ofItems, packageId),
  }
}

export function listPackages(db: Database.Database, page: { skip: number; limit: number }): Package[] {
  return readRows(db, itemPackage, 'true ORDER BY id LIMIT ? OFFSET ?', page.limit, page.skip)
}
