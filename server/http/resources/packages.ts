// Packages and their items (protocol 2.9).
import { itemPackage } from '../../../shared/entities/package.ts'
import { packageItem, type PackageItem } from '../../../shared/entities/package-item.ts'
import { wholeNumber } from '../../../shared/fields.ts'
import { packageFamily } from '../../features/items/family.ts'
import { listItems, viewItem } from '../../features/items/views.ts'
import { insertItem, removeItem, updateItem } from '../../features/items/write.ts'
import { listPackages, viewPackage } from '../../features/packages/views.ts'
import { resourceFor } from '../resource.ts'

const policies = { read: 'viewer', create: 'admin', update: 'admin', remove: 'admin' } as const

export const packageResources = [
  resourceFor<typeof itemPackage>({
    entity: itemPackage,
    path: '/packages',
    idName: 'package_id',
    policies,
    removed: 'row',
    view: viewPackage,
    list: listPackages,
  }),
  resourceFor<typeof packageItem>({
    entity: packageItem,
    path: '/packages/items',
    idName: 'item_id',
    policies,
    filters: { package_id: wholeNumber },
    removed: 'row',
    view: (db, row) => viewItem(db, packageFamily, row),
    list: (db, { skip, limit, filters }) =>
      listItems(db, packageFamily, { ownerId: filters.package_id as number | undefined, skip, limit }),
    create(tx, values) {
      const { id } = tx.get(itemPackage, values.package_id)
      return insertItem(tx, packageFamily, id, values) as PackageItem
    },
    update: (tx, id, patch, options) => updateItem(tx, packageFamily, id, patch, options) as PackageItem,
    remove: (tx, id, options) => removeItem(tx, packageFamily, id, options) as PackageItem,
  }),
]
