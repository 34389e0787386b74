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

export function listPackages(db: Database.Database, page: { skip: number; limit: number }): Package[] {
  return readRows(db, itemPackage, 'true ORDER BY id LIMIT ? OFFSET ?', page.limit, page.skip)
}
